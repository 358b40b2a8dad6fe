"""How many parameters a simple recurrent layer has, with one bias.
https://keras.io/api/layers/recurrent_layers/simple_rnn/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.engine.anatomy import sized
from assessments.engine.formats import Integer
from assessments.engine.held import held
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
            "entries and it has {hidden_size} hidden units. How many parameters has it?"
        ),
        (
            "You replace an LSTM layer by a simple (Elman) RNN layer with one bias. Inputs of size {input_size} and "
            "{hidden_size} hidden units stay as they were. How many parameters has the simple layer?"
        ),
    )

    input_size: int = drawn(range(2, 129))
    hidden_size: int = drawn(range(2, 65))

    def answer(self) -> int:
        return parameters(self.spec()).total

    def slips(self) -> Iterator[tuple[str, int]]:
        yield "lstm-for-rnn", parameters(self.spec(cell="lstm")).total
        yield "no-recurrent", held(self.spec(), parts="Fb")
        yield "sizes-swapped", parameters(sized(self.hidden_size, self.input_size, cell="rnn")).total
        yield "no-bias", parameters(self.spec(bias=False)).total
        yield "two-biases", parameters(self.spec(), "torch").total

    def because(self) -> str:
        n, h = self.input_size, self.hidden_size
        feed_forward, recurrent, bias = (held(self.spec(), parts=part) for part in "FRb")
        return (
            f"- $W_F$ leads from {n} inputs to {h} units: ${h} \\times {n} = {feed_forward}$ weights.\n"
            f"- $W_R$ leads from {h} units back to {h} units: ${h} \\times {h} = {recurrent}$ weights.\n"
            f"- $b$ has one number for each unit: ${bias}$.\n\n"
            f"Together ${feed_forward} + {recurrent} + {bias} =$ **{self.answer()}**. "
            "A simple RNN has this block once; an LSTM has it four times."
        )

    def spec(self, *, cell: str = "rnn", bias: bool = True) -> Spec:
        return sized(self.input_size, self.hidden_size, cell=cell, bias=bias)
