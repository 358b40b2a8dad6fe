"""The shape of the final hidden state that PyTorch's LSTM returns beside its output.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import handed_over, sized
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.sequences.wording import flags


@dataclass(frozen=True)
class FinalStateShape(Kind):
    slug = "final-state-shape"
    title = "Shape of the final hidden state"
    topic = "lstm-sequences"
    skill = "state-shapes"
    difficulty = 3
    nudge = (
        "What is kept is how each layer and direction ends, for every sequence. Do the steps before it leave an "
        "axis of their own?"
    )
    format = Shape()
    stems = (
        (
            "In PyTorch, `lstm = nn.LSTM({input_size}, {hidden_size}, num_layers={layers}, "
            "bidirectional={bidirectional}, batch_first={batch_first})` reads {batch} sequences of {steps} steps at "
            "once: `output, (h_n, c_n) = lstm(x)`. What is the shape of `h_n`?"
        ),
        (
            "PyTorch's `nn.LSTM` is made with `input_size={input_size}`, `hidden_size={hidden_size}`, "
            "`num_layers={layers}`, `bidirectional={bidirectional}` and `batch_first={batch_first}`. A batch of "
            "{batch} sequences, all of {steps} steps, runs through it. What shape does `h_n` have, the hidden state "
            "that it ends with?"
        ),
    )

    input_size: int = drawn((20, 28))
    hidden_size: int = drawn((12, 24, 32))
    layers: int = drawn((1, 2, 3))
    bidirectional: bool = drawn((False, True))
    batch_first: bool = drawn((False, True))
    batch: int = drawn((8, 10, 16))
    steps: int = drawn((5, 7, 9))

    def names(self) -> dict[str, str]:
        return super().names() | flags(self)

    def answer(self) -> Sizes:
        return self.handed["h_n"]

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        cells, batch, features = self.answer()
        yield "batch-first-in-state", (batch, cells, features)
        yield "every-step", self.handed["output_batch_first" if self.batch_first else "output"]
        if self.bidirectional:
            yield "one-direction-only", replace(self, bidirectional=False)
            yield "directions-side-by-side", (self.layers, *self.handed["output"][1:])
        if self.layers > 1:
            yield "one-layer-only", replace(self, layers=1)
        yield "layer-axis-left-out", (batch, features)

    def because(self) -> str:
        cells, batch, features = self.answer()
        directions = "both directions" if self.bidirectional else "one direction"
        rows = f"{self.layers} \\cdot {1 + self.bidirectional}"
        moved = ", because `batch_first` moves axes of the input and of `output` only" if self.batch_first else ""
        return (
            f"`h_n` keeps what every layer ends with, in {directions}, so its first axis has size ${rows} = {cells}$. "
            f"The second axis has the {batch} sequences{moved}; the third has the {features} hidden units. "
            f"The {self.steps} steps leave no axis, for only the end is kept.\n\n"
            f"The shape is **{Shape().show(self.answer())}**."
        )

    @property
    def handed(self) -> Mapping[str, Sizes]:
        spec = sized(self.input_size, self.hidden_size, num_layers=self.layers, bidirectional=self.bidirectional)
        return handed_over(spec, self.steps, self.batch)
