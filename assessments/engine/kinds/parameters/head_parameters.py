"""How many parameters an LSTM with a dense layer on its last hidden state has.
https://keras.io/api/layers/core_layers/dense/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.parameters.around import dense
from lstm_reference import Spec, parameters


@dataclass(frozen=True)
class HeadParameters(Kind):
    slug = "head-parameters"
    title = "Parameters of an LSTM with a dense head"
    topic = "lstm-parameters"
    skill = "counting-networks"
    difficulty = 3
    format = Integer()
    stems = (
        (
            "A Keras model reads sequences of {steps} steps with {input_size} features each. It has two layers, "
            "`LSTM({hidden_size})` and `Dense({classes})`, with all other arguments at their defaults. "
            "How many parameters does the model have?"
        ),
        (
            "An LSTM layer with {hidden_size} hidden units and one bias for each gate and for the candidate reads "
            "{steps} vectors of size {input_size}. A dense layer with biases turns its last hidden state into scores "
            "for {classes} classes. How many parameters do the two layers have together?"
        ),
    )

    input_size: int = drawn((5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 70, 80))
    hidden_size: int = drawn((4, 6, 8, 12, 16, 18, 24, 28, 32, 36, 48, 64))
    classes: int = drawn((2, 3, 5, 7, 11))
    steps: int = drawn((9, 14, 26, 42))
    # What a wrong idea has in mind instead.
    convention: str = "keras"
    bias: bool = True
    head_bias: bool = True

    def answer(self) -> int:
        return self.layer + self.head(self.hidden_size)

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        yield "head-left-out", self.layer
        yield "head-without-bias", replace(self, head_bias=False)
        yield "head-reads-the-input", self.layer + self.head(self.input_size)
        yield "head-reads-every-step", self.layer + self.head(self.steps * self.hidden_size)
        yield "head-for-each-step", self.layer + self.steps * self.head(self.hidden_size)
        yield "time-multiplies", self.steps * self.answer()
        yield "two-biases", replace(self, convention="torch")
        yield "no-bias", replace(self, bias=False, head_bias=False)
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)

    def because(self) -> str:
        n, h, m = self.input_size, self.hidden_size, self.classes
        return (
            f"- The LSTM layer has four blocks: $4 \\cdot {h} \\cdot ({n} + {h} + 1) = {self.layer}$.\n"
            f"- The dense layer reads one hidden state of {h} entries, the last one, and has one bias for each class: "
            f"${h} \\cdot {m} + {m} = {self.head(h)}$.\n\n"
            f"Together ${self.layer} + {self.head(h)} =$ **{self.answer()}**. "
            f"The {self.steps} steps share their weights and add none."
        )

    @property
    def layer(self) -> int:
        return parameters(self.spec, self.convention).total

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size, bias=self.bias)

    def head(self, inputs: int) -> int:
        return dense(inputs, self.classes, bias=self.head_bias)
