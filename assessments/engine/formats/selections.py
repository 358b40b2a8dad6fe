"""What a selection among several options is worth, under the names that quiz systems give these scores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assessments.engine.texts.said import Said


@dataclass(frozen=True)
class Tally:
    hits: int  # right options chosen
    extras: int  # wrong options chosen
    misses: int  # right options left out
    options: int

    @property
    def right(self) -> int:
        return self.hits + self.misses

    @property
    def chosen(self) -> int:
        return self.hits + self.extras

    @property
    def errors(self) -> int:
        return self.extras + self.misses


@dataclass(frozen=True)
class Scoring:
    score: Callable[[Tally], float]
    words: Said  # told before answering


def off(tally: Tally) -> float:
    return float(not tally.errors)


def net_correct(tally: Tally) -> float:
    return max(0, tally.hits - tally.extras) / tally.right if tally.right else off(tally)


def each_answer(tally: Tally) -> float:
    return 1 - tally.errors / max(tally.options, 1)


def coverage(tally: Tally) -> float:
    return tally.hits**2 / (tally.right * tally.chosen) if tally.hits else 0.0


def proportional_correct(tally: Tally) -> float:
    return tally.hits / tally.right if tally.hits and not tally.extras else 0.0


def halves(tally: Tally) -> float:
    worth = {0: 1.0, 1: 0.5 * (tally.options > 2), 2: 0.25 * (tally.options > 4)}  # noqa: PLR2004 -- the rule's own bounds
    return worth.get(tally.errors, 0.0)


SCORINGS = {
    "off": Scoring(off, Said("only the whole right selection earns the mark")),
    "net-correct": Scoring(net_correct, Said("each wrong choice cancels a right one")),
    "each-answer": Scoring(each_answer, Said("each option rightly chosen or rightly left out earns its share")),
    "coverage": Scoring(coverage, Said("options missed and options too many both lower the mark")),
    "proportional-correct": Scoring(
        proportional_correct, Said("each right choice earns its share, but one wrong choice loses all")
    ),
    "halves": Scoring(
        halves,
        Said("one error leaves half the mark and two a quarter, where there are more than 2 and more than 4 options"),
    ),
}
