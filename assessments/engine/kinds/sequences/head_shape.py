"""The shape of a Keras model's output, where a Dense layer follows an LSTM.
https://keras.io/api/layers/core_layers/dense/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import handed_over, sized
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.sequences.wording import flags
from lstm_reference import Spec, faces, run, zeros
from lstm_reference.detour import remembered


@dataclass(frozen=True)
class HeadShape(Kind):
    slug = "head-shape"
    title = "Shape behind a Dense layer"
    topic = "lstm-sequences"
    skill = "sequence-shapes"
    difficulty = 2
    nudge = "A `Dense` layer works on the last axis alone. Which axes are there when it comes to it?"
    format = Shape()
    stems = (
        (
            "A Keras model is `LSTM({units}, return_sequences={return_sequences})` followed by `Dense({classes})`. It "
            "reads an array of shape ({batch}, {steps}, {input_size}): sequences, steps, features. What is the shape "
            "of its output?"
        ),
        (
            "In Keras, the output of `LSTM({units}, return_sequences={return_sequences})` goes into "
            "`Dense({classes})`. The input is a batch of {batch} sequences of {steps} steps with {input_size} "
            "features, the batch first. What is the shape of what comes out at the end?"
        ),
    )

    batch: int = drawn((2, 4, 8))
    steps: int = drawn((5, 7, 9))
    input_size: int = drawn((3, 20))
    units: int = drawn((6, 12, 32))
    classes: int = drawn((10, 13, 26))
    return_sequences: bool = drawn((False, True))

    def names(self) -> dict[str, str]:
        return super().names() | flags(self)

    def answer(self) -> Sizes:
        return behind(self.spec, self.steps, self.batch, self.classes, self.return_sequences)

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        handed = handed_over(self.spec, self.steps, self.batch)
        *before, classes = self.answer()
        if self.return_sequences:
            yield "last-step-only", replace(self, return_sequences=False)
            yield "head-left-out", handed["sequences"]
            yield "steps-flattened", (self.batch, self.steps * classes)
            yield "classes-before-steps", (self.batch, classes, self.steps)
        else:
            yield "every-step", replace(self, return_sequences=True)
            yield "head-left-out", handed["last"]
            yield "step-axis-kept", replace(self, steps=1, return_sequences=True)
        yield "steps-and-batch-swapped", replace(self, steps=self.batch, batch=self.steps)
        yield "head-widens", (*before, self.units + classes)

    def because(self) -> str:
        told = (
            f"`return_sequences=True` hands on all {self.steps} hidden states, and the `Dense` layer is applied to "
            "each of them with the same weights, so the axis of the steps stays"
            if self.return_sequences
            else f"`return_sequences=False` hands on the hidden state after the last of the {self.steps} steps only, "
            "so there is no axis of steps"
        )
        return (
            f"{told}. `Dense({self.classes})` replaces the last axis, {self.units} units, by {self.classes} numbers. "
            f"The shape is **{Shape().show(self.answer())}**."
        )

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.units)


@remembered
def behind(spec: Spec, steps: int, batch: int, classes: int, return_sequences: bool) -> Sizes:
    """What is left after each hidden state that the LSTM hands on was multiplied with the head's weights."""
    trace = run(spec, zeros(spec), np.zeros((steps, batch, spec.input_size)))
    handed = faces.keras(trace, return_sequences=return_sequences)
    return (handed @ np.zeros((spec.output_size, classes)) + np.zeros(classes)).shape
