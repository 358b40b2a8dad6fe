"""The answers at one place of an attempt, judged by whatever key, counted again from the first to the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assessments.engine.scoring import Answered, Ledger, Rules, stands_at


@dataclass(frozen=True)
class Standing:
    """What a variant at a place has come to. The ledger is the place's, over all its variants so far."""

    score: float  # best fraction of this variant, or its last where that counts
    earlier_best: float  # of the variants before it
    ledger: Ledger

    @property
    def earned(self) -> float:
        return self.ledger.earned


def replay(variants: Iterable[Sequence[Answered]], rules: Rules, *, closes: bool) -> Iterator[Standing]:
    """For each variant in turn. Where a right answer `closes` a variant, what was sent after it would not have been."""
    ledger, best = Ledger(), 0.0
    for answers in variants:
        score = 0.0
        for place, answered in enumerate(taken(answers) if closes else answers):
            ledger = (ledger if place else ledger.renewed()).after(rules, answered)
            score = stands_at(rules, score, answered.fraction)
        yield Standing(score, best, ledger)
        best = max(best, score)


def taken(answers: Iterable[Answered]) -> Iterator[Answered]:
    """As far as the first that is right."""
    for answered in answers:
        yield answered
        if answered.fraction >= 1:
            return
