"""What is kept for a while only, and then goes."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import now as clock
from django_tasks import task
from django_tasks_db.compat import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from assessments.models import Notice

NOTICES = timedelta(days=30)
DONE, PARKED = timedelta(days=7), timedelta(days=90)


@task
def tidy() -> None:
    now = clock()
    for status, kept in ((Status.SUCCESSFUL, DONE), (Status.FAILED, PARKED)):
        DBTaskResult.objects.filter(status=status, finished_at__lt=now - kept).delete()
    Notice.objects.filter(at__lt=now - NOTICES).exclude(state=Notice.State.WAITING).delete()
