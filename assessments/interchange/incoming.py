"""What the reading of a file comes to, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.interchange.outgoing import About


class BadFile(ValueError):
    """Nothing of it can be used; the message is for whoever sent it."""


@dataclass(frozen=True)
class Taken:
    """One item; `losses` say what of the file's question is not in it. `about` is None where the file is silent."""

    slug: str
    title: str
    facts: Mapping[str, Any]
    losses: tuple[str, ...] = ()
    about: About | None = None


@dataclass(frozen=True)
class Refused:
    name: str  # as the file calls it
    reason: str


@dataclass(frozen=True)
class Incoming:
    """What the file does not say is empty; `order` are the slugs of the whole bank."""

    items: tuple[Taken | Refused, ...]
    bank: str = ""
    title: str = ""
    description: str = ""
    order: tuple[str, ...] = ()
