"""What an item says is right, and what it gives for each answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assessments.interchange.qti.reading.tree import every, words
from assessments.interchange.safely.counting import few
from assessments.interchange.safely.unsafe import Unsafe


@dataclass(frozen=True)
class Response:
    identifier: str
    cardinality: str
    base_type: str
    correct: Sequence[str]
    mapping: Mapping[str, float]
    bounded: bool  # from below, so that wrong answers cost nothing beyond what was earned

    @property
    def best(self) -> float:
        """What the mapping gives at most."""
        worth = [value for value in self.mapping.values() if value > 0]
        return (sum(worth) if self.cardinality == "multiple" else max(worth, default=0.0)) or 1.0

    def shares(self) -> dict[str, float]:
        """Answer → its share of the mark, by the mapping."""
        return {key: value / self.best for key, value in self.mapping.items()}


def responses(tree: Element) -> dict[str, Response]:
    """Raises Unsafe."""
    return {one.get("identifier", ""): response(one) for one in tree if one.tag == "responseDeclaration"}


def response(declared: Element) -> Response:
    mapping = next(every(declared, "mapping"), None)
    entries = [] if mapping is None else few(every(mapping, "mapEntry"), "answers")
    correct = [words(value) for right in every(declared, "correctResponse") for value in every(right, "value")]
    few(correct, "answers")
    return Response(
        identifier=declared.get("identifier", ""),
        cardinality=declared.get("cardinality", "single"),
        base_type=declared.get("baseType", "string"),
        correct=correct,
        mapping={entry.get("mapKey", ""): number(entry.get("mappedValue", "0")) for entry in entries},
        bounded=mapping is not None and mapping.get("lowerBound") is not None,
    )


def number(text: str) -> float:
    """Raises Unsafe."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Unsafe(f"{text[:40]!r} is no number")
    return value
