"""Which number a gate can put out.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.engine.authoring.claims import finding
from assessments.engine.formats import Choice, Real
from assessments.engine.kind import Kind, drawn, text_of
from assessments.engine.kinds.notation import GATES, equals, number
from lstm_reference import Finding


@dataclass(frozen=True)
class PossibleGateValue(Kind):
    slug = "possible-gate-value"
    title = "Possible value of a gate"
    topic = "lstm-ranges"
    skill = "gate-ranges"
    difficulty = 1
    nudge = "Which values can a logistic sigmoid put out, whatever it hears?"
    format = Choice(of=Real())
    stems = (
        (
            "An LSTM's gates use the logistic sigmoid. One of these numbers can be what the {gate_name} puts out for a "
            "unit. Which one?"
        ),
        "Which number can ${symbol}$, one unit's output of the {gate_name} in a standard LSTM, be?",
    )

    gate: str = drawn(("f", "i", "o"))
    value: float = drawn(hundredths / 100 for hundredths in range(5, 96))
    far: float = drawn((2.0, 20.0, 200.0))

    def names(self) -> dict[str, str]:
        return super().names() | {"gate_name": GATES[self.gate], "symbol": f"{self.gate}_t"}

    def offered(self) -> dict[str, float]:
        """The mistake that may lie behind a number → the number; whether it can be is asked, not told here."""
        return {
            "": self.value,
            "tanh-for-sigmoid": -self.value,
            "activation-left-out": self.far,
            "gate-as-percentage": round(100 * self.value, 6),
            "gate-above-one": round(1 + self.value, 6),
        }

    def statements(self) -> tuple[str, ...]:
        return tuple(text_of(value) for value in self.offered().values())

    def answer(self) -> float:
        (possible,) = (value for value in self.offered().values() if self.can_be(value))
        return possible

    def slips(self) -> Iterator[tuple[str, float]]:
        yield from ((tag, value) for tag, value in self.offered().items() if not self.can_be(value))

    def posable(self) -> bool:
        return len(set(self.offered().values())) == len(self.offered())

    def because(self) -> str:
        possible = self.answer()
        heard = self.found(possible).witness["weights"][f"b_{self.gate}"]
        return (
            "A logistic sigmoid stays strictly between $0$ and $1$, whatever it hears. "
            f"Of these numbers only ${number(possible)}$ lies there, and it is reached: "
            rf"$\sigma(z) = {number(possible)}$ where $z {equals(heard)}$."
        )

    def can_be(self, value: float) -> bool:
        return self.found(value).holds is True

    def found(self, value: float) -> Finding:
        return finding({"name": "gate-output-attains", "arguments": {"gate": self.gate, "value": value}})
