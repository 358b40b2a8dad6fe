"""Several requests at one moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

from assessments.services.errors import Closed

T = TypeVar("T")
CROWD = 8


def at_once(*acts: Callable[[], T]) -> list[T | str]:
    """Each act in a thread of its own, all let go together; what it returned, or the refusal's words."""
    line = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T | str:
        try:
            line.wait()
            return act()
        except Closed as why:
            return str(why)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
