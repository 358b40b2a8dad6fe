"""The shape of an input W, R or B of the ONNX operator LSTM.
https://onnx.ai/onnx/operators/onnx__LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import sized, stored
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn

# The operator's input → what it is.
TENSORS = {"W": "weights that multiply $X_t$", "R": "weights that multiply $H_{t-1}$", "B": "biases"}


@dataclass(frozen=True)
class OnnxTensorShape(Kind):
    slug = "onnx-tensor-shape"
    title = "Shape of a weight in ONNX"
    topic = "lstm-dimensions"
    skill = "framework-layouts"
    difficulty = 3
    nudge = (
        "ONNX has an axis for the directions. Then ask how many blocks there are, and whether they lie below or "
        "beside each other."
    )
    format = Shape()
    stems = (
        (
            "An ONNX model holds an `LSTM` node with `hidden_size={hidden_size}` and `direction={direction}`, which "
            "reads {input_size} features. What is the shape of `{which}`, the {role}?"
        ),
        (
            "You export a layer to the ONNX operator `LSTM`: {input_size} features go in, `hidden_size` is "
            "{hidden_size}, `direction` is `{direction}`. Which shape must its input `{which}`, the {role}, have?"
        ),
    )

    input_size: int = drawn(range(2, 65))
    hidden_size: int = drawn(range(2, 49))
    bidirectional: bool = drawn((False, True))
    which: str = drawn(TENSORS)

    def names(self) -> dict[str, str]:
        return super().names() | {"direction": self.direction, "role": TENSORS[self.which]}

    def answer(self) -> Sizes:
        return self.shape_of(self.which)

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        directions, *rest = self.answer()
        yield "direction-axis-left-out", tuple(rest)
        yield "one-gate-only", self.shape_of(self.which, "rnn")
        yield "three-gates", self.shape_of(self.which, "gru")
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)
        if self.which == "B":
            yield "one-bias", (directions, *self.torch_bias())
        else:
            yield "axes-permuted", (directions, *reversed(rest))
        if self.bidirectional:
            yield "one-direction-only", replace(self, bidirectional=False)

    def because(self) -> str:
        (directions, *rest), h, blocks = self.answer(), self.hidden_size, 4 * self.hidden_size
        ways = "forward and backward" if self.bidirectional else "forward only"
        below_each_other = f"The blocks of $i$, $o$, $f$ and $c$ lie below each other: $4 \\times {h} = {blocks}$"
        if self.which == "B":
            then = (
                f"{below_each_other} numbers, and ONNX keeps two biases for each, one for `W` and one for `R`, "
                f"end to end: $2 \\times {blocks} = {rest[0]}$."
            )
        else:
            meets = "features" if self.which == "W" else "entries of the hidden state"
            then = f"{below_each_other} rows.\n- Each row meets the {rest[1]} {meets}: {rest[1]} columns."
        return (
            f"- The first axis counts the directions: {directions}, {ways}.\n- {then}\n\n"
            f"So the shape of `{self.which}` is **{self.answer()}**."
        )

    @property
    def direction(self) -> str:
        return "bidirectional" if self.bidirectional else "forward"

    def shape_of(self, name: str, cell: str = "lstm") -> Sizes:
        spec = sized(self.input_size, self.hidden_size, cell=cell, bidirectional=self.bidirectional)
        return stored(spec, "onnx")[name]

    def torch_bias(self) -> Sizes:
        return stored(sized(self.input_size, self.hidden_size), "torch")["bias_ih_l0"]
