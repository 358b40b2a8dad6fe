"""“Something is wrong with this question”: what learners write about it, and what they are told."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext

from assessments.models import ItemSession, ProblemReport
from assessments.queries.reports import open_reports, reports_on
from assessments.services.errors import Refused
from assessments.services.taking.drawing import lock

MOST_OPEN = 5  # reports of one learner that wait for an answer


def report(session: ItemSession, text: str, now: datetime) -> ProblemReport:
    """The same text sent again is the same report. Raises Refused."""
    text = plain(text)
    must_say_something(text)
    learner = session.attempt.learner
    with transaction.atomic():
        # Or reports sent at one moment would each find room among the open ones.
        lock(learner.pk)
        if earlier := reports_on(session).filter(text=text).first():
            return earlier
        if open_reports(learner).count() >= MOST_OPEN:
            raise Refused(
                gettext("You have %(most)d reports that nobody has answered yet. Please wait for an answer first.")
                % {"most": MOST_OPEN}
            )
        return ProblemReport.objects.create(
            session=session, response=session.responses.last(), text=text, created_at=now
        )


def plain(text: str) -> str:
    """Browsers count the end of a line as one character and send two; PostgreSQL stores no NUL."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def must_say_something(text: str) -> None:
    if not text:
        raise Refused(gettext("Say in a few words what is wrong, so that somebody can look at it."))
    if len(text) > ProblemReport.LONGEST:
        most = f"{ProblemReport.LONGEST:,}"
        raise Refused(gettext("This is longer than %(most)s characters. Please keep it shorter.") % {"most": most})


def reply(report: ProblemReport, by: AbstractBaseUser, now: datetime) -> None:
    """Keep what somebody has answered; an answer by itself closes a report that was open."""
    if report.reply and report.state == ProblemReport.State.OPEN:
        report.state = ProblemReport.State.ANSWERED
    report.replied_at, report.replied_by = now, by
    report.save(update_fields=["reply", "state", "replied_at", "replied_by"])
