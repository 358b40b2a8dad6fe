"""The points of submitted attempts: set by hand where a teacher decided so, else what the places bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby, islice
from operator import attrgetter

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from assessments.models import Attempt, ItemSession
from assessments.queries.regrades import current_points
from assessments.services import audit
from assessments.services.errors import Refused
from assessments.services.hooks.telling import tell_of_scores
from assessments.services.lti import passback

BATCH = 500


def points_of(attempt: Attempt, sessions: Iterable[ItemSession]) -> float:
    """`sessions` are the current ones, in order."""
    return sum(session.counted for session in sessions) if attempt.override is None else attempt.override


def rewrite(attempts: Iterable[Attempt], now: datetime) -> None:
    """Bring these attempts' points up to date, in the caller's transaction; an LMS hears of those that change."""
    rest = iter(attempts)
    while batch := list(islice(rest, BATCH)):
        changed = list(rescored(batch))
        # Batch by batch: a regrade may touch every attempt of a course, and memory is not to grow with it.
        Attempt.objects.bulk_update(changed, ["score"])
        for attempt in changed:
            passback.queue(attempt, now)
        if changed:
            tell_of_scores(changed, now)


def rescored(batch: list[Attempt]) -> Iterator[Attempt]:
    """Those whose points are others now."""
    by_pk = {attempt.pk: attempt for attempt in batch}
    for pk, sessions in groupby(current_points(batch), key=attrgetter("attempt_id")):
        attempt, before = by_pk[pk], by_pk[pk].score
        attempt.score = points_of(attempt, sessions)
        if attempt.score != before:
            yield attempt


def override_attempt(attempt: Attempt, points: float | None, reason: str, by: AbstractBaseUser, now: datetime) -> None:
    """Set an attempt's points by hand; None takes that back. Raises Refused."""
    with transaction.atomic():
        locked = submitted(attempt)
        must_be_points(points, locked.points)
        facts = {"from": locked.override, "to": points, "score": locked.score, "reason": reason}
        locked.override = points
        locked.save(update_fields=["override"])
        rewrite([locked], now)
        audit.record(by, "override", locked, facts, now)


def override_place(
    session: ItemSession, points: float | None, reason: str, by: AbstractBaseUser, now: datetime
) -> None:
    """Set the points of one place by hand; None takes that back. Raises Refused."""
    with transaction.atomic():
        locked = submitted(session.attempt)
        place = locked.sessions.get(number=session.number, current=True)
        must_be_points(points, place.points)
        facts = {"question": place.number, "from": place.override, "to": points, "score": place.counted}
        place.override = points
        place.save(update_fields=["override"])
        rewrite([locked], now)
        audit.record(by, "override", locked, facts | {"reason": reason}, now)


def submitted(attempt: Attempt) -> Attempt:
    """Locked until the transaction ends."""
    locked = (
        Attempt.objects.select_for_update(of=("self",), no_key=True).select_related("assessment").get(pk=attempt.pk)
    )
    # Points of a running one would be overwritten by its next answer.
    if locked.submitted_at is None:
        raise Refused("The attempt is still running. Its points can be set once it is submitted.")
    return locked


def must_be_points(points: float | None, most: float) -> None:
    if points is not None and not 0 <= points <= most:
        raise Refused(f"{points:g} points are not between 0 and {most:g}.")
