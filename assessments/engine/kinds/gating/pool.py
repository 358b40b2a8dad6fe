"""Statements of which a question draws a few; each is settled by a claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any, ClassVar

from assessments.engine.authoring.claims import finding
from assessments.engine.formats import MultiChoice
from assessments.engine.kind import Kind

Selection = frozenset[str]

FEWEST_FALSE = 2


@dataclass(frozen=True)
class Statement:
    text: str
    claim: str
    why: str
    mistakes: tuple[str, ...] = ()  # whoever makes one of these takes the statement the other way
    arguments: Mapping[str, Any] = field(default_factory=dict)
    reading: str = ""

    @cached_property
    def holds(self) -> bool:
        claim = {"name": self.claim, "arguments": dict(self.arguments)}
        return finding(claim, self.reading).holds is True


def handfuls(pool: Mapping[str, Statement], size: int) -> Iterator[str]:
    """Every choice of so many statements, by their letters."""
    return ("".join(letters) for letters in combinations(pool, size))


@dataclass(frozen=True)
class PoolKind(Kind):
    """Which of the drawn statements are true."""

    pool: ClassVar[Mapping[str, Statement]]
    format = MultiChoice()

    offered: str

    def statements(self) -> tuple[str, ...]:
        return tuple(statement.text for statement in self.drawn)

    def answer(self) -> Selection:
        return self.taken_for_true("")

    def slips(self) -> Iterator[tuple[str, Selection]]:
        for tag in dict.fromkeys(tag for statement in self.drawn for tag in statement.mistakes):
            yield tag, self.taken_for_true(tag)

    def posable(self) -> bool:
        return 0 < len(self.answer()) <= len(self.offered) - FEWEST_FALSE

    def because(self) -> str:
        return "\n".join(
            f"- {statement.text} **{'True' if statement.holds else 'False'}.** {statement.why}"
            for statement in self.drawn
        )

    def taken_for_true(self, mistake: str) -> Selection:
        """By whoever makes this mistake and no other."""
        return frozenset(
            statement.text for statement in self.drawn if statement.holds != (mistake in statement.mistakes)
        )

    @property
    def drawn(self) -> list[Statement]:
        return [self.pool[letter] for letter in self.offered]
