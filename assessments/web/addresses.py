"""Addresses of pages, each worked out once: a page of a learner has dozens, and they are the same on the next one."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, reverse

KNOWN = 8192


def address(name: str, *args: Any) -> str:
    """What `reverse` says, within a launch as well."""
    return _known(get_script_prefix(), name, *args)


@lru_cache(maxsize=KNOWN)
def _known(_prefix: str, name: str, *args: Any) -> str:
    return reverse(name, args=args)
