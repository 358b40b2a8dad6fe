"""How many parameters a Keras GRU holds, which by default resets after the product and keeps two biases.
https://keras.io/api/layers/recurrent_layers/gru/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.held import held
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.parameters.listing import added, listed
from lstm_reference import Spec, parameters


@dataclass(frozen=True)
class KerasGRUParameters(Kind):
    slug = "keras-gru-parameters"
    title = "Parameters of a GRU in Keras"
    topic = "lstm-parameters"
    skill = "comparing-cells"
    difficulty = 3
    format = Integer()
    stems = (
        (
            "The Keras layer `GRU({hidden_size})` reads vectors with {input_size} entries. All its other arguments are "
            "at their defaults, `reset_after=True` among them. How many parameters does it have?"
        ),
        (
            "A Keras model starts with `Input((None, {input_size}))` and `GRU({hidden_size}, reset_after=True)`; "
            "biases are on. How many parameters does `model.summary()` list for the GRU?"
        ),
    )

    input_size: int = drawn(range(4, 129, 4))
    hidden_size: int = drawn(range(2, 65))
    # What a wrong idea has in mind instead.
    cell: str = "gru"
    bias: bool = True
    reset_after: bool = True
    convention: str = "keras"

    def answer(self) -> int:
        return parameters(self.spec, self.convention).total

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        block = sized(self.input_size, self.hidden_size, cell="rnn", bias=self.bias)
        yield "one-bias", replace(self, convention="lesson", reset_after=False)
        yield "second-bias-for-the-candidate", replace(self, convention="lesson")
        yield "no-bias", replace(self, bias=False)
        yield "lstm-for-gru", replace(self, cell="lstm", reset_after=False)
        yield "gates-without-candidate", self.answer() - parameters(block, "torch").total
        yield "no-recurrent", self.answer() - held(self.spec, parts="R")
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)

    def because(self) -> str:
        counts = parameters(self.spec, self.convention)
        return (
            "A GRU has three blocks, update gate, reset gate and candidate. Keras lays them side by side, so every "
            f"array has $3 \\cdot {self.hidden_size} = {3 * self.hidden_size}$ columns:\n\n"
            f"{listed(self.spec, self.convention)}\n\n"
            f"Together ${added(counts.values())} =$ **{self.answer()}**. With `reset_after=True` the reset gate scales "
            "the recurrent product and its bias, so that bias is kept apart from the one beside the input product: "
            "hence two rows."
        )

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size, cell=self.cell, bias=self.bias, reset_after=self.reset_after)
