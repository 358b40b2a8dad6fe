"""The shape of what a bidirectional Keras LSTM puts out, its directions side by side or added.
https://keras.io/api/layers/recurrent_layers/bidirectional/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn
from lstm_reference import Spec, faces, run, zeros
from lstm_reference.detour import remembered

# Keras's merge_mode, then ways in which nobody merges → what becomes of both directions' outputs (B, T, h).
MERGES = {
    "concat": partial(np.concatenate, axis=-1),
    "sum": partial(np.sum, axis=0),
    "one after the other": partial(np.concatenate, axis=1),
    "an axis of their own": partial(np.stack, axis=2),
}


@dataclass(frozen=True)
class MergedDirectionsShape(Kind):
    slug = "merged-directions-shape"
    title = "Shape of a bidirectional layer's output"
    topic = "lstm-sequences"
    skill = "sequence-shapes"
    difficulty = 2
    nudge = (
        "Each direction puts out one number for each of its units at every step. What does merging do with two "
        "such vectors?"
    )
    format = Shape()
    stems = (
        (
            'In Keras, `Bidirectional(LSTM({units}, return_sequences=True), merge_mode="{merge}")` reads an array of '
            "shape ({batch}, {steps}, {input_size}): sequences, steps, features. What is the shape of its output?"
        ),
        (
            "A Keras model reads {batch} sequences of {steps} steps with {input_size} features each. Its only layer "
            'is `Bidirectional(LSTM({units}, return_sequences=True), merge_mode="{merge}")`. What is the shape of '
            "what the model puts out, the batch first?"
        ),
    )

    batch: int = drawn((2, 4, 8, 16))
    steps: int = drawn((5, 7, 9))
    input_size: int = drawn((3, 10, 20))
    units: int = drawn((6, 12, 32))
    merge: str = drawn(("concat", "sum"))

    def answer(self) -> Sizes:
        return merged(sized(self.input_size, self.units, bidirectional=True), self.steps, self.batch)[self.merge]

    def slips(self) -> Iterator[tuple[str, Kind]]:
        if self.merge == "concat":
            yield "directions-added", replace(self, merge="sum")
        else:
            yield "directions-side-by-side", replace(self, merge="concat")
        yield "directions-in-time", replace(self, merge="one after the other")
        yield "directions-stacked", replace(self, merge="an axis of their own")
        yield "input-size-for-hidden", replace(self, units=self.input_size)

    def because(self) -> str:
        *_, features = self.answer()
        put = (
            f"`concat` sets them side by side: $2 \\cdot {self.units} = {features}$ features"
            if self.merge == "concat"
            else f"`sum` adds them number by number, so there are still {features} features"
        )
        return (
            f"Each direction is an LSTM of {self.units} units with weights of its own, and each puts out {self.units} "
            f"numbers at every step. {put}. Both directions speak about the same {self.steps} steps of the same "
            f"{self.batch} sequences, so these axes stay as they are: **{Shape().show(self.answer())}**."
        )


@remembered
def merged(spec: Spec, steps: int, batch: int) -> Mapping[str, Sizes]:
    """Way of merging → the shape of what comes out of it."""
    trace = run(spec, zeros(spec), np.zeros((steps, batch, spec.input_size)))
    directions = np.split(faces.keras(trace, return_sequences=True), spec.directions, axis=-1)
    return {name: merge(directions).shape for name, merge in MERGES.items()}
