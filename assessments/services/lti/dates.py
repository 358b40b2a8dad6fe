"""Dates that a platform keeps: for all as its teachers see them, for one learner as they arrive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from assessments.models import Accommodation, Assessment
from assessments.queries.events import events_about
from assessments.services import audit
from assessments.services.courses.giving import give
from assessments.services.taking.deadlines import refresh, touched_by


def take_over(quiz: Assessment, dates: Mapping[str, datetime], learner: AbstractBaseUser | None, now: datetime) -> None:
    """What the platform does not say stays as it is; an order that cannot be is left alone."""
    opens, closes = dates.get("opens_at", quiz.opens_at), dates.get("closes_at", quiz.closes_at)
    if opens and closes and opens >= closes:
        return
    if learner is None:
        for_all(quiz, dates, now)
    else:
        for_one(quiz, dates, learner, now)


@transaction.atomic
def for_all(quiz: Assessment, dates: Mapping[str, datetime], now: datetime) -> None:
    new = {name: date for name, date in dates.items() if getattr(quiz, name) != date}
    if new:
        for name, date in new.items():
            setattr(quiz, name, date)
        quiz.save(update_fields=list(new))
        refresh(touched_by(quiz))
        audit.record(None, "dates of the LMS", quiz, {name: date.isoformat() for name, date in new.items()}, now)


@transaction.atomic
def for_one(quiz: Assessment, dates: Mapping[str, datetime], learner: AbstractBaseUser, now: datetime) -> None:
    # What is as for everyone stays out: kept here, it would no longer move with the quiz.
    own = {name: date for name, date in dates.items() if getattr(quiz, name) != date}
    theirs = Accommodation.objects.filter(assessment=quiz, learner=learner)
    given = theirs.first()
    if given is None and own:
        defaults = {"course_id": quiz.course_id}
        given, _ = theirs.get_or_create(assessment=quiz, learner=learner, defaults=defaults)
    if given is None:
        return
    wanted = own | ended(given, dates.keys() - own.keys())
    new = {name: date for name, date in wanted.items() if getattr(given, name) != date}
    if new:
        for name, date in new.items():
            setattr(given, name, date)
        give([given], None, now)


def ended(given: Accommodation, names: Iterable[str]) -> dict[str, None]:
    """Dates that were the learner's own and are everyone's again, unless somebody here has had a hand in them since."""
    found = [name for name in names if getattr(given, name) is not None]
    latest = events_about(given).first() if found else None
    return dict.fromkeys(found) if latest is not None and latest.actor_id is None else {}
