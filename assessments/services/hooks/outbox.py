"""Notices on their way out: one at a time for each endpoint, in order, so that one that hangs keeps no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from assessments.models import Endpoint, Notice
from assessments.services.hooks.endpoints import disable

State = Notice.State
BUSY = timedelta(seconds=60)  # longer than one sending takes
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 4 * 3600.0  # seconds
GIVING_UP = timedelta(days=3)  # on one notice
DEAD = timedelta(days=5)  # an endpoint that nothing has reached for so long


@dataclass(frozen=True)
class Reply:
    """`outcome` is sent, again, refused (of this one) or gone (of the endpoint)."""

    outcome: str
    status: int = 0
    detail: str = ""
    wait: float = 0


Post = Callable[[Notice], Reply]


def send_due(post: Post, clock: Callable[[], datetime], rng: Random) -> int:
    """Send until nothing is due; how many were tried."""
    tried = 0
    while (notice := claim(clock())) is not None:
        settle(notice, post(notice), clock(), rng)
        tried += 1
    return tried


def due(now: datetime) -> QuerySet[Endpoint]:
    """Endpoints in nobody's hands that something is to be sent to by now."""
    waiting = Notice.objects.filter(endpoint=OuterRef("pk"), state=State.WAITING, due_at__lte=now)
    free = (Q(busy_until=None) | Q(busy_until__lte=now)) & (Q(paused_until=None) | Q(paused_until__lte=now))
    return Endpoint.objects.filter(free, Exists(waiting), disabled_at=None)


def claim(now: datetime) -> Notice | None:
    # Mostly nothing is due, and on SQLite a transaction opened in vain would keep writers waiting.
    if not due(now).exists():
        return None
    with transaction.atomic():
        skips = connection.features.has_select_for_update_skip_locked
        endpoint = due(now).select_for_update(skip_locked=skips, no_key=True).order_by(F("paused_until").asc()).first()
        if endpoint is None:
            return None
        notice = endpoint.notices.filter(state=State.WAITING, due_at__lte=now).order_by("due_at", "pk").first()
        if notice is None:
            return None
        endpoint.busy_until = now + BUSY
        endpoint.save(update_fields=["busy_until"])
        # settle() compares with this end of busy_until, to know its own turn.
        notice.endpoint = endpoint
        return notice


def settle(notice: Notice, reply: Reply, now: datetime, rng: Random) -> None:
    """Write down what came of it, also where another sender has taken over: going out twice is allowed."""
    with transaction.atomic():
        endpoint = Endpoint.objects.select_for_update(no_key=True).get(pk=notice.endpoint_id)
        notice.tries, notice.status, notice.reason = notice.tries + 1, reply.status, reply.detail[:300]
        SETTLED[reply.outcome](endpoint, notice, reply, now, rng)
        notice.save(update_fields=["tries", "status", "reason", "state", "due_at", "sent_at"])
        # Any other end is of a sender that took over, whose turn goes on.
        if endpoint.busy_until == notice.endpoint.busy_until:
            endpoint.busy_until = None
        endpoint.save(update_fields=["busy_until", "paused_until", "failures", "failing_since"])
    # Only now: it parks all that waits, and this notice was saved as waiting a moment ago.
    if reply.outcome == "gone":
        disable(endpoint, "It answered that it is gone for good (410).", now)
    elif endpoint.failing_since and now - endpoint.failing_since > DEAD:
        disable(endpoint, f"Nothing has reached it for {DEAD.days} days.", now)


def arrived(endpoint: Endpoint, notice: Notice, reply: Reply, now: datetime, rng: Random) -> None:
    notice.state, notice.sent_at, notice.reason = State.SENT, now, ""
    endpoint.paused_until, endpoint.failures, endpoint.failing_since = None, 0, None


def failed(endpoint: Endpoint, notice: Notice, reply: Reply, now: datetime, rng: Random) -> None:
    """All that is for this endpoint waits."""
    endpoint.failures, endpoint.failing_since = endpoint.failures + 1, endpoint.failing_since or now
    endpoint.paused_until = now + timedelta(seconds=max(reply.wait, pause(endpoint.failures, rng)))
    put_off(notice, endpoint.paused_until, now)


def refused(endpoint: Endpoint, notice: Notice, reply: Reply, now: datetime, rng: Random) -> None:
    """It answers, but does not take this one, which keeps no other from its turn."""
    endpoint.paused_until, endpoint.failures, endpoint.failing_since = None, 0, None
    put_off(notice, now + timedelta(seconds=max(reply.wait, pause(notice.tries, rng))), now)


def put_off(notice: Notice, until: datetime, now: datetime) -> None:
    notice.due_at = until
    if now - notice.at > GIVING_UP:
        notice.state = State.PARKED


def pause(tries: int, rng: Random) -> float:
    # The exponent is cut before it is used, as a large power fits no float; chance keeps those that failed together
    # apart.
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(tries - 1, 20)) * rng.uniform(0.5, 1.0)


SETTLED = {"sent": arrived, "again": failed, "refused": refused, "gone": refused}


def resend(notices: QuerySet[Notice], now: datetime) -> int:
    """Again, whatever became of it. The receiver knows it by its id."""
    # To one that is off nothing would go, and nobody would be told.
    return notices.filter(endpoint__disabled_at=None).update(state=State.WAITING, due_at=now, tries=0)
