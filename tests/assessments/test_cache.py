from __future__ import annotations

import pytest
from django.conf import settings
from redis.exceptions import RedisError

from assessments.cache import Spare
from tests.flows.served import free_port


@pytest.fixture
def away() -> Spare:
    return Spare(f"redis://127.0.0.1:{free_port()}/0", {"OPTIONS": {"socket_connect_timeout": 1}})


def test_what_is_kept_in_a_cache_that_is_away_is_not_there(away: Spare) -> None:
    away.set("figures", 7)

    assert (away.get("figures"), away.get("figures", 3)) == (None, 3)


def test_whoever_counts_hears_that_the_cache_is_away(away: Spare) -> None:
    with pytest.raises(RedisError):
        away.incr("requests")


def test_it_is_the_cache_of_several_machines() -> None:
    text = (settings.ROOT / "assessments" / "settings.py").read_text()

    assert '"BACKEND": "assessments.cache.Spare"' in text
