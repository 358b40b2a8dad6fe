"""How long a refused login takes says nothing of whether there is such a name.
https://en.wikipedia.org/wiki/Welch%27s_t-test
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAIRS = 1_000
TELLING = 4.5  # |t| beyond it would not be chance


class Lighter(Argon2PasswordHasher):
    """Fewer milliseconds a guess; the way through the code is the same."""

    time_cost, memory_cost, parallelism = 1, 8 * 1024, 1


@pytest.fixture
def closed(settings: Any, alice: AbstractBaseUser) -> AbstractBaseUser:
    settings.PASSWORD_HASHERS = [f"{Lighter.__module__}.{Lighter.__qualname__}"]
    alice.set_password("as good as any other password")
    alice.save()
    return alice


def times(pairs: int) -> tuple[list[float], list[float]]:
    """Of logins as alice and as nobody, in turns, each from an address of its own."""
    client, taken = Client(), {"alice": [], "nobody": []}
    for number in range(pairs):
        for name in sorted(taken, reverse=number % 2 == 0):
            start = time.perf_counter()
            client.post("/accounts/login/", {"username": name, "password": "wrong"}, REMOTE_ADDR=address(number))
            taken[name].append(time.perf_counter() - start)
    return taken["alice"], taken["nobody"]


def address(number: int) -> str:
    return f"10.0.{number // 250}.{number % 250}"


def middle(sample: list[float]) -> Iterator[float]:
    """Without the slowest and quickest tenth, which are other processes' doing."""
    tenth = len(sample) // 10
    yield from sorted(sample)[tenth:-tenth]


def welch(one: list[float], other: list[float]) -> float:
    first, second = list(middle(one)), list(middle(other))
    spread = statistics.variance(first) / len(first) + statistics.variance(second) / len(second)
    return (statistics.fmean(first) - statistics.fmean(second)) / spread**0.5


def test_two_thousand_logins_do_not_tell_who_exists(closed: AbstractBaseUser) -> None:
    assert abs(welch(*times(PAIRS))) < TELLING


def test_four_hundred_would_tell_if_no_password_were_hashed_for_nobody(
    closed: AbstractBaseUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quick(self: ModelBackend, request: Any, username: str, password: str) -> AbstractBaseUser | None:
        return closed if username == "alice" and closed.check_password(password) else None

    monkeypatch.setattr(ModelBackend, "authenticate", quick)

    assert abs(welch(*times(200))) > TELLING
