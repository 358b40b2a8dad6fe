"""Where the new cell state lies: above or below the old one, the kept part of it, and zero.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from assessments.engine.executed.one_unit import identity, step, weights
from assessments.engine.formats import Choice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import equals, factor, number

MARGIN = 0.04  # nobody should fail by a rounding
FEWEST = 2  # other places to which some mistake leads


@dataclass(frozen=True)
class CellStateDirection(Kind):
    slug = "cell-state-direction"
    title = "Where the cell state moves"
    topic = "gating-mechanism"
    skill = "cell-state"
    difficulty = 3
    format: ClassVar[Choice[str]] = Choice()
    stems = (
        (
            "One unit of an LSTM holds $C_{t-1} = {before}$. At this step its forget gate puts out $f_t = {forget}$, "
            r"its input gate $i_t = {write}$, and its candidate is $\tilde{C}_t = {candidate}$. "
            "Where does the new cell state $C_t$ lie?"
        ),
        (
            r"The candidate of an LSTM unit is $\tilde{C}_t = {candidate}$, its gates are $f_t = {forget}$ and "
            "$i_t = {write}$, and the cell state so far is $C_{t-1} = {before}$. Where is it after this step?"
        ),
    )

    forget: float = drawn((0.1, 0.3, 0.4, 0.6, 0.7, 0.9))
    write: float = drawn((0.15, 0.35, 0.45, 0.65, 0.75, 0.95))
    candidate: float = drawn((-0.9, -0.6, -0.3, 0.3, 0.6, 0.9))
    before: float = drawn((-2.0, -1.0, -0.5, 0.5, 1.0, 2.0))

    def statements(self) -> tuple[str, ...]:
        return places("above", "below") if self.before > 0 else places("below", "above")

    def answer(self) -> str:
        return self.statements()[sum(gap < 0 for gap in self.gaps())]

    def slips(self) -> Iterator[tuple[str, CellStateDirection]]:
        """Of four places many a mistake finds the right one, or a border; those are no slips."""
        right = self.answer()
        yield from ((tag, other) for tag, other in self.mistaken() if other.clear() and other.answer() != right)

    def mistaken(self) -> Iterator[tuple[str, CellStateDirection]]:
        yield "forget-gate-left-out", replace(self, forget=1.0)
        yield "gates-swapped", replace(self, forget=self.write, write=self.forget)
        yield "gate-inverted", replace(self, forget=1 - self.forget)
        yield "input-gate-left-out", replace(self, write=1.0)
        yield "candidate-against-its-sign", replace(self, candidate=-self.candidate)

    def posable(self) -> bool:
        return self.clear() and len({other.answer() for _, other in self.slips()}) >= FEWEST

    def clear(self) -> bool:
        """Off every border."""
        return min(map(abs, self.gaps())) > MARGIN

    def because(self) -> str:
        old, kept, new = self.before, self.kept, self.new
        up = self.candidate > 0
        return (
            rf"The forget gate comes first. Of ${number(old)}$ it keeps ${number(self.forget)} \cdot {factor(old)} "
            rf"{equals(kept)}$. From there the write pushes {'up' if up else 'down'}, because the candidate is "
            f"{'positive' if up else 'negative'}:\n\n"
            rf"$$C_t = f_t \, C_{{t-1}} + i_t \, \tilde{{C}}_t = {number(kept)} + {number(self.write)} \cdot "
            rf"{factor(self.candidate)} {equals(new)}$$"
            "\n\n"
            f"So the cell state {'rises' if new > old else 'falls'} from ${number(old)}$ to ${number(new)}$. "
            f"The candidate's sign says on which side of the kept part ${number(kept)}$ it ends, not on which side of "
            f"${number(old)}$."
        )

    def gaps(self) -> tuple[float, ...]:
        """How far the new state lies beyond the old one, the kept part and zero, seen from zero's other side."""
        way = 1 if self.before > 0 else -1
        return tuple(way * (self.new - mark) for mark in (self.before, self.kept, 0.0))

    @property
    def kept(self) -> float:
        return cell_state(self.forget, 0.0, self.candidate, self.before)

    @property
    def new(self) -> float:
        return cell_state(self.forget, self.write, self.candidate, self.before)


@lru_cache(maxsize=16_384)
def cell_state(forget: float, write: float, candidate: float, before: float) -> float:
    """Gates and candidate have had their activations: as biases of a cell without any they pass as they are."""
    cell = weights(b_f=forget, b_i=write, b_c=candidate)
    return step(cell, c=before, gate=identity, candidate=identity)["c"]


def places(over: str, under: str) -> tuple[str, ...]:
    """Beyond the old state, between it and the kept part, between that and zero, past zero."""
    return (
        f"{over.capitalize()} $C_{{t-1}}$",
        rf"{under.capitalize()} $C_{{t-1}}$, but {over} the kept part $f_t \, C_{{t-1}}$",
        rf"{under.capitalize()} the kept part $f_t \, C_{{t-1}}$, but {over} $0$",
        f"{under.capitalize()} $0$",
    )
