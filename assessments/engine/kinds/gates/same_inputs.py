"""Whether gates that read the same put out the same.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from assessments.engine.authoring.claims import finding
from assessments.engine.formats import Choice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, equals
from lstm_reference import Spec, run, seeded

DIFFER = "They generally differ: each gate has its own weights and bias, although both read the same."
ALWAYS = "They always differ: two gates never agree in any unit."
SAME_INPUTS = "They are equal, because both gates read the same $x_t$ and $h_{t-1}$."
SAME_WEIGHTS = "They are equal, because all gates of a layer share one set of weights."
# Statement → the claim it makes, its reading, and the mistake behind it where it is false.
CLAIMS = {
    DIFFER: ("gates-differ", "generically", ""),
    ALWAYS: ("gates-differ", "always", "gates-always-differ"),
    SAME_INPUTS: ("gates-equal-same-inputs", "", "same-inputs-same-outputs"),
    SAME_WEIGHTS: ("gates-equal-same-weights", "", "gates-share-weights"),
}


@dataclass(frozen=True)
class SameInputs(Kind):
    slug = "same-inputs"
    title = "Two gates that read the same"
    topic = "lstm-gates"
    skill = "gate-weights"
    difficulty = 1
    nudge = "Ask what each gate does with what it reads, and what would have to be so for two gates to agree."
    format: ClassVar[Choice[str]] = Choice()
    stems = (
        (
            "In an LSTM layer with {input_size} inputs and {hidden_size} units, the {first} and the {second} read the "
            "same $x_t$ and the same $h_{t-1}$. What can be said of their outputs?"
        ),
        (
            "The {first} and the {second} of an LSTM layer ({input_size} inputs, {hidden_size} units) are computed at "
            "the same step. How do their outputs compare?"
        ),
    )

    pair: str = drawn(("f and i", "f and o", "i and o"))
    input_size: int = drawn(range(2, 10))
    hidden_size: int = drawn(range(2, 10))

    def names(self) -> dict[str, str]:
        first, second = self.gates
        return super().names() | {"first": GATES[first], "second": GATES[second]}

    def statements(self) -> tuple[str, ...]:
        return tuple(CLAIMS)

    def answer(self) -> str:
        (true,) = (text for text in CLAIMS if holds(text))
        return true

    def slips(self) -> Iterator[tuple[str, str]]:
        yield from ((tag, text) for text, (_, _, tag) in CLAIMS.items() if not holds(text))

    def because(self) -> str:
        first, second = self.gates
        one, other = self.executed()
        return (
            f"Both read the same, but each through its own $W_F$, $W_R$ and $b$. With random weights and every input "
            f"$1$, the first unit of a layer of this size gives ${first}_t {equals(one)}$ and "
            f"${second}_t {equals(other)}$. Two gates agree in a unit only where their sums happen to be equal, which "
            "can be arranged but is not to be expected: so neither “equal” nor “never equal” is right."
        )

    @property
    def gates(self) -> list[str]:
        return self.pair.split(" and ")

    def executed(self) -> list[float]:
        """The two gates of the first unit, at the first step of a layer of this size."""
        spec = Spec(self.input_size, self.hidden_size)
        step = run(spec, seeded(spec, 0), np.ones((1, self.input_size))).steps[0]
        return [getattr(step, gate)[0].item() for gate in self.gates]


def holds(text: str) -> bool:
    name, reading, _ = CLAIMS[text]
    return finding({"name": name}, reading).holds is True
