"""What the reading of a file comes to, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class BadFile(ValueError):
    """Nothing of it can be used; the message is for whoever sent it."""


@dataclass(frozen=True)
class Taken:
    """One item; `losses` say what of the file's question is not in it."""

    slug: str
    title: str
    facts: Mapping[str, Any]
    losses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    name: str  # as the file calls it
    reason: str


@dataclass(frozen=True)
class Incoming:
    """`bank` and its title are empty where the file does not say."""

    items: tuple[Taken | Refused, ...]
    bank: str = ""
    title: str = ""
    description: str = ""
