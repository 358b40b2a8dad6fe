"""Who may do what, and when: plain predicates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address

from assessments.engine import feedback
from assessments.models import Accommodation, Assessment, Attempt

DIGITS = 6  # sums of shares of points come with rounding errors
KEYS = frozenset({"key", "solution"})  # parts of the feedback that say what is right


@dataclass(frozen=True)
class Terms:
    """An assessment's dates and limits as they hold for one learner."""

    published: bool
    opens_at: datetime | None
    due_at: datetime | None
    closes_at: datetime | None
    time_limit: timedelta | None
    attempts_allowed: int | None

    def is_open(self, now: datetime) -> bool:
        """Whether a new attempt may begin."""
        begun = self.opens_at is None or self.opens_at <= now
        return self.published and begun and (self.closes_at is None or now < self.closes_at)

    def deadline(self, started_at: datetime) -> datetime | None:
        """The end of the time limit or the closing time, whichever comes first."""
        ends = [self.closes_at, started_at + self.time_limit if self.time_limit else None]
        return min((end for end in ends if end is not None), default=None)


def terms(assessment: Assessment, given: Accommodation | None = None) -> Terms:
    limit, allowed = assessment.time_limit, assessment.attempts_allowed
    if given is None:
        dates = assessment.opens_at, assessment.due_at, assessment.closes_at
        return Terms(assessment.published, *dates, limit, allowed)
    return Terms(
        assessment.published,
        given.opens_at or assessment.opens_at,
        given.due_at or assessment.due_at,
        given.closes_at or assessment.closes_at,
        limit * float(given.time_factor) + given.extra_time if limit else None,
        allowed + given.extra_attempts if allowed else None,
    )


def admits(assessment: Assessment, address: IPv4Address | IPv6Address | None) -> bool:
    """Whether its questions are shown, and answers taken, at this address."""
    return not assessment.ip_ranges or any(address in network for network in assessment.networks)


def has_passed(attempt: Attempt) -> bool | None:
    """None where nobody passes or fails."""
    mark = attempt.assessment.pass_mark if attempt.assessment else None
    return None if mark is None else round(100 * attempt.score, DIGITS) >= round(mark * attempt.points, DIGITS)


def must_have_joined(assessment: Assessment) -> bool:
    """Whether only members of the course may take it."""
    return not assessment.course.open_to_all


def told(attempt: Attempt, now: datetime) -> frozenset[str]:
    """The parts of the feedback that the learner may see by now."""
    return seen(attempt, moment(attempt, now))


def told_at_once(attempt: Attempt) -> frozenset[str]:
    return seen(attempt, "at-once")


def seen(attempt: Attempt, reached: str) -> frozenset[str]:
    """Practice of a bank tells everything at once."""
    return feedback.visible(attempt.assessment.told, reached) if attempt.assessment else frozenset(feedback.PARTS)


def tells_later(assessment: Assessment) -> bool:
    """Whether an answer to it may be given without knowing whether it is right."""
    return any(assessment.told[part] != "at-once" for part in KEYS | {"correctness"})


def keeps_keys(assessment: Assessment, agreed: Terms, now: datetime) -> bool:
    """Whether practice must not tell what it asks. One that may be taken again at will tells it itself."""
    told_to_takers = KEYS & feedback.visible(assessment.told, "after-submission")
    at_will = agreed.attempts_allowed is None and assessment.kept in {"best", "last"}
    return tells_later(assessment) and agreed.is_open(now) and not (at_will and told_to_takers)


def is_deferred(attempt: Attempt) -> bool:
    """Whether answers may be changed until submission."""
    return attempt.assessment is not None and attempt.assessment.mode == "deferred"


def closes_when_right(assessment: Assessment | None) -> bool:
    """A right answer ends a question only where the learner may know that it was right; in practice, always."""
    if assessment is None:
        return True
    return assessment.mode != "deferred" and "correctness" in feedback.visible(assessment.told, "at-once")


def moment(attempt: Attempt, now: datetime) -> str:
    if attempt.submitted_at is None:
        return "at-once"
    end = closing(attempt)
    return "after-close" if end is None or end <= now else "after-submission"


def closing(attempt: Attempt) -> datetime | None:
    """When the quiz is over for this learner; never before it is for all, who could be told."""
    ends = (attempt.closes_at, attempt.assessment.closes_at if attempt.assessment else None)
    return max((end for end in ends if end is not None), default=None)
