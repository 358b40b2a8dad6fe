"""What has to be carried over where a sequence is cut and read in two calls.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Choice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.sequences.cell_calls import DIRECTIONS
from lstm_reference import Spec, Trace, run, seeded
from lstm_reference.axes import Array
from lstm_reference.detour import remembered

ALL = "$h$ and $C$ of every layer, as the first call left them"
HIDDEN = "$h$ of every layer; each $C$ may start at zero again"
CELL = "$C$ of every layer; each $h$ may start at zero again"
TOP = "$h$ and $C$ of the last layer; the layers below may start at zero again"
NOTHING = "Nothing: what was read is in the weights"
NEVER = "There is nothing that would do: outputs of the first call depend on later steps too"

Handed = tuple[Array, Array]

# What is carried over → the second call's h_0 and c_0, made of the first call's h_n and c_n.
CARRIED: dict[str, Callable[[Array, Array], Handed]] = {
    ALL: lambda h, c: (h, c),
    HIDDEN: lambda h, c: (h, 0 * c),
    CELL: lambda h, c: (0 * h, c),
    TOP: lambda h, c: (top(h), top(c)),
    NOTHING: lambda h, c: (0 * h, 0 * c),
}
TAGS = {
    ALL: "future-left-out",
    HIDDEN: "only-hidden-carried",
    CELL: "only-cell-carried",
    TOP: "only-top-carried",
    NOTHING: "state-not-carried",
    NEVER: "cut-held-impossible",
}
ROUNDING = 1e-12


@dataclass(frozen=True)
class CutSequence(Kind):
    slug = "cut-sequence"
    title = "A sequence read in two calls"
    topic = "lstm-sequences"
    skill = "running-sequences"
    difficulty = 3
    nudge = (
        "Ask what a step reads that is neither a weight nor its own input, and from which call that comes, in each "
        "direction."
    )
    format: ClassVar[Choice[str]] = Choice()
    stems = (
        (
            "An LSTM of {layers} layers reads {directions} and starts with zero states. A sequence of {steps} steps is "
            "too long to be read at once, so one call reads the first {cut} steps and a second call the others. What "
            "has to be carried from the first call to the second, so that all {steps} outputs are the same as in a "
            "single call?"
        ),
        (
            "The outputs of an LSTM ({layers} layers, reading {directions}, all states zero at the start) for "
            "{steps} steps are to be computed in two calls: the first {cut} steps, then the rest. What must the second "
            "call take over from the first, if no output may change?"
        ),
    )

    layers: int = drawn((2, 3))
    bidirectional: bool = drawn((False, True))
    steps: int = drawn(range(6, 10))
    cut: int = drawn(range(2, 5))

    def names(self) -> dict[str, str]:
        return super().names() | {"directions": DIRECTIONS[self.bidirectional]}

    def statements(self) -> tuple[str, ...]:
        return tuple(TAGS)

    def answer(self) -> str:
        (true,) = self.true
        return true

    def slips(self) -> Iterator[tuple[str, str]]:
        yield from ((tag, text) for text, tag in TAGS.items() if text not in self.true)

    def because(self) -> str:
        if self.bidirectional:
            return (
                f"The backward direction reads step {self.steps} first and step 1 last. What it puts out at the first "
                f"{self.cut} steps depends on the {self.steps - self.cut} steps behind the cut, and the first call has "
                "not read those. No state can make up for that: the run shows that other later steps change the first "
                f"{self.cut} outputs. A bidirectional LSTM needs the whole sequence at once."
            )
        return (
            "Between two steps of one run nothing is handed on but $h$ and $C$, one of each in every layer: the next "
            f"step reads $h$ in its gates and $C$ in its cell state. Given all {2 * self.layers} of them, step "
            f"{self.cut + 1} cannot tell that it is the first of a new call, and every output stays the same. Run in "
            f"two calls, the outputs after step {self.cut} change as soon as the hidden states, the cell states or "
            "the lower layers start at zero."
        )

    @property
    def true(self) -> Collection[str]:
        return holding(sized(2, 3, num_layers=self.layers, bidirectional=self.bidirectional), self.steps, self.cut)


@remembered
def holding(spec: Spec, steps: int, cut: int) -> Collection[str]:
    """What holds of a sequence that is cut behind so many steps, by running it whole and in two."""
    weights = seeded(spec, 0)
    x = np.random.RandomState(0).uniform(-1, 1, (steps, 1, spec.input_size))
    otherwise = np.concatenate([x[:cut], -x[cut:]])
    whole, other, first = (run(spec, weights, read) for read in (x, otherwise, x[:cut]))
    if not same(whole.output[:cut], other.output[:cut]):
        return frozenset({NEVER})

    def second(carried: Callable[[Array, Array], Handed]) -> Trace:
        return run(spec, weights, x[cut:], *carried(first.h_n, first.c_n))

    return frozenset(text for text, carried in CARRIED.items() if same(whole.output[cut:], second(carried).output))


def same(one: Array, other: Array) -> bool:
    return bool(np.abs(one - other).max() < ROUNDING)


def top(state: Array) -> Array:
    """Only the last layer's, the others at zero."""
    return np.concatenate([0 * state[:-1], state[-1:]])
