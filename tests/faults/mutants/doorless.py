"""Whoever knows the address of an attempt has it."""

from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Attempt
from assessments.queries import attempts


def attempt_for(user: AbstractBaseUser, attempt_id: UUID) -> Attempt:
    return Attempt.objects.select_related("assessment", "bank").get(pk=attempt_id)


attempts.attempt_for = attempt_for
