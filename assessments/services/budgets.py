"""So many requests a minute for whoever asks, counted in the cache; while the cache is away, nobody is stopped."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.core.cache import cache
from redis.exceptions import RedisError

A_MINUTE = 60


@dataclass(frozen=True)
class Budget:
    left: int  # below 0: this request is one too many
    seconds: int  # until it is full again


def spend(name: str, requests: int) -> Budget:
    minute, second = divmod(int(time.time()), A_MINUTE)
    # The minute is part of the name: a count that is not found later forgets itself.
    counter = f"budget:{name}:{minute}"
    try:
        # Set and counted in two steps that many can take at once; reading and writing back would lose requests.
        cache.add(counter, 0, 2 * A_MINUTE)
        used = cache.incr(counter)
    except (ValueError, RedisError):  # pushed out of the cache in this very moment, or the cache is away
        used = 1
    return Budget(requests - used, A_MINUTE - second)
