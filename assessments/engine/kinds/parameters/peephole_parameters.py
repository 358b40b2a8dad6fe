"""How many parameters an LSTM layer with peepholes has, one bias for each gate.
https://onnx.ai/onnx/operators/onnx__LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.held import held
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.parameters.listing import added
from lstm_reference import Spec, parameters


@dataclass(frozen=True)
class PeepholeParameters(Kind):
    slug = "peephole-parameters"
    title = "Parameters of an LSTM with peepholes"
    topic = "lstm-parameters"
    skill = "comparing-cells"
    difficulty = 3
    format = Integer()
    stems = (
        (
            "In an LSTM with peepholes the gates also look at the cell state, unit by unit: "
            r"$p_f \odot C_{t-1}$ is added to what the forget gate hears, $p_i \odot C_{t-1}$ for the input gate and "
            r"$p_o \odot C_t$ for the output gate. There are {input_size} inputs and {hidden_size} hidden units, and "
            "one bias for each gate and for the candidate. How many parameters does the layer have?"
        ),
        (
            "An LSTM layer with {input_size} inputs and {hidden_size} hidden units has one bias for each gate and for "
            "the candidate. Now its gates get peepholes: in each of the three, every unit also weighs the cell state "
            "of that same unit. How many parameters does the layer have then?"
        ),
    )

    input_size: int = drawn(range(4, 129, 4))
    hidden_size: int = drawn(range(3, 65))
    # What a wrong idea has in mind instead.
    peepholes: bool = True
    bias: bool = True

    def answer(self) -> int:
        return parameters(self.spec).total

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        plain, one = replace(self, peepholes=False), held(self.spec, "f", "p")
        yield "peepholes-left-out", plain
        yield "peephole-for-the-candidate", self.answer() + one
        yield "peepholes-as-matrices", plain.answer() + held(self.spec, "fio", "R")
        yield "one-peephole-for-all-gates", plain.answer() + one
        yield "one-number-for-all", plain.answer() + held(replace(self, hidden_size=1).spec, parts="p")
        yield "two-biases", self.answer() + held(self.spec, parts="b")
        yield "no-bias", replace(self, bias=False)
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)

    def because(self) -> str:
        n, h = self.input_size, self.hidden_size
        plain, peepholes = held(self.spec, parts="FRb"), held(self.spec, parts="p")
        return (
            f"Without peepholes the layer has four blocks: $4 \\cdot {h} \\cdot ({n} + {h} + 1) = {plain}$.\n\n"
            f"A unit looks at its own cell state only, so $p_f$, $p_i$ and $p_o$ are vectors with one weight "
            f"for each unit: ${added(held(self.spec, gate, 'p') for gate in 'fio')} = {peepholes}$. The candidate has "
            "none.\n\n"
            f"Together ${plain} + {peepholes} =$ **{self.answer()}**."
        )

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size, peepholes=self.peepholes, bias=self.bias)
