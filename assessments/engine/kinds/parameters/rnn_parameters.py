"""How many parameters a simple recurrent layer has, with one bias.
https://keras.io/api/layers/recurrent_layers/simple_rnn/
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
class RNNParameters(Kind):
    slug = "rnn-parameters"
    title = "Parameters of a simple RNN layer"
    topic = "lstm-parameters"
    skill = "counting-parameters"
    difficulty = 1
    format = Integer()
    stems = (
        (
            "A simple RNN layer computes $h_t = \\tanh(W_F\\,x_t + W_R\\,h_{t-1} + b)$. Its inputs have {input_size} "
            "entries and it has {hidden_size} hidden units. How many parameters does it have?"
        ),
        (
            "You replace an LSTM layer by a simple (Elman) RNN layer with one bias. Inputs of size {input_size} and "
            "{hidden_size} hidden units stay as they were. How many parameters does the simple layer have?"
        ),
    )

    input_size: int = drawn(range(2, 129))
    hidden_size: int = drawn(range(2, 65))
    # What a wrong idea has in mind instead.
    cell: str = "rnn"
    bias: bool = True
    convention: str = "lesson"

    def answer(self) -> int:
        return parameters(self.spec, self.convention).total

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        yield "lstm-for-rnn", replace(self, cell="lstm")
        yield "no-recurrent", self.answer() - held(self.spec, parts="R")
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)
        yield "no-bias", replace(self, bias=False)
        yield "two-biases", replace(self, convention="torch")

    def because(self) -> str:
        n, h = self.input_size, self.hidden_size
        feed_forward, recurrent, bias = (held(self.spec, parts=part) for part in "FRb")
        return (
            f"- $W_F$ leads from {n} inputs to {h} units: ${h} \\times {n} = {feed_forward}$ weights.\n"
            f"- $W_R$ leads from {h} units back to {h} units: ${h} \\times {h} = {recurrent}$ weights.\n"
            f"- $b$ has one number for each unit: ${bias}$.\n\n"
            f"Together ${feed_forward} + {recurrent} + {bias} =$ **{self.answer()}**. "
            "A simple RNN has this block once; an LSTM has it four times."
        )

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size, cell=self.cell, bias=self.bias)
