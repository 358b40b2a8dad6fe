"""So many requests a minute for each token, counted in the cache.
https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.core.cache import cache
from redis.exceptions import RedisError

A_MINUTE = 60
REQUESTS = 600


@dataclass(frozen=True)
class Budget:
    left: int  # below 0: this request is one too many
    seconds: int  # until it is full again

    def headers(self) -> dict[str, str]:
        told = {
            "RateLimit-Policy": f'"minute";q={REQUESTS};w={A_MINUTE}',
            "RateLimit": f'"minute";r={max(0, self.left)};t={self.seconds}',
        }
        return told | ({"Retry-After": str(self.seconds)} if self.left < 0 else {})


def spend(name: str) -> Budget:
    minute, second = divmod(int(time.time()), A_MINUTE)
    counter = f"api:{name}:{minute}"
    try:
        cache.add(counter, 0, 2 * A_MINUTE)
        used = cache.incr(counter)
    except (ValueError, RedisError):  # pushed out of the cache in this very moment, or the cache is away
        used = 1
    return Budget(REQUESTS - used, A_MINUTE - second)
