"""A look at some variants of a draft: how many can be posed, how alike they are, and how long each takes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.engine.definition import Definition
from assessments.engine.proving.verify import BROKEN
from assessments.engine.variant import Collision, Unposable, Variant, posed

USUAL = 200
COMMONEST = 3

Clock = Callable[[], float]  # seconds from any beginning


@dataclass(frozen=True)
class Answer:
    value: Any
    text: str


@dataclass(frozen=True)
class Sampled:
    space: int
    tried: int
    reasons: Mapping[str, int]  # why points are not posed → how many
    colliding: int  # points tried at which a wrong idea gives the right answer
    overlapping: int  # posable points at which two wrong ideas give the same answer
    answers: tuple[Answer, ...]  # the right ones, one for each posable point
    times: tuple[float, ...]  # seconds, one for each point tried

    @property
    def posable(self) -> int:
        return len(self.answers)

    @property
    def failed(self) -> int:
        return self.tried - self.posable

    @property
    def distinct(self) -> int:
        return len({answer.text for answer in self.answers})

    @property
    def duplicates(self) -> int:
        """Posable points whose right answer another one before them has, too."""
        return self.posable - self.distinct

    @property
    def commonest(self) -> list[tuple[str, int]]:
        return Counter(answer.text for answer in self.answers).most_common(COMMONEST)

    @property
    def ends(self) -> tuple[str, str] | None:
        """The least and the greatest right answer, where they have an order that tells something."""
        if not self.answers or not all(is_orderly(answer.value) for answer in self.answers):
            return None
        ordered = sorted(self.answers, key=lambda answer: size(answer.value))
        return ordered[0].text, ordered[-1].text

    @property
    def mean_time(self) -> float:
        return sum(self.times) / len(self.times) if self.times else 0.0

    @property
    def longest_time(self) -> float:
        return max(self.times, default=0.0)


def sample(definition: Definition, seed: str, clock: Clock, count: int = USUAL) -> Sampled:
    """The first points of a walk that the seed decides; the whole space where it is no larger."""
    reasons, answers, times = Counter[str](), [], []
    colliding = overlapping = 0
    for place in range(min(count, len(definition.space))):
        began = clock()
        try:
            variant = posed(definition, definition.space.in_order_of(seed.encode(), place), f"{seed}:{place}")
            answers.append(Answer(variant.key, variant.entry.show(variant.key)))
            overlapping += overlaps(variant)
        except Unposable as why:
            reasons[str(why)] += 1
            colliding += isinstance(why, Collision)
        except BROKEN as why:
            reasons[f"{type(why).__name__}: {why}"] += 1
        times.append(clock() - began)
    return Sampled(
        len(definition.space), len(times), dict(reasons), colliding, overlapping, tuple(answers), tuple(times)
    )


def overlaps(variant: Variant) -> bool:
    return len(variant.distinct) < len(variant.slips)


def is_orderly(value: object) -> bool:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return bool(value) and all(map(is_orderly, value))
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def size(value: Any) -> float:
    """Of shapes, the number of entries."""
    return float(math.prod(value)) if isinstance(value, Sequence) else float(value)
