"""Files that wait to be taken in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

from assessments.models import Bank, Upload


def upload_of(user: AbstractBaseUser, bank: Bank, pk: str) -> Upload:
    """Raises Upload.DoesNotExist, also for another's, and where `pk` is no number of one."""
    try:
        return Upload.objects.select_related("bank", "by").get(by=user, bank=bank, pk=pk)
    except (ValueError, ValidationError):
        raise Upload.DoesNotExist from None
