"""What is kept for a while only, and then goes."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import now as clock
from django_tasks import task
from django_tasks_db.compat import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from assessments.models import Launch, Notice

NOTICES, REFUSED, LET_IN = timedelta(days=30), timedelta(days=30), timedelta(days=400)
# Whoever has an address can be turned away: the rows of that are bounded by number, too, not by age alone.
MOST_REFUSED = 100_000
DONE, PARKED = timedelta(days=7), timedelta(days=90)


@task
def tidy() -> None:
    now = clock()
    for status, kept in ((Status.SUCCESSFUL, DONE), (Status.FAILED, PARKED)):
        DBTaskResult.objects.filter(status=status, finished_at__lt=now - kept).delete()
    # What waits is for the outbox to give up on, which writes down why.
    Notice.objects.filter(at__lt=now - NOTICES).exclude(state=Notice.State.WAITING).delete()
    Launch.objects.filter(at__lt=now - LET_IN).delete()
    refused = Launch.objects.exclude(refusal="")
    refused.filter(at__lt=now - REFUSED).delete()
    # A slice cannot be deleted, so its first row tells from when on there are too many.
    for one in refused.order_by("-at")[MOST_REFUSED : MOST_REFUSED + 1]:
        refused.filter(at__lte=one.at).delete()
