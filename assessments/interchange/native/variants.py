"""The questions that stand below our own JSON in another format's file, and whether somebody has edited them there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from assessments.interchange.incoming import Incoming, Refused, Taken

FEW = 10  # that are named
LONGEST = 100  # characters of an identifier
LOST = "what was changed in {}: this question is as it was when it was exported"


class Variants:
    """Those of the item whose JSON was read last, and what was found of all so far."""

    def __init__(self) -> None:
        self.bank = self.slug = ""
        self.begin = ""  # as do their identifiers
        self.marks: Mapping[str, Any] = {}  # identifier → of the question as it was written
        self.changed: dict[str, list[str]] = defaultdict(list)  # slug → identifiers

    def follow(self, item: Taken, facts: Mapping[str, Any]) -> None:
        self.bank, self.slug, self.begin = facts["bank"], item.slug, f"{facts['bank']}-{item.slug}-v"
        marks = facts.get("variants")
        self.marks = marks if isinstance(marks, Mapping) else {}

    def end(self) -> None:
        self.begin, self.marks = "", {}

    def include(self, identifier: str) -> bool:
        # A long one has lost its beginning in the file.
        return identifier in self.marks or bool(self.begin and identifier.startswith(self.begin))

    def compare(self, identifier: str, mark: str) -> None:
        # Files of before there were marks say nothing of how their questions were written.
        if self.marks and self.marks.get(identifier) != mark:
            self.changed[self.slug].append(identifier[:LONGEST])

    def told(self, items: Iterable[Taken | Refused]) -> Incoming:
        """With what is lost of their changes, as our own JSON is what is taken."""
        return Incoming(tuple(map(self.with_losses, items)), self.bank)

    def with_losses(self, item: Taken | Refused) -> Taken | Refused:
        if isinstance(item, Refused) or item.slug not in self.changed:
            return item
        return replace(item, losses=(*item.losses, LOST.format(listed(self.changed[item.slug]))))


def listed(identifiers: Iterable[str]) -> str:
    named = list(dict.fromkeys(identifiers))
    more = [f"and {len(named) - FEW} more"] if len(named) > FEW else []
    return ", ".join([*named[:FEW], *more])
