"""How many parameters an LSTM layer has, with one bias for each gate; the number of steps is shown and plays no part.
https://keras.io/api/layers/recurrent_layers/lstm/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.held import held
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from lstm_reference import Spec, parameters


@dataclass(frozen=True)
class LayerParameters(Kind):
    slug = "layer-parameters"
    title = "Parameters of an LSTM layer"
    topic = "lstm-parameters"
    skill = "counting-parameters"
    difficulty = 2
    format = Integer()
    stems = (
        (
            "One LSTM layer reads sequences of {steps} steps. Each input has {input_size} entries, and there are "
            "{hidden_size} hidden units, with one bias for each gate and for the candidate. "
            "How many trainable parameters does the layer have?"
        ),
        (
            "An LSTM layer with {hidden_size} hidden units is trained on sequences of length {steps}, whose vectors "
            "have size {input_size}. Each gate and the candidate have one bias vector of their own. "
            "How many parameters are trained?"
        ),
    )

    input_size: int = drawn(range(4, 129, 4))
    hidden_size: int = drawn(range(2, 65))
    steps: int = drawn(range(5, 81, 5))
    # What a wrong idea has in mind instead.
    cell: str = "lstm"
    bias: bool = True
    convention: str = "lesson"

    def answer(self) -> int:
        return parameters(self.spec, self.convention).total

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        yield "three-gates", replace(self, cell="gru")
        yield "one-gate-only", replace(self, cell="rnn")
        yield "no-bias", replace(self, bias=False)
        yield "no-recurrent", self.answer() - held(self.spec, parts="R")
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)
        yield "time-multiplies", self.answer() * self.steps
        yield "two-biases", replace(self, convention="torch")
        yield "counted-for-each-unit", self.answer() * self.hidden_size

    def because(self) -> str:
        n, h = self.input_size, self.hidden_size
        feed_forward, recurrent, bias = (held(self.spec, "f", part) for part in "FRb")
        return (
            "A layer holds four blocks of the same size: three gates and the candidate. Each block has\n\n"
            f"- a feed-forward matrix, ${h} \\times {n} = {feed_forward}$ weights,\n"
            f"- a recurrent matrix, ${h} \\times {h} = {recurrent}$ weights,\n"
            f"- a bias, ${bias}$ numbers.\n\n"
            f"That is ${feed_forward} + {recurrent} + {bias} = {held(self.spec, 'f')}$ for one block and "
            f"$4 \\times {held(self.spec, 'f')} =$ **{self.answer()}** for the layer. "
            f"All {self.steps} steps use the same weights, so they add nothing."
        )

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size, cell=self.cell, bias=self.bias)
