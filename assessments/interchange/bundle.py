"""Our own JSON for a bank: what an author wrote, one object an item."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.engine.definition import Definition, Faulty
from assessments.engine.proving.trials import read as read_trials

SLUG = re.compile(r"[a-zA-Z0-9_-]{1,50}")
TAG = re.compile(r"[a-z0-9-]{1,50}")
LONGEST_TITLE = 200
DIFFICULTIES = range(1, 6)


class BadBundle(ValueError):
    """The message names the item and the fault; nothing of the file is used."""


@dataclass(frozen=True)
class ItemBundle:
    slug: str
    title: str
    definition: Mapping[str, Any]
    tags: tuple[str, ...] = ()
    difficulty: int | None = None  # None: as the kind says
    trials: tuple[Mapping[str, Any], ...] = ()


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
        items = tuple(map(item_of, facts["items"]))
        bundle = BankBundle(facts["slug"], facts["title"], facts.get("description", ""), items)
    # The file may be anything: whatever part is missing or of another type, it is no bank.
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise BadBundle(f"not a bank: {wrong!r}") from wrong
    must_be_named("the bank", bundle.slug, bundle.title)
    if not isinstance(bundle.description, str):
        raise BadBundle("the bank: description must be text")
    for item in items:
        check(item)
    if twice := [slug for slug, count in Counter(item.slug for item in items).items() if count > 1]:
        raise BadBundle(f"{twice[0]}: two items have this slug")
    return bundle


def item_of(facts: Mapping[str, Any]) -> ItemBundle:
    slug, title, definition = facts["slug"], facts["title"], facts["definition"]
    tags, trials = facts.get("tags", []), facts.get("trials", [])
    if not isinstance(tags, list) or not isinstance(trials, list):
        raise TypeError("tags and trials must be lists")
    return ItemBundle(slug, title, definition, tuple(tags), facts.get("difficulty"), tuple(trials))


def check(item: ItemBundle) -> None:
    must_be_named(f"the item {item.slug!r}", item.slug, item.title)
    try:
        Definition.read(item.definition)
    except Faulty as faulty:
        raise BadBundle(f"{item.slug}: {faulty}") from faulty
    if any(not isinstance(tag, str) or not TAG.fullmatch(tag) for tag in item.tags):
        raise BadBundle(f"{item.slug}: a tag must be 1 to 50 letters and digits in lower case, and hyphens")
    # To Python, true is a whole number.
    if item.difficulty is not None and (type(item.difficulty) is not int or item.difficulty not in DIFFICULTIES):
        raise BadBundle(f"{item.slug}: difficulty must be a whole number from 1 to 5")
    try:
        read_trials(item.trials)
    except ValueError as wrong:
        raise BadBundle(f"{item.slug}: {wrong}") from wrong


def must_be_named(what: str, slug: object, title: object) -> None:
    if not isinstance(slug, str) or not SLUG.fullmatch(slug):
        raise BadBundle(f"{what}: slug must be 1 to 50 letters, digits, hyphens and underscores")
    if not isinstance(title, str) or not title.strip() or len(title) > LONGEST_TITLE:
        raise BadBundle(f"{what}: title must be text of at most {LONGEST_TITLE} characters")


def write(bundle: BankBundle) -> str:
    """Stable text: the same bank gives the same bytes."""
    items = list(map(facts_of, bundle.items))
    facts = {"slug": bundle.slug, "title": bundle.title, "description": bundle.description, "items": items}
    return json.dumps(facts, indent=2, ensure_ascii=False) + "\n"


def facts_of(item: ItemBundle) -> dict[str, Any]:
    told = {"slug": item.slug, "title": item.title, "definition": dict(item.definition)}
    more = {"tags": list(item.tags), "difficulty": item.difficulty, "trials": list(map(dict, item.trials))}
    return told | {name: fact for name, fact in more.items() if fact}
