"""Reading what learners report about questions."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from assessments.models import ItemSession, ProblemReport


def reports_on(session: ItemSession) -> QuerySet[ProblemReport]:
    """About this variant as its learner was shown it."""
    return ProblemReport.objects.filter(session=session)


def reports_of(user: AbstractBaseUser) -> QuerySet[ProblemReport]:
    """The learner's, newest first, with the questions that they are about."""
    mine = ProblemReport.objects.filter(session__attempt__learner=user)
    return mine.select_related("session__item", "session__attempt__assessment", "session__attempt__bank")


def open_reports(user: AbstractBaseUser) -> QuerySet[ProblemReport]:
    return ProblemReport.objects.filter(session__attempt__learner=user, state=ProblemReport.State.OPEN)


def session_for(user: AbstractBaseUser, attempt_id: UUID, number: int, turn: int) -> ItemSession:
    """Any variant that the learner ever had, of open attempts and closed ones. Raises ItemSession.DoesNotExist."""
    together = ItemSession.real.select_related("attempt__learner", "attempt__assessment", "attempt__bank", "item")
    return together.get(attempt=attempt_id, attempt__learner=user, number=number, turn=turn)
