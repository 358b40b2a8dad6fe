"""A cache that may go away: without it things take longer, and that is all."""

from __future__ import annotations

import logging
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class Spare(RedisCache):
    """What cannot be looked up is not there. Counting still fails, for whoever counts has to decide what then."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError as why:
            log.warning("the cache does not answer: %s", type(why).__name__)
            return default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        try:
            super().set(key, value, timeout, version)
        except RedisError as why:
            log.warning("the cache does not take anything: %s", type(why).__name__)
