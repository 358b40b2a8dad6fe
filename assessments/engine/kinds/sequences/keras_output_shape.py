"""The shape of what a Keras LSTM puts out, with every step or with the last one only.
https://keras.io/api/layers/recurrent_layers/lstm/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import handed_over, sized, stored
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.sequences.wording import flags


@dataclass(frozen=True)
class KerasOutputShape(Kind):
    slug = "keras-output-shape"
    title = "Shape of a Keras LSTM's output"
    topic = "lstm-sequences"
    skill = "sequence-shapes"
    difficulty = 1
    nudge = (
        "Keras puts the batch first and the features last. Whether steps stand in between depends on "
        "`return_sequences`."
    )
    format = Shape()
    stems = (
        (
            "In Keras, `LSTM({units}, return_sequences={return_sequences})` reads an array of shape "
            "({batch}, {steps}, {input_size}): sequences, steps, features. What is the shape of what it puts out?"
        ),
        (
            "A Keras model is given {batch} sequences of {steps} steps with {input_size} features, as an array of "
            "shape ({batch}, {steps}, {input_size}). Its first layer is "
            "`LSTM({units}, return_sequences={return_sequences})`. What is the shape of what the next layer receives?"
        ),
    )

    batch: int = drawn((2, 4, 8, 16))
    steps: int = drawn((5, 7, 9, 11, 15))
    input_size: int = drawn((3, 10, 20, 28))
    units: int = drawn((6, 12, 24, 32))
    return_sequences: bool = drawn((False, True))

    def names(self) -> dict[str, str]:
        return super().names() | flags(self)

    def answer(self) -> Sizes:
        spec = sized(self.input_size, self.units)
        return handed_over(spec, self.steps, self.batch)["sequences" if self.return_sequences else "last"]

    def slips(self) -> Iterator[tuple[str, Kind]]:
        _, blocks = stored(sized(self.input_size, self.units), "keras")["kernel"]
        other = "last-step-only" if self.return_sequences else "every-step"
        yield other, replace(self, return_sequences=not self.return_sequences)
        yield "input-size-for-hidden", replace(self, units=self.input_size)
        yield "steps-and-batch-swapped", replace(self, steps=self.batch, batch=self.steps)
        yield "blocks-side-by-side", replace(self, units=blocks)
        if not self.return_sequences:
            yield "step-axis-kept", replace(self, steps=1, return_sequences=True)

    def because(self) -> str:
        kept = (
            f"With `return_sequences=True` every step puts out its hidden state, so the axis of the {self.steps} steps "
            "stays"
            if self.return_sequences
            else f"With `return_sequences=False` only the hidden state after the last of the {self.steps} steps is put "
            "out, so the axis of the steps is gone"
        )
        return (
            f"{kept}. The batch comes first in Keras, and the last axis has one number for each of the {self.units} "
            f"units, whatever the number of features that were read: **{Shape().show(self.answer())}**."
        )
