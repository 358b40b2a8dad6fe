"""Where a padded sequence has its last valid output.
https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pad_packed_sequence.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from lstm_reference import Spec, run, seeded
from lstm_reference.detour import remembered

SPEC = Spec(2, 3)
ORDER = ("first", "second", "third")


@dataclass(frozen=True)
class LastValidOutput(Kind):
    slug = "last-valid-output"
    title = "Last valid output of a padded sequence"
    topic = "lstm-sequences"
    skill = "running-sequences"
    difficulty = 2
    nudge = "The padding stands at the end of a sequence, and indices begin at zero."
    format = Integer()
    stems = (
        (
            "In PyTorch, three sequences of {longest}, {middle} and {shortest} steps, in this order, are padded to "
            "{steps} steps, packed with their lengths, read by an LSTM and unpacked to {steps} steps again. Indices "
            "start at 0. At which index of the time axis is the last output of the {asked} sequence that is not "
            "padding?"
        ),
        (
            "A batch of three sequences, {longest}, {middle} and {shortest} steps long, is filled up with zeros behind "
            "their ends to {steps} steps. A PyTorch LSTM is told the lengths by `pack_padded_sequence`, and "
            "`pad_packed_sequence` makes its output {steps} steps long again. Counting from 0, at which time index "
            "stands the hidden state that the {asked} sequence ends with?"
        ),
    )

    longest: int = drawn((8, 9, 10))
    middle: int = drawn((5, 6, 7))
    shortest: int = drawn((2, 3, 4))
    steps: int = drawn((12, 14, 16))
    asked: str = drawn(ORDER)

    def answer(self) -> int:
        return ends(self.steps, self.lengths)[ORDER.index(self.asked)]

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        yield "padding-for-sequence", replace(self, longest=self.steps, middle=self.steps, shortest=self.steps)
        yield "counted-from-one", self.answer() + 1
        yield "padding-counted", self.steps - self.length
        yield from (("another-sequence", replace(self, asked=other)) for other in ORDER if other != self.asked)

    def because(self) -> str:
        return (
            f"The {self.asked} sequence has {self.length} steps. Its first output has index 0, so its last one has "
            f"index ${self.length} - 1 =$ **{self.answer()}**, and what stands there is its final hidden state. "
            f"Behind it PyTorch fills up with zeros, up to index ${self.steps} - 1 = {self.steps - 1}$: the last "
            "row of a padded output says nothing about a shorter sequence."
        )

    @property
    def lengths(self) -> tuple[int, int, int]:
        return self.longest, self.middle, self.shortest

    @property
    def length(self) -> int:
        return self.lengths[ORDER.index(self.asked)]


@remembered
def ends(steps: int, lengths: tuple[int, ...]) -> tuple[int, ...]:
    """Of each sequence, the index at which its output is its final hidden state."""
    x = np.random.RandomState(0).uniform(-1, 1, (steps, len(lengths), SPEC.input_size))
    trace = run(SPEC, seeded(SPEC, 0), x, lengths=lengths)
    _, places = np.nonzero((trace.output == trace.h_n).all(axis=-1).T)
    return tuple(int(place) for place in places)
