"""A claim as two cells of a row: which one, and its arguments."""

from __future__ import annotations

import json
from collections.abc import Mapping
from inspect import signature
from typing import Any

from assessments.admin.writing.fields.inputs import read_json
from lstm_reference.claims import CLAIMS

READING = "reading"  # of those claims that can be read in more than one way
BETWEEN = ";"  # because a shape has commas


def offered() -> tuple[tuple[str, str], ...]:
    """Each claim with what it is told."""
    named = ((name, ", ".join(signature(settle).parameters)) for name, settle in CLAIMS.items())
    titles = ((name, told, name.replace("-", " ").capitalize()) for name, told in named)
    return (("", "—"), *((name, f"{title} ({told})" if told else title) for name, told, title in titles))


def claim_of(name: str, told: str) -> dict[str, Any]:
    """`gate = f; value = 2`. Raises ValueError."""
    pairs = [piece.partition("=") for piece in told.split(BETWEEN) if piece.strip()]
    if unnamed := [one for one, equals, _ in pairs if not equals]:
        raise ValueError(f"“{unnamed[0].strip()}” is no argument of a claim: write its name, =, and its value")
    facts = {one.strip(): value(text.strip()) for one, _, text in pairs}
    reading = {READING: facts.pop(READING)} if READING in facts else {}
    return {"name": name} | ({"arguments": facts} if facts else {}) | reading


def cells_of(claim: Mapping[str, Any]) -> dict[str, str]:
    """As its author would fill them in."""
    told = {**claim.get("arguments", {}), **{one: claim[one] for one in (READING,) if claim.get(one)}}
    arguments = f"{BETWEEN} ".join(f"{one} = {text(fact)}" for one, fact in told.items())
    return {"claim": str(claim.get("name", "")), "arguments": arguments}


def value(typed: str) -> Any:
    """A number or a list where it reads as one, else words."""
    try:
        return read_json(typed) if typed else ""
    except ValueError:
        return typed


def text(fact: Any) -> str:
    plain = isinstance(fact, str) and value(fact) == fact
    return fact if plain else json.dumps(fact, ensure_ascii=False)
