"""How many parameters a stack of LSTM layers has, with one bias for each gate.
https://keras.io/api/layers/recurrent_layers/lstm/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.parameters.listing import added
from lstm_reference import Spec, parameters


@dataclass(frozen=True)
class StackParameters(Kind):
    slug = "stack-parameters"
    title = "Parameters of a stack of layers"
    topic = "lstm-parameters"
    skill = "counting-stacks"
    difficulty = 3
    format = Integer()
    stems = (
        (
            "In a stack of {layers} LSTM layers the lowest reads vectors with {input_size} entries, and every other "
            "reads the hidden states of the layer below. Each layer has {hidden_size} hidden units, and one bias for "
            "each gate and for the candidate. How many parameters does the stack have?"
        ),
        (
            "A Keras model reads vectors with {input_size} entries and stacks {layers} layers, each of them made by "
            "`LSTM({hidden_size}, return_sequences=True)`. Keras keeps one bias for each gate and for the candidate. "
            "How many parameters does `model.summary()` list in total?"
        ),
    )

    input_size: int = drawn((5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 70, 75, 80, 90, 100))
    hidden_size: int = drawn((4, 6, 8, 12, 16, 18, 24, 28, 32, 36, 48, 64))
    layers: int = drawn((2, 3, 4))
    # What a wrong idea has in mind instead.
    cell: str = "lstm"
    bias: bool = True
    convention: str = "lesson"

    def answer(self) -> int:
        return parameters(self.spec, self.convention).total

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        n, h = self.input_size, self.hidden_size
        first, upper = replace(self, layers=1), replace(self, layers=1, input_size=n + h)
        yield "upper-layers-read-input", self.layers * first.answer()
        yield "first-layer-like-the-others", replace(self, input_size=h)
        yield "one-layer-only", first
        yield "upper-layers-read-the-input-too", first.answer() + (self.layers - 1) * upper.answer()
        yield "two-biases", replace(self, convention="torch")
        yield "no-bias", replace(self, bias=False)
        yield "three-gates", replace(self, cell="gru")
        yield "sizes-swapped", replace(self, input_size=h, hidden_size=n)

    def because(self) -> str:
        n, h = self.input_size, self.hidden_size
        sizes = [replace(self, layers=1, input_size=reads).answer() for reads in (n, *[h] * (self.layers - 1))]
        others = "second layer reads" if self.layers == 2 else f"{self.layers - 1} layers above read"  # noqa: PLR2004 -- a pair
        for_each = "" if self.layers == 2 else " for each"  # noqa: PLR2004 -- a pair
        return (
            "A layer has four blocks, and each of them two matrices and a bias.\n\n"
            f"- The lowest layer reads {n} entries: $4 \\cdot {h} \\cdot ({n} + {h} + 1) = {sizes[0]}$.\n"
            f"- The {others} the {h} entries of a hidden state: "
            f"$4 \\cdot {h} \\cdot ({h} + {h} + 1) = {sizes[-1]}${for_each}.\n\n"
            f"Together ${added(sizes)} =$ **{self.answer()}**."
        )

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size, cell=self.cell, bias=self.bias, num_layers=self.layers)
