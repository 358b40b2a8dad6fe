"""What answers are worth. One engine for each mode, fed one answer after the other, tells what a place has earned.

Shares are of the place's points, from 0 to 1; what a place has earned never falls, except in `deferred`, where only
the last answer counts. PrairieLearn knows `practice` as its homework and `exam` by its name, Moodle `adaptive` by its
penalties and `deferred` as deferred feedback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import fmean
from typing import Any

GRACE = timedelta(seconds=5)  # what an answer may spend on its way, past a deadline and past a due date alike


@dataclass(frozen=True)
class Rules:
    mode: str = "adaptive"
    penalty: float = 0.0  # adaptive: lost by each different wrong answer before
    shares: tuple[float, ...] = (1.0,)  # exam: what the first, second … try can bring; the last goes on
    step: float = 1.0  # practice: what the first right answer brings; each right one in a row brings one step more


@dataclass(frozen=True)
class Answered:
    fraction: float  # how right
    text: str = ""  # as read: the same again is no different answer
    credit: float = 1.0  # less than 1 after the due date


@dataclass(frozen=True)
class Ledger:
    """One place of an attempt after some answers."""

    earned: float = 0.0
    best: float = 0.0  # the fraction that a next one has to beat
    value: float = 0.0  # practice: what a right answer would bring now, 0 before the first
    tries: int = 0
    wrong: tuple[str, ...] = ()  # adaptive: the different wrong answers to this variant

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Ledger:
        return cls(**{**facts, "wrong": tuple(facts.get("wrong", ()))})

    def facts(self) -> dict[str, Any]:
        return {**vars(self), "wrong": list(self.wrong)}

    def after(self, rules: Rules, answered: Answered) -> Ledger:
        return replace(MODES[rules.mode](self, rules, answered), tries=self.tries + 1)

    def renewed(self) -> Ledger:
        """At the first answer to a fresh variant of the same place."""
        return replace(self, wrong=()) if self.wrong else self


def adaptive(ledger: Ledger, rules: Rules, answered: Answered) -> Ledger:
    """The best of: how right, less the penalty for each different wrong answer before it."""
    lost = rules.penalty * sum(text != answered.text for text in ledger.wrong)
    earned = max(ledger.earned, (answered.fraction - lost) * answered.credit)
    if answered.fraction >= 1 or answered.text in ledger.wrong:
        return replace(ledger, earned=earned)
    return replace(ledger, earned=earned, wrong=(*ledger.wrong, answered.text))


def exam(ledger: Ledger, rules: Rules, answered: Answered) -> Ledger:
    """Each try brings its own share of what it is better by."""
    share = rules.shares[min(ledger.tries, len(rules.shares) - 1)]
    gained = max(0.0, answered.fraction - ledger.best) * share * answered.credit
    return replace(ledger, earned=min(1.0, ledger.earned + gained), best=max(ledger.best, answered.fraction))


def practice(ledger: Ledger, rules: Rules, answered: Answered) -> Ledger:
    """A value that grows with every right answer in a row, until the place is full."""
    value = ledger.value or rules.step
    gained = max(0.0, answered.fraction - ledger.best) * value * answered.credit
    earned = min(1.0, ledger.earned + gained)
    if answered.fraction >= 1:
        return replace(ledger, earned=earned, best=0.0, value=value + rules.step)
    return replace(ledger, earned=earned, best=max(ledger.best, answered.fraction), value=rules.step)


def deferred(ledger: Ledger, _rules: Rules, answered: Answered) -> Ledger:
    """The last answer is the one that counts."""
    return replace(ledger, earned=answered.fraction * answered.credit, best=answered.fraction)


MODES: Mapping[str, Callable[[Ledger, Rules, Answered], Ledger]] = {
    "practice": practice,
    "adaptive": adaptive,
    "exam": exam,
    "deferred": deferred,
}


def stands_at(rules: Rules, before: float, fraction: float) -> float:
    """How right a variant counts as after one more answer, whatever points that brings."""
    return fraction if rules.mode == "deferred" else max(before, fraction)


KEPT: Mapping[str, Callable[[Sequence[float]], float]] = {
    "best": max,
    "last": lambda scores: scores[-1],
    "first": lambda scores: scores[0],
    "mean": fmean,
}


def kept_score(kept: str, taken: Iterable[tuple[float, float]], points: float) -> float:
    """What counts of several attempts, each (score, points that could be had), out of so many points.

    A quiz may have changed between them: half of the points of then is half of those of now.
    """
    return KEPT[kept]([score * (points / most) if most else score for score, most in taken])


def credit(late_by: timedelta, steps: Iterable[tuple[float, float]]) -> float:
    """What late work is still worth; `steps` are (hours after the due date, credit until then), in order."""
    if late_by <= timedelta(0):
        return 1.0
    return next((worth for hours, worth in steps if late_by <= timedelta(hours=hours)), 0.0)


def total(places: Iterable[tuple[float, float]]) -> float:
    """Over (points that a place can bring, share of them that it has earned)."""
    return sum(points * earned for points, earned in places)
