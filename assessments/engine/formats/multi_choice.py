"""Several of several texts, one to a line."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from assessments.engine.formats.base import SECRET, Format
from assessments.engine.formats.choice import must_be_offered, must_differ, must_weigh, picked
from assessments.engine.formats.selections import SCORINGS, Tally
from assessments.engine.formats.text import Fault
from assessments.engine.texts.said import Said

Selection = frozenset[str]

WEIGHTS = "weights"
WEIGHTS_WORDS = Said("options earn different shares of the mark, and a wrong one may take some away")
THIRDS = 2e-4  # what three weights written as 33.33 % fall short of the whole


@dataclass(frozen=True)
class MultiChoice(Format[Selection]):
    """Without options, as a kind declares it before a variant has drawn any, it reads every line."""

    slug = "multi-choice"
    offers = True
    base_type = "identifier"
    cardinality = "multiple"

    options: tuple[str, ...] = ()
    scoring: str = "off"
    weights: Mapping[str, float] | None = field(default=None, hash=False, metadata=SECRET)  # option → share of the mark
    min_select: int = 0
    max_select: int | None = None
    disregard: tuple[str, ...] = ()  # options that count for nobody: how a disputed one is mended
    always_correct: tuple[str, ...] = ()  # options that are right either way: the other mending

    def __post_init__(self) -> None:
        must_differ(self.options)
        if any(len(option.splitlines()) > 1 for option in self.options):
            raise ValueError("an option among several is a single line")
        self._must_score()
        self._must_bound()
        self._must_mend()

    def _must_score(self) -> None:
        if self.scoring not in {*SCORINGS, WEIGHTS}:
            raise ValueError(f"a scoring is {', '.join(SCORINGS)} or {WEIGHTS}, not {self.scoring!r}")
        if self.weights is None:
            return
        must_weigh(self.weights, self.options)
        if self.scoring != WEIGHTS:
            raise ValueError(f"weights are for the scoring {WEIGHTS!r}")
        if not reach(self._live_weights()):
            raise ValueError("at least one option must earn a part of the mark")

    def _must_bound(self) -> None:
        most = len(self.options) or math.inf
        if not 0 <= self.min_select <= min(self._most, most) or self._most > most:
            raise ValueError(f"nobody can choose {self._bounds() or 'any'} of {len(self.options)} options")

    def _must_mend(self) -> None:
        if not isinstance(self.disregard, tuple) or not isinstance(self.always_correct, tuple):
            raise ValueError("disregard and always_correct are lists of options")  # noqa: TRY004 -- JSON may bring others
        must_be_offered((*self.disregard, *self.always_correct), self.options)
        if self.options and not set(self.options) - set(self.disregard):
            raise ValueError("at least one option must count")

    def offered(self) -> tuple[str, ...]:
        return self.options

    def with_options(self, texts: tuple[str, ...]) -> Self:
        return replace(self, options=texts)

    def longest(self) -> int:
        return max(super().longest(), 2 * sum(map(len, self.options)))

    def read(self, raw: str) -> Selection:
        chosen = frozenset(picked(line, self.options) for line in raw.splitlines() if line.strip())
        if not self._fewest <= len(chosen) <= self._most:
            count = len(chosen)
            if not count:
                raise Fault("Nothing is chosen yet.")
            raise Fault(Said.counted("You chose {n} option.", "You chose {n} options.", count))
        return chosen

    @property
    def _fewest(self) -> int:
        return max(self.min_select, 1) if self.scoring == WEIGHTS else self.min_select

    @property
    def _most(self) -> float:
        return len(self.options) or math.inf if self.max_select is None else self.max_select

    def _bounds(self) -> str:
        if self.max_select is None:
            return Said("at least {n}", n=self._fewest) if self._fewest else ""
        if self._fewest == 0:
            return Said("at most {n}", n=self.max_select)
        if self._fewest == self.max_select:
            return Said("exactly {n}", n=self.max_select)
        return Said("{least} to {most}", least=self._fewest, most=self.max_select)

    def credit(self, response: Selection, key: Selection) -> float:
        if self.scoring == WEIGHTS:
            return self._weighed(response)
        return SCORINGS[self.scoring].score(self._tally(response, key))

    def _tally(self, response: Selection, key: Selection) -> Tally:
        """Over the options that count, with the key as the learner would wish it where both ways are right."""
        counted = (frozenset(self.options) or response | key) - set(self.disregard)
        either = frozenset(self.always_correct)
        chosen, right = response & counted, ((key - either) | (response & either)) & counted
        return Tally(len(chosen & right), len(chosen - right), len(right - chosen), len(counted))

    def _weighed(self, response: Selection) -> float:
        """What can be earned stays the same when an option is disregarded: the others grow."""
        if self.weights is None:
            raise ValueError("a selection cannot be weighed without its weights: they are in secrets(), not in facts()")
        live = self._live_weights()
        earned = sum(weight for text, weight in live.items() if text in response and text not in self.always_correct)
        granted = sum(max(weight, 0) for text, weight in live.items() if text in self.always_correct)
        score = (earned + granted) * reach(self.weights) / reach(live)
        return 1.0 if score > 1 - THIRDS else max(score, 0.0)

    def _live_weights(self) -> dict[str, float]:
        return {text: weight for text, weight in (self.weights or {}).items() if text not in self.disregard}

    def show(self, value: Selection) -> str:
        order = {option: place for place, option in enumerate(self.options)}
        return "\n".join(sorted(value, key=lambda text: (order.get(text, len(order)), text)))

    def explain(self, response: Selection, key: Selection) -> str | None:
        tally = self._tally(response, key)
        if 0 < tally.options == tally.errors:
            return "selection-inverted"
        if tally.misses and tally.extras:
            return "mixed-selection"
        if tally.errors:
            return "missed-option" if tally.misses else "extra-option"
        return None

    def guide(self) -> Said:
        worth = WEIGHTS_WORDS if self.scoring == WEIGHTS else SCORINGS[self.scoring].words
        if bounds := self._bounds():
            return Said("Choose all the options that apply, {bounds}; {worth}.", bounds=bounds, worth=worth)
        return Said("Choose all the options that apply; {worth}.", worth=worth)

    def example(self) -> Said:
        return Said("Choose {bounds} of the options shown.", bounds=self._bounds() or Said("any number"))


def reach(weights: Mapping[str, float]) -> float:
    """The best share of the mark that these options can earn."""
    return min(1.0, sum(weight for weight in weights.values() if weight > 0))
