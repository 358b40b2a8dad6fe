"""How well a learner has a skill, worked out from the answers to its questions whenever it is asked for.

A right answer counts less the longer ago it was: half after each HALF_LIFE. Wrong answers count against it and fade
alike; a prior keeps few answers from saying much, and all of them from saying anything for ever. Three variants that
were right at once make a skill solid for a HALF_LIFE, six for two of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HALF_LIFE = timedelta(days=30)
PRIOR = 0.75
SOLID = 2 / 3  # of what right, wrong and prior weigh together
VARIANTS = 3  # so many different ones must have been right without a hint
WITH_A_HINT = 0.5

NEW, LEARNING, SOLID_NOW = "new", "learning", "solid"


@dataclass(frozen=True)
class Given:
    """One answer to one variant."""

    variant: str  # equal where the question was the same
    fraction: float  # how right, 0 … 1
    at: datetime
    with_a_hint: bool = False


@dataclass(frozen=True)
class Standing:
    share: float = 0.0  # of the way to solid, 0 … 1
    right: int = 0  # variants
    answered: int = 0  # variants
    last: datetime | None = None

    @property
    def level(self) -> str:
        if not self.answered:
            return NEW
        return SOLID_NOW if self.share >= 1 else LEARNING


@dataclass(frozen=True)
class Candidate:
    """A skill that may be practised next."""

    standing: Standing
    difficulty: int
    variants: int  # that there are

    @property
    def is_open(self) -> bool:
        """Whether there is something to gain: of a single fixed question nothing is left once it was right."""
        return self.standing.level != SOLID_NOW and self.standing.right < self.variants


def standing(given: Iterable[Given], now: datetime) -> Standing:
    """The same variant again counts once for each way it went, by the answer that weighs most."""
    answers = list(given)
    right, wrong = defaultdict[str, float](float), defaultdict[str, float](float)
    for one in answers:
        weight, trust = fading(now - one.at), WITH_A_HINT if one.with_a_hint else 1.0
        right[one.variant] = max(right[one.variant], one.fraction * trust * weight)
        wrong[one.variant] = max(wrong[one.variant], (1 - one.fraction) * weight)
    known = [one for one in answers if one.fraction >= 1]
    alone = {one.variant for one in known if not one.with_a_hint}
    return Standing(
        share=min(1.0, level(sum(right.values()), sum(wrong.values())) / SOLID, len(alone) / VARIANTS),
        right=len({one.variant for one in known}),
        answered=len(right),
        last=max((one.at for one in answers), default=None),
    )


def fading(age: timedelta) -> float:
    return float(0.5 ** (max(age, timedelta(0)) / HALF_LIFE))


def level(right: float, wrong: float) -> float:
    return right / (right + wrong + PRIOR)


def next_best(candidates: Sequence[Candidate]) -> int | None:
    """The place of the skill to go on with: what was begun and is weakest, else what is new and easiest, else none."""
    still = [place for place, one in enumerate(candidates) if one.is_open]
    return min(still, key=lambda place: urgency(candidates[place]), default=None)


def urgency(candidate: Candidate) -> tuple[bool, float, int]:
    return candidate.standing.level == NEW, candidate.standing.share, candidate.difficulty
