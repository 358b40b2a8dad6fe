"""How many parameters an LSTM layer with coupled gates has, one bias for each gate that is computed.
https://arxiv.org/abs/1503.04069
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.held import held
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES
from assessments.engine.kinds.parameters.listing import added
from lstm_reference import Spec, parameters
from lstm_reference.spec import SAVED

TIES = {"i": "i_t = 1 - f_t", "f": "f_t = 1 - i_t"}


@dataclass(frozen=True)
class CoupledParameters(Kind):
    slug = "coupled-parameters"
    title = "Parameters of an LSTM with coupled gates"
    topic = "lstm-parameters"
    skill = "comparing-cells"
    difficulty = 2
    nudge = "List the blocks of a standard layer. Which of them still need weights when one gate follows from another?"
    format = Integer()
    stems = (
        (
            "An LSTM layer couples two of its gates by ${tie}$. Its inputs have {input_size} entries, and it has "
            "{hidden_size} hidden units; wherever there are weights there is one bias. "
            "How many parameters does the layer have?"
        ),
        (
            "In an LSTM with {hidden_size} hidden units and inputs of size {input_size}, the {saved} is not computed "
            "from the input any more but set to ${tie}$. Whatever has weight matrices has one bias. "
            "How many parameters are trained?"
        ),
    )

    input_size: int = drawn(range(4, 129, 4))
    hidden_size: int = drawn(range(3, 65))
    coupled: str = drawn(SAVED)
    # What a wrong idea has in mind instead.
    bias: bool = True

    def names(self) -> dict[str, str]:
        saved = SAVED[self.coupled]
        return super().names() | {"saved": GATES[saved], "tie": TIES[saved]}

    def answer(self) -> int:
        return parameters(self.spec).total

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        full = sized(self.input_size, self.hidden_size, bias=self.bias)
        yield "coupled-gate-counted", parameters(full).total
        yield "both-coupled-gates-left-out", held(full, "co")
        yield "one-gate-only", held(full, "c")
        yield "no-recurrent", self.answer() - held(self.spec, parts="R")
        yield "two-biases", self.answer() + held(self.spec, parts="b")
        yield "no-bias", replace(self, bias=False)
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)

    def because(self) -> str:
        n, h, saved = self.input_size, self.hidden_size, SAVED[self.coupled]
        blocks = [held(self.spec, gate) for gate in self.spec.gates]
        left = ", ".join(GATES[gate] for gate in self.spec.gates[:-1]) + f" and {GATES[self.spec.gates[-1]]}"
        return (
            f"The {GATES[saved]} follows from ${TIES[saved]}$, without weights of its own. Three blocks are left: "
            f"{left}. Each has ${h} \\cdot ({n} + {h} + 1) = {blocks[0]}$ parameters.\n\n"
            f"Together ${added(blocks)} =$ **{self.answer()}**, three quarters of the "
            f"${parameters(sized(n, h)).total}$ of a standard layer."
        )

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size, coupled=self.coupled, bias=self.bias)
