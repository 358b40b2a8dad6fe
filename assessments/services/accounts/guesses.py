"""How often a secret may be guessed at. Each guess is counted before it is looked at, so that many at once are no more.

They are counted in the database: every process and machine knows of all of them, whatever becomes of the cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from assessments.models import Tally
from assessments.services.errors import Refused

WINDOW = timedelta(minutes=15)
MOST_SWEPT = 500  # at a time: somebody is waiting to be signed in


@dataclass(frozen=True)
class Limit:
    """So many guesses in a quarter of an hour, at whatever the words name."""

    most: int
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        return salted_hmac("assessments.guesses", "\0".join(self.words), algorithm="sha256").hexdigest()


def at_password(name: str, place: str) -> tuple[Limit, ...]:
    """Few for one name from one address; for the address as a whole, what a large class may mistype together."""
    return Limit(8, ("password", name.casefold(), place)), Limit(300, ("passwords", place))


def at_code(user: int) -> tuple[Limit, ...]:
    """From wherever: whoever is asked for a code has the password."""
    return (Limit(8, ("code", str(user))),)


def at_names(place: str) -> tuple[Limit, ...]:
    """Whether a name is taken can be found out by signing up under it, but not for many names."""
    return (Limit(60, ("names", place)),)


def at_accounts(place: str) -> tuple[Limit, ...]:
    """A large class signs up within a lesson; whoever goes on is no class."""
    return (Limit(400, ("accounts", place)),)


class TooOften(Refused):
    def __init__(self, left: timedelta) -> None:
        self.seconds = max(1, round(left.total_seconds()))
        super().__init__(f"{self.seconds} seconds to go")

    @property
    def minutes(self) -> int:
        return -(-self.seconds // 60)


@contextmanager
def guessing(limits: tuple[Limit, ...], now: datetime) -> Iterator[None]:
    """Within it the guess is looked at; what raises nothing was right, and forgotten. Raises TooOften."""
    count(limits, now)
    yield
    forget(limits)


@transaction.atomic
def count(limits: tuple[Limit, ...], now: datetime) -> None:
    # Sorted, so that all lock in one order: two guesses could otherwise wait for each other.
    tallies = [(limit, locked(limit.key, now)) for limit in sorted(limits, key=lambda limit: limit.key)]
    full = [tally.since + WINDOW - now for limit, tally in tallies if tally.count >= limit.most]
    if full:
        raise TooOften(max(full))
    for _, tally in tallies:
        tally.count += 1
        tally.save()


def locked(key: str, now: datetime) -> Tally:
    """As it counts by now: a tally starts anew when its time is over."""
    tally, made = Tally.objects.select_for_update(no_key=True).get_or_create(key=key, defaults={"since": now})
    # A new row pays for old ones, so that no chore is needed to keep the table small.
    if made:
        sweep(now)
    if tally.since + WINDOW <= now:
        tally.count, tally.since = 0, now
    return tally


def sweep(now: datetime) -> None:
    """Without those that someone is counting on at this moment: waiting for them could be waiting for each other."""
    over = Tally.objects.select_for_update(skip_locked=True, no_key=True).filter(since__lte=now - WINDOW)
    Tally.objects.filter(key__in=list(over.values_list("key", flat=True)[:MOST_SWEPT])).delete()


def forget(limits: tuple[Limit, ...]) -> None:
    """One guess less: it was right, or none at all."""
    Tally.objects.filter(key__in=[limit.key for limit in limits], count__gt=0).update(count=F("count") - 1)
