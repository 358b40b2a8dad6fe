"""A file waits for its sender to have read what it would do."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from assessments.interchange import codecs
from assessments.models import Bank, Upload
from assessments.services.exchange.taking_in import Report, foretold, take_in

KEPT = timedelta(days=1)


def keep(bank: Bank, by: AbstractBaseUser, file: tuple[str, bytes], now: datetime) -> Upload:
    """In place of the sender's earlier one. Raises BadFile where nothing can be done with it."""
    name, data = file
    # Read for what it raises: a file that is none is not kept.
    codecs.read(name, data)
    longest = Upload._meta.get_field("name").max_length
    with transaction.atomic():
        Upload.objects.filter(Q(by=by) | Q(at__lt=now - KEPT)).delete()
        return Upload.objects.create(bank=bank, by=by, name=name[-longest:], data=data, at=now)


def report_on(upload: Upload) -> Report:
    """Raises BadFile."""
    return foretold(codecs.read(upload.name, bytes(upload.data)), upload.bank)


def confirm(upload: Upload, told: str, now: datetime) -> Report:
    """Take it in as it was told. Raises Outdated and BadFile."""
    # Read again, and before the transaction: what was told is checked by its mark, and reading takes long.
    incoming = codecs.read(upload.name, bytes(upload.data))
    with transaction.atomic():
        report = take_in(incoming, upload.bank, upload.by, now, told)
        upload.delete()
    return report
