"""Between which ends a gate, the candidate, the cell state or the hidden state can lie.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from assessments.engine import formats
from assessments.engine.executed.one_unit import weights
from assessments.engine.formats import Ends
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import ROLES, TENSORS, equals
from lstm_reference import Interval, unconstrained_ranges
from lstm_reference.bounds import ANYTHING, NOTHING, box
from lstm_reference.cell import net

# Asked tensor → the tensors whose ranges are taken for its own; z is what a gate hears.
CONFUSED = {
    **dict.fromkeys("fio", "gcz"),
    "g": "fcz",
    "c": "fghz",
    "h": "fgc",
}
RANGE_OF = {
    "f": "range-of-gate",
    "g": "range-of-candidate",
    "c": "range-of-cell-state",
    "h": "range-of-hidden-state",
    "z": "range-unbounded",
}
WHY = {
    **dict.fromkeys(
        "fio", r"It is a logistic sigmoid, $\sigma(z) = 1 / (1 + e^{-z})$, of a sum $z$ that can be anything"
    ),
    "g": r"It is $\tanh(z)$ of a sum $z$ that can be anything",
    "c": r"Each step keeps less than all of the old state and writes $i_t \, \tilde{C}_t$, less than $1$ in size. "
    "So its size stays below the number of steps, ${steps}$",
    "h": r"It is $o_t \tanh(C_t)$. The gate may let nearly all of it pass, and the size of $C_t$ stays below the "
    r"number of steps, so that of $h_t$ stays below $\tanh({steps}) {bound}$",
}


@dataclass(frozen=True)
class TensorRange(Kind):
    slug = "tensor-range"
    title = "Range of a gate or a state"
    topic = "lstm-ranges"
    skill = "gate-ranges"
    difficulty = 2
    nudge = "Ask of each factor between which values it lies, and whether it ever reaches them."
    format = formats.Interval()
    stems = (
        (
            "A standard LSTM starts from $h_0 = 0$ and $C_0 = 0$ and takes {steps} {step_word}. Its weights and inputs "
            "can be any real numbers. What is the smallest interval that is sure to hold every entry of ${symbol}$, "
            "the {role}, at the last step?"
        ),
        (
            "Nothing is known of an LSTM's weights and inputs but that they are real numbers. It starts from the zero "
            "state and takes {steps} {step_word}. Between which ends does each entry of the {role} at the last "
            "of them, ${symbol}$, lie? Give the smallest such interval."
        ),
    )

    tensor: str = drawn("fiogch")
    steps: int = drawn(range(1, 9))

    def names(self) -> dict[str, str]:
        words = {"role": ROLES[self.tensor], "step_word": "step" if self.steps == 1 else "steps"}
        return super().names() | words | {"symbol": TENSORS[self.tensor]}

    def answer(self) -> Ends:
        return self.range_of(self.tensor)

    def slips(self) -> Iterator[tuple[str, Ends]]:
        for other in CONFUSED[self.tensor]:
            yield RANGE_OF[other], self.range_of(other)

    def because(self) -> str:
        why = WHY[self.tensor].replace("{steps}", str(self.steps)).replace("{bound}", equals(self.answer().hi))
        return (
            f"{why}. Some networks come as near to either end as one likes, and none reaches it. So both ends are "
            f"open: **{self.format.show(self.answer())}**."
        )

    def range_of(self, tensor: str) -> Ends:
        found = ranges(self.steps)[tensor]
        return Ends.open(found.lo.item(), found.hi.item())


@cache
def ranges(steps: int) -> Mapping[str, Interval]:
    """Of every tensor after so many steps from the zero state, and of what a gate hears."""
    anything, nothing = box("x", ANYTHING, 1), box("h", NOTHING, 1)
    return unconstrained_ranges(steps)._asdict() | {"z": net(weights(W_fF=1.0), "f", anything, nothing)}
