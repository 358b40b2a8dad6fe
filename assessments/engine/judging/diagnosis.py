"""What went wrong in a wrong answer: one mistake, two at once, or one of several that give the same answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.engine.misconceptions import title_of
from assessments.engine.texts.said import Said

OR, AND = " | ", " + "
COUNTS = {
    2: Said("Two things at once"),
    3: Said("Three things at once"),
    4: Said("Four things at once"),
    5: Said("Five things at once"),
    6: Said("Six things at once"),
}


@dataclass(frozen=True)
class Diagnosis:
    """Each way is the tags of the misconceptions that together give the answer; nobody knows which way was taken.

    Kept as text: `transposed`, `gates-swapped + no-bias`, `no-bias | no-recurrent`. A text of one tag is that tag.
    """

    ways: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def read(cls, text: str) -> Diagnosis:
        return cls(tuple(tuple(way.split(AND)) for way in text.split(OR))) if text else cls()

    @classmethod
    def either(cls, *tags: str) -> Diagnosis:
        return cls(tuple((tag,) for tag in tags))

    @classmethod
    def together(cls, *diagnoses: Diagnosis) -> Diagnosis:
        """What several have to say about parts of one answer: the same once, and no guesses beside what is sure."""
        said = list(dict.fromkeys(filter(None, diagnoses)))
        if len(said) == 1:
            return said[0]
        sure = dict.fromkeys(tag for one in said if len(one.ways) == 1 for tag in one.tags)
        return cls((tuple(sure),)) if sure else cls()

    def __str__(self) -> str:
        return OR.join(map(AND.join, self.ways))

    def __bool__(self) -> bool:
        return bool(self.ways)

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(tag for way in self.ways for tag in way))

    @property
    def first(self) -> str:
        return next(iter(self.tags), "")

    def words(self) -> str:
        """One line of plain text."""
        if len(self.tags) < 2:  # noqa: PLR2004 -- one needs no quotes
            return "".join(map(title_of, self.tags))
        told = [listed([f"“{title_of(tag)}”" for tag in way]) for way in self.ways]
        return f"Either {', or '.join(told)}" if len(told) > 1 else f"{self.count()}: {told[0]}"

    def count(self) -> str:
        """How a list of what happened is headed."""
        many = len(self.tags)
        return COUNTS.get(many) or Said("{n} things at once", n=many)


def listed(texts: Sequence[str]) -> str:
    *most, last = texts
    return Said("{most} and {last}", most=", ".join(most), last=last) if most else last


NONE = Diagnosis()
