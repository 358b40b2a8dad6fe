"""What the forget gate leaves of a cell state, entry by entry.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.one_unit import identity
from assessments.engine.formats import Vector
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals, factor, number
from lstm_reference import from_arrays, zeros
from lstm_reference.cell import lstm

Entries = tuple[float, ...]

OPENINGS = (0.1, 0.4, 0.7, 0.9)
CELL_STATES = (-2.0, 1.5, 3.0)


@dataclass(frozen=True)
class KeptPart(Kind):
    slug = "kept-part"
    title = "What the forget gate keeps"
    topic = "gating-mechanism"
    skill = "cell-state"
    difficulty = 1
    format = Vector()
    stems = (
        (
            "The forget gate of an LSTM layer with $3$ units puts out $f_t = ({f_first}, {f_second}, {f_third})$, and "
            "the cell state so far is $C_{t-1} = ({c_first}, {c_second}, {c_third})$, both columns. What is kept of "
            r"the cell state, $f_t \odot C_{t-1}$?"
        ),
        (
            "Three units of an LSTM hold $C_{t-1} = ({c_first}, {c_second}, {c_third})$. Their forget gate is "
            "$f_t = ({f_first}, {f_second}, {f_third})$, and at this step the input gate is shut in all of them, "
            "$i_t = 0$. What is $C_t$?"
        ),
    )

    f_first: float = drawn(OPENINGS)
    f_second: float = drawn(OPENINGS)
    f_third: float = drawn(OPENINGS)
    c_first: float = drawn(CELL_STATES)
    c_second: float = drawn(CELL_STATES)
    c_third: float = drawn(CELL_STATES)

    def answer(self) -> Entries:
        return kept(self.gate, self.held)

    def slips(self) -> Iterator[tuple[str, Entries | KeptPart]]:
        yield "gate-inverted", self.gated(*(1 - opening for opening in self.gate))
        yield "forget-gate-left-out", self.gated(1.0, 1.0, 1.0)
        yield "one-number-for-all", self.gated(*[sum(self.gate) / len(self.gate)] * 3)
        yield "dot-for-entries", (sum(self.answer()),)

    def posable(self) -> bool:
        """A gate with one value for all units would hide who takes it for a single number."""
        return len(set(self.gate)) > 1

    def because(self) -> str:
        lines = "\n".join(
            rf"- ${number(opening)} \cdot {factor(held)} {equals(kept)}$"
            for opening, held, kept in zip(self.gate, self.held, self.answer(), strict=True)
        )
        return (
            r"The sign $\odot$ multiplies entry by entry: each unit has a forget gate of its own, which scales that "
            f"unit's cell state and no other.\n\n{lines}\n\nThree entries go in, and three come out: "
            f"${self.format.show(self.answer())}$."
        )

    def gated(self, first: float, second: float, third: float) -> KeptPart:
        return replace(self, f_first=first, f_second=second, f_third=third)

    @property
    def gate(self) -> Entries:
        return self.f_first, self.f_second, self.f_third

    @property
    def held(self) -> Entries:
        return self.c_first, self.c_second, self.c_third


@lru_cache(maxsize=4096)
def kept(gate: Entries, held: Entries) -> Entries:
    """The gate has had its activation: as a bias of a cell without any it passes as it is. Nothing is written."""
    spec = sized(1, len(gate))
    cell = from_arrays(spec, {**zeros(spec), "b_f": np.array([gate]).T})
    state = (np.zeros((len(held), 1)), np.array([held]).T)
    done = lstm(cell, np.zeros((1, 1)), state, gate=identity)
    return tuple(done.c[:, 0].tolist())
