"""Scores on their way out: wanted in the answer's own transaction, sent later, one at a time for a learner and column.

A row says that a score is wanted, not which: the sending reads the newest, so that many answers are one message.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction
from django.db.models import Case, F, Q, QuerySet, When

from assessments.engine.scoring import kept_score
from assessments.models import Attempt, Delivery, Deployment, Passback, Registration, ResourceLink
from assessments.rules import closing, told

State, Sends = Passback.State, ResourceLink.Sends
# Longer than one sending takes by our own limits, where the column is known. Whoever overtakes one that has to look for
# it first has a later timestamp, so that the platform ends with the newer score whichever comes last.
BUSY = timedelta(seconds=60)
# Moodle compares whole seconds and refuses a second score within one; and a timestamp ahead of the time would lock a
# learner's column until that time has come.
STEP, AHEAD = timedelta(seconds=1), timedelta(seconds=2)
AT_ONCE = 4  # scores in senders' hands for one platform
PATIENCE = 5  # failures of a platform in a row, until nothing is tried there for a while
LONGEST_REST = 300.0  # seconds
FIRST_PAUSE, LONGEST_PAUSE = 4.0, 4 * 3600.0  # seconds
GIVING_UP = timedelta(days=3)


@dataclass(frozen=True)
class Reply:
    """What came of one sending. `outcome` is sent, superseded, again or refused."""

    outcome: str
    status: int = 0
    detail: str = ""
    wait: float = 0  # seconds, where the platform asked for them
    asked: bool = True  # whether it says anything of the platform


@dataclass(frozen=True)
class Score:
    given: float
    maximum: float
    is_final: bool  # of a submitted attempt
    submitted_at: datetime | None = None


@dataclass(frozen=True)
class Claimed:
    """A score in one sender's hands."""

    row: Passback
    score: Score
    timestamp: datetime


Post = Callable[[Claimed], Reply]


def queue(attempt: Attempt, now: datetime) -> None:
    """Call it where a score becomes true. It is one statement, and none for attempts that no LMS asks for."""
    if attempt.reported:
        want(Passback.objects.filter(link__assessment=attempt.assessment_id, person__user=attempt.learner_id), now)


def want(rows: QuerySet[Passback], now: datetime) -> int:
    """What a platform asked to wait for is waited for."""
    waits = Case(When(state=State.WAITING, tries__gt=0, then=F("due_at")), default=now)
    return rows.exclude(link__sends=Sends.NEVER).update(wanted=F("wanted") + 1, due_at=waits, state=State.WAITING)


def resend(rows: QuerySet[Passback], now: datetime) -> int:
    """Again, whatever the platform has or said."""
    return rows.exclude(link__sends=Sends.NEVER).update(
        wanted=F("wanted") + 1, due_at=now, state=State.WAITING, tries=0, failing_since=None, reason="", score=None
    )


def move(link: int, states: Iterable[str], now: datetime) -> None:
    """To another column, which holds none of what the one before held; what is on its way goes there anyway."""
    rows = Passback.objects.filter(link=link).exclude(wanted=0)
    resend(rows.filter(state__in=states), now)
    rows.update(score=None, submitted_at=None)


def send_due(post: Post, clock: Callable[[], datetime], rng: Random) -> int:
    """Send until nothing is due; how many were tried."""
    tried = 0
    while (claimed := claim(clock())) is not None:
        settle(claimed, post(claimed), clock(), rng)
        tried += 1
    return tried


def is_due(now: datetime) -> bool:
    return due(now).exists()


def due(now: datetime) -> QuerySet[Passback]:
    """At places that are switched on; at others scores wait until they are."""
    waiting = Passback.objects.filter(state=State.WAITING, due_at__lte=now)
    at = waiting.filter(link__context__deployment__state=Deployment.State.APPROVED)
    return at.filter(link__context__deployment__registration__state=Registration.State.ACTIVE)


def claim(now: datetime) -> Claimed | None:
    """The next score that is due, in nobody's hands and to be told by now."""
    while True:
        with transaction.atomic():
            row = next_due(now)
            if row is None:
                return None
            if claimed := taken(row, now):
                return claimed


def next_due(now: datetime) -> Passback | None:
    """A platform that does not answer holds up its own scores, and leaves senders for those of others."""
    free = Q(busy_until=None) | Q(busy_until__lte=now)
    at = "link__context__deployment__registration"
    rows = due(now).filter(free).order_by("due_at", "pk")
    rows = rows.exclude(**{f"{at}__paused_until__gt": now})
    busy = Passback.objects.filter(busy_until__gt=now).values_list(at, flat=True)
    if full := [one for one, count in Counter(busy).items() if count >= AT_ONCE]:
        rows = rows.exclude(**{f"{at}__in": full})
    # SQLite has no locks on rows; its gate lets one sender in at a time anyway.
    skips = connection.features.has_select_for_update_skip_locked
    together = rows.select_related("link__assessment", "link__context__deployment__registration", "person")
    return together.select_for_update(of=("self",), skip_locked=skips, no_key=True).first()


def taken(row: Passback, now: datetime) -> Claimed | None:
    """None where there is nothing to send after all; then the row has been put aside."""
    timestamp = max(now, row.last_timestamp + STEP) if row.last_timestamp else now
    if timestamp > now + AHEAD:
        row.due_at = timestamp - AHEAD
        row.save(update_fields=["due_at"])
        return None
    score, later = score_of(row, now)
    # The platform has these very points: another message would only date them anew.
    if score is None or (score.given, score.maximum) == (row.score, row.maximum):
        put_aside(row, later)
        return None
    row.last_timestamp, row.busy_until = (
        timestamp,
        now + BUSY,
    )  # kept before it is sent: what dies half-way is no puzzle
    row.save(update_fields=["last_timestamp", "busy_until"])
    return Claimed(row, score, timestamp)


def put_aside(row: Passback, until: datetime | None) -> None:
    if until is None:
        row.state, row.sent = State.SENT, row.wanted
    else:
        row.due_at = until
    row.save(update_fields=["state", "sent", "due_at"])


def score_of(row: Passback, now: datetime) -> tuple[Score | None, datetime | None]:
    """The score that counts, of the attempts whose score the learner may know; else when that will be."""
    quiz = row.link.assessment
    if quiz is None or row.link.sends == Sends.NEVER:
        return None, None
    attempts = list(Attempt.real.filter(learner=row.person.user_id, assessment=quiz).order_by("started_at"))
    for one in attempts:
        # The same row for all, or telling what is known would fetch it once for each attempt.
        one.assessment = quiz
    # Of no points there is no share, and platforms divide by them.
    known = [one for one in attempts if one.points and "score" in told(one, now)]
    done = [one for one in known if one.submitted_at]
    if counted := done if row.link.sends == Sends.SUBMITTED else counting(known, done, quiz.kept):
        maximum = max(one.points for one in counted)
        given = kept_score(quiz.kept, [(one.score, one.points) for one in counted], maximum)
        last = max((one.submitted_at for one in done if one.submitted_at), default=None)
        return Score(given, maximum, bool(done), last), None
    ends = filter(None, map(closing, attempts)) if quiz.told["score"] == "after-close" else ()
    return None, min((end for end in ends if end > now), default=None)


def counting(known: list[Attempt], done: list[Attempt], kept: str) -> list[Attempt]:
    """A running attempt counts as long as there is no other, or where it can only raise the score."""
    return known if kept == "best" or not done else done


def settle(claimed: Claimed, reply: Reply, now: datetime, rng: Random) -> None:
    """Write down what came of it, unless another sender has taken over since."""
    with transaction.atomic():
        row = Passback.objects.select_for_update(no_key=True).get(pk=claimed.row.pk)
        Delivery.objects.create(
            passback=row,
            at=now,
            score=claimed.score.given,
            maximum=claimed.score.maximum,
            status=reply.status,
            outcome=reply.outcome,
            detail=reply.detail[:300],
        )
        # Any other end is of a sender that took over, and whose word counts.
        if row.busy_until == claimed.row.busy_until:
            row.busy_until = None
            SETTLED[reply.outcome](row, claimed, reply, now, rng)
            row.save()
    rest(claimed.row.link.context.deployment.registration, reply, now)


def rest(platform: Registration, reply: Reply, now: datetime) -> None:
    """After several failures in a row it is left alone, then a few scores find out whether it is back."""
    if not reply.asked:
        return
    same = Registration.objects.filter(pk=platform.pk)
    if reply.outcome != "again":
        if platform.failures:
            same.update(failures=0, paused_until=None)
    elif reply.status == 0 or reply.status >= 500:  # noqa: PLR2004 -- errors of the server
        # Counted in the database: several senders fail at one platform together.
        same.update(failures=F("failures") + 1)
        if (over := platform.failures + 1 - PATIENCE) >= 0:
            seconds = min(LONGEST_REST, FIRST_PAUSE * 2 ** min(over, 10))
            same.update(paused_until=now + timedelta(seconds=seconds))


def arrived(row: Passback, claimed: Claimed, reply: Reply, now: datetime, rng: Random) -> None:
    row.submitted_at = claimed.score.submitted_at
    # As wanted when it was claimed: an answer that came meanwhile is still to be sent.
    row.sent, row.score, row.maximum = claimed.row.wanted, claimed.score.given, claimed.score.maximum
    row.tries, row.failing_since, row.reason, row.due_at = 0, None, "", now
    row.state = State.SENT if row.wanted == row.sent else State.WAITING


def failed(row: Passback, claimed: Claimed, reply: Reply, now: datetime, rng: Random) -> None:
    row.tries, row.failing_since = row.tries + 1, row.failing_since or now
    row.reason = reply.detail[:300]
    row.due_at = now + timedelta(seconds=max(reply.wait, pause(row.tries, rng)))
    row.state = State.PARKED if now - row.failing_since > GIVING_UP else State.WAITING


def refused(row: Passback, claimed: Claimed, reply: Reply, now: datetime, rng: Random) -> None:
    row.state, row.reason = State.PARKED, reply.detail[:300]


def pause(tries: int, rng: Random) -> float:
    """Twice as long each time, with some chance, so that not all come back at once."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(tries - 1, 20)) * rng.uniform(0.5, 1.0)


SETTLED = {"sent": arrived, "superseded": arrived, "again": failed, "refused": refused}
