"""What the entries of a gate add up to.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.engine.executed.one_unit import complement, identity, step, weights
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, number
from lstm_reference.cell import sigmoid, tanh
from lstm_reference.detour import remembered
from lstm_reference.interval import Lifted

HEARD = (-3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0)
ACTIVATIONS: dict[str, Lifted] = {"sigmoid": sigmoid, "tanh": tanh, "none": identity, "complement": complement}
DISTRIBUTION = 1.0  # what its entries add up to


@dataclass(frozen=True)
class GateSum(Kind):
    slug = "gate-sum"
    title = "Sum of a gate's entries"
    topic = "lstm-gates"
    skill = "gate-values"
    difficulty = 2
    format = Real()
    stems = (
        (
            "The {gate_name} of an LSTM layer with $3$ units hears, before its sigmoid, $z = ({first}, {second}, "
            "{third})$. What do the three entries of its output ${gate}_t$ add up to?"
        ),
        (
            "At one step the three units of an LSTM layer hear ${first}$, ${second}$ and ${third}$ at their "
            "{gate_name}. Add up the three numbers that the gate puts out: what is the sum?"
        ),
    )

    gate: str = drawn("fio")
    first: float = drawn(HEARD)
    second: float = drawn(HEARD)
    third: float = drawn(HEARD)

    def names(self) -> dict[str, str]:
        return super().names() | {"gate_name": GATES[self.gate]}

    def answer(self) -> float:
        return sum(self.through("sigmoid"))

    def slips(self) -> Iterator[tuple[str, float]]:
        yield "gate-is-distribution", DISTRIBUTION
        yield "squashed-after-adding", opened(self.gate, sum(self.heard), "sigmoid")
        yield "tanh-for-sigmoid", sum(self.through("tanh"))
        yield "activation-left-out", sum(self.through("none"))
        yield "gate-inverted", sum(self.through("complement"))

    def because(self) -> str:
        entries = self.through("sigmoid")
        lines = "\n".join(
            rf"- $\sigma({number(heard)}) \approx {number(entry)}$"
            for heard, entry in zip(self.heard, entries, strict=True)
        )
        return (
            f"Each unit has a sigmoid to itself:\n\n{lines}\n\n"
            f"The sum is about ${number(self.answer())}$. Three units can add up to anything between $0$ and $3$: they "
            "do not compete, and all of them may be open or shut at once. A softmax, whose entries add up to $1$, "
            "is something else."
        )

    @property
    def heard(self) -> tuple[float, ...]:
        return self.first, self.second, self.third

    def through(self, activation: str) -> list[float]:
        return [opened(self.gate, heard, activation) for heard in self.heard]


@remembered
def opened(gate: str, heard: float, activation: str) -> float:
    """What one unit's gate puts out, executed; the units of a layer do not hear each other's sums."""
    return step(weights(**{f"b_{gate}": heard}), gate=ACTIVATIONS[activation])[gate]
