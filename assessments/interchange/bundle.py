"""Our own JSON for a bank: what an author wrote, one object an item."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.engine.definition import Definition, Faulty


class BadBundle(ValueError):  # noqa: N818 -- reads as what it says of the file
    """The message names the item and the fault; nothing of the file is used."""


@dataclass(frozen=True)
class ItemBundle:
    slug: str
    title: str
    definition: Mapping[str, Any]


@dataclass(frozen=True)
class BankBundle:
    slug: str
    title: str
    description: str
    items: tuple[ItemBundle, ...]


def read(text: str) -> BankBundle:
    """Raises BadBundle."""
    try:
        facts = json.loads(text)
        items = tuple(ItemBundle(item["slug"], item["title"], item["definition"]) for item in facts["items"])
        bundle = BankBundle(facts["slug"], facts["title"], facts.get("description", ""), items)
    except (ValueError, KeyError, TypeError) as wrong:
        raise BadBundle(f"not a bank: {wrong!r}") from wrong
    for item in items:
        check(item)
    return bundle


def check(item: ItemBundle) -> None:
    try:
        Definition.read(item.definition)
    except Faulty as faulty:
        raise BadBundle(f"{item.slug}: {faulty}") from faulty


def write(bundle: BankBundle) -> str:
    """Stable text: the same bank gives the same bytes."""
    items = [{"slug": item.slug, "title": item.title, "definition": dict(item.definition)} for item in bundle.items]
    facts = {"slug": bundle.slug, "title": bundle.title, "description": bundle.description, "items": items}
    return json.dumps(facts, indent=2, ensure_ascii=False) + "\n"
