"""The candidate of a GRU, whose reset gate acts before the recurrent product or after it.
https://keras.io/api/layers/recurrent_layers/gru/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assessments.engine.executed.one_unit import identity
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals, factor, number
from assessments.engine.kinds.steps.sums import worked
from assessments.engine.texts.markup import matrix
from lstm_reference import Spec, Weights, from_arrays, zeros
from lstm_reference.cell import gru, sigmoid, tanh
from lstm_reference.interval import Lifted

# Where the reset gate acts → the Spec that does it so, and how a sentence says it.
PLACES = {
    "before": (
        Spec(1, 2, cell="gru"),
        "resets $h_{t-1}$ before its recurrent matrix multiplies it, as Cho et al. (2014) do",
    ),
    "after": (
        Spec(1, 2, cell="gru", reset_after=True),
        "first multiplies $h_{t-1}$ with its recurrent matrix and then resets the product, as PyTorch does",
    ),
}
OTHER = {"before": "after", "after": "before"}
NOTHING = np.zeros((1, 1))


@dataclass(frozen=True)
class GRUResetPlace(Kind):
    slug = "gru-reset-place"
    title = "Reset before or after the product"
    topic = "lstm-steps"
    skill = "other-cells"
    difficulty = 3
    format = Real()
    stems = (
        (
            "A GRU has two units. Its candidate {place_words}. At this step\n\n"
            "$$h_{t-1} = {hidden}, \\quad r_t = {reset}.$$\n\n"
            "In the first unit of the candidate, what the input and the bias contribute adds up to ${heard}$, and the "
            "first row of the recurrent matrix is $[{first_weight} \\quad {second_weight}]$; there is no second bias. "
            "What is the first entry of $\\tilde{h}_t$, after its tanh?"
        ),
        (
            "The candidate of a GRU with two units {place_words}. The old hidden state and the reset gate are\n\n"
            "$$h_{t-1} = {hidden}, \\quad r_t = {reset}.$$\n\n"
            "For its first entry, the candidate's recurrent matrix has the row "
            "$[{first_weight} \\quad {second_weight}]$, and ${heard}$ comes from input and bias; nothing else is "
            "added. Which value has this entry of $\\tilde{h}_t = \\tanh(\\ldots)$?"
        ),
    )

    first_weight: float = drawn((-1.0, 0.5, 1.5))
    second_weight: float = drawn((-1.5, 1.0, 2.0))
    first_hidden: float = drawn((-0.6, 0.4, 0.8))
    second_hidden: float = drawn((-0.9, 0.45, 0.7))
    first_reset: float = drawn((0.2, 0.9))
    second_reset: float = drawn((0.4, 0.7))
    heard: float = drawn((-0.65, 0.85))
    place: str = drawn(PLACES)

    def names(self) -> dict[str, str]:
        vectors = {"hidden": column(*self.hidden), "reset": column(*self.reset)}
        return super().names() | vectors | {"place_words": PLACES[self.place][1]}

    def answer(self) -> float:
        return self.executed(tanh)

    def slips(self) -> Iterator[tuple[str, float | Kind]]:
        first, second = self.reset
        yield "reset-in-other-place", replace(self, place=OTHER[self.place])
        yield "reset-left-out", replace(self, first_reset=1.0, second_reset=1.0)
        yield "gate-inverted", replace(self, first_reset=1 - first, second_reset=1 - second)
        yield "reset-entries-swapped", replace(self, first_reset=second, second_reset=first)
        yield "reset-on-input", replace(self, heard=first * self.heard)
        yield "activation-left-out", self.executed(identity)
        yield "sigmoid-for-tanh", self.executed(sigmoid)

    def because(self) -> str:
        shown = self.reset_first() if self.place == "before" else self.product_first()
        other = replace(self, place=OTHER[self.place])
        return (
            f"{shown}\n\n"
            rf"$$\tanh({number(self.executed(identity))}) {equals(self.answer())}$$"
            "\n\n"
            f"With the reset gate {OTHER[self.place]} the product it would be ${number(other.answer())}$. The place "
            "matters because the entries of $r_t$ differ: before the product each old state is scaled by its own "
            "entry, after it the whole sum of a unit is scaled by that unit's."
        )

    def reset_first(self) -> str:
        left = [reset * value for reset, value in zip(self.reset, self.hidden, strict=True)]
        return (
            "The reset gate first scales $h_{t-1}$, entry by entry:\n\n"
            f"$$r_t \\odot h_{{t-1}} = {column(*left)}$$\n\n"
            "Then the row multiplies what is left, and the rest is added:\n\n"
            f"$${worked(zip(self.row, left, strict=True), self.heard)} {equals(self.executed(identity))}$$"
        )

    def product_first(self) -> str:
        product = sum(weight * value for weight, value in zip(self.row, self.hidden, strict=True))
        return (
            "First the row multiplies the whole of $h_{t-1}$:\n\n"
            f"$${worked(zip(self.row, self.hidden, strict=True))} {equals(product)}$$\n\n"
            "Then the first entry of the reset gate scales this product, and the rest is added:\n\n"
            f"$${number(self.first_reset)} \\cdot {factor(product)} + {factor(self.heard)} "
            f"{equals(self.executed(identity))}$$"
        )

    @property
    def row(self) -> tuple[float, float]:
        return self.first_weight, self.second_weight

    @property
    def hidden(self) -> tuple[float, float]:
        return self.first_hidden, self.second_hidden

    @property
    def reset(self) -> tuple[float, float]:
        return self.first_reset, self.second_reset

    def executed(self, candidate: Lifted) -> float:
        """The reset gate has had its sigmoid: as a bias of gates without any it passes as given."""
        cell = candidate_unit(self.place, self.row, self.reset, self.heard)
        state = np.array([[value] for value in self.hidden])
        return float(gru(cell, NOTHING, (state,), gate=identity, candidate=candidate).n[0].item())


@lru_cache(maxsize=16_384)
def candidate_unit(place: str, row: tuple[float, float], reset: tuple[float, float], heard: float) -> Weights:
    spec, _ = PLACES[place]
    named = {"W_nR": np.array([row, (0.0, 0.0)]), "b_r": np.array([reset]).T, "b_n": np.array([[heard], [0.0]])}
    return from_arrays(spec, {**zeros(spec), **named})


def column(*entries: float) -> str:
    return matrix([round(entry, 4)] for entry in entries)
