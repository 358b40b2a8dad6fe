"""Which part of a bidirectional output is a direction's final hidden state, found by comparing numbers.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Choice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.sequences.wording import flags
from lstm_reference import Spec, faces, run, seeded
from lstm_reference.detour import remembered

ROWS = {"forward": -2, "backward": -1}  # of h_n, in the last layer
OTHER = {"forward": "backward", "backward": "forward"}
ENDS = {0: -1, -1: 0}


@dataclass(frozen=True)
class WhereADirectionEnds(Kind):
    slug = "where-a-direction-ends"
    title = "Where a direction ends"
    topic = "lstm-sequences"
    skill = "running-sequences"
    difficulty = 3
    nudge = (
        "Each direction ends where it has no step left to take. At which index is that, and which features are its own?"
    )
    format = Choice[str]()
    stems = (
        (
            "In PyTorch, `lstm = nn.LSTM({input_size}, {hidden_size}, num_layers={layers}, bidirectional=True, "
            "batch_first={batch_first})` reads {batch} sequences of {steps} steps, without any padding: "
            "`output, (h_n, c_n) = lstm(x)`. Which part of `output` is the same as `h_n[{row}]`, the final hidden "
            "state of the last layer's {direction} direction?"
        ),
        (
            "{batch} sequences, all of {steps} steps, run through PyTorch's `nn.LSTM({input_size}, {hidden_size}, "
            "num_layers={layers}, bidirectional=True, batch_first={batch_first})`, which returns "
            "`output, (h_n, c_n)`. The {direction} direction of the last layer ends with `h_n[{row}]`. Where in "
            "`output` do these numbers stand?"
        ),
    )

    input_size: int = drawn((3, 10))
    hidden_size: int = drawn((4, 6, 8))
    layers: int = drawn((1, 2))
    batch: int = drawn((2, 3, 4))
    steps: int = drawn((5, 7, 9))
    batch_first: bool = drawn((False, True))
    direction: str = drawn(ROWS)

    def names(self) -> dict[str, str]:
        return super().names() | flags(self) | {"row": str(ROWS[self.direction])}

    def answer(self) -> str:
        return self.written(*self.place)

    def slips(self) -> Iterator[tuple[str, str | Kind]]:
        end, half = self.place
        yield "wrong-end", self.written(ENDS[end], half)
        yield "directions-swapped", replace(self, direction=OTHER[self.direction])
        yield "wrong-half", self.written(end, OTHER[half])
        yield "steps-and-batch-swapped", replace(self, batch_first=not self.batch_first)

    def because(self) -> str:
        end, half = self.place
        reads = (
            "The backward direction begins with the last step and ends with the first: its final state is what it puts "
            "out at index $0$"
            if end == 0
            else "The forward direction reads from the first step to the last: its final state is what it puts out at "
            "index $-1$"
        )
        numbers = f"the {'first' if half == 'forward' else 'last'} {self.hidden_size} of the {2 * self.hidden_size}"
        return (
            f"{reads} of the time axis, which stands {'second' if self.batch_first else 'first'} with "
            f"`batch_first={self.batch_first}`. On the last axis, the forward direction's numbers come first, so these "
            f"are {numbers} features: **{self.answer()}**.\n\n"
            "In an LSTM with random weights, all numbers of the two agree there, and nowhere else."
        )

    @property
    def place(self) -> tuple[int, str]:
        """The end of time and the half of the features at which `output` is this final state."""
        spec = sized(self.input_size, self.hidden_size, num_layers=self.layers, bidirectional=True)
        return places(spec, self.steps, self.batch)[self.direction]

    def written(self, end: int, half: str) -> str:
        axes = f":, {end}" if self.batch_first else f"{end}, :"
        features = f":{self.hidden_size}" if half == "forward" else f"{self.hidden_size}:"
        return f"`output[{axes}, {features}]`"


@remembered
def places(spec: Spec, steps: int, batch: int) -> Mapping[str, tuple[int, str]]:
    """Direction → the one (end, half) of the output whose numbers are those of its final state."""
    x = np.random.RandomState(0).uniform(-1, 1, (steps, batch, spec.input_size))
    found = faces.torch(run(spec, seeded(spec, 0), x))
    halves = dict(zip(ROWS, np.split(found["output"], spec.directions, axis=-1), strict=True))
    where = {}
    for direction, row in ROWS.items():
        (where[direction],) = (
            (end, half) for end, half in product(ENDS, halves) if np.array_equal(halves[half][end], found["h_n"][row])
        )
    return where
