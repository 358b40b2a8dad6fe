"""What interval arithmetic says about a cell state whose gates all hear the same input.
https://en.wikipedia.org/wiki/Interval_arithmetic#Dependency_problem
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assessments.engine.executed.one_unit import SPEC, step, weights
from assessments.engine.formats import MultiChoice
from assessments.engine.kind import Kind, drawn, text_of
from assessments.engine.kinds.notation import number
from lstm_reference import CellRange, Interval, Ranges, Weights, cell_range, gate_ranges
from lstm_reference.bounds import NOTHING

Selection = frozenset[str]
Parameters = tuple[float, float, float, float]  # W_fF, W_iF, W_cF, b_c
Two = tuple[float, float]

SOUND = "Whatever $x_t$ is, $C_t$ lies within this interval."
HIGH = "Some $x_t$ brings $C_t$ to the upper end of this interval."
LOW = "Some $x_t$ brings $C_t$ to the lower end of this interval."
GATE = "The interval for $f_t$ by itself is the smallest possible."
TOGETHER = "One and the same $x_t$ gives both $f_t$ and $i_t$ their largest values."

ROUNDING = 1e-6  # more than the two computations of an end differ by where they mean the same
MARGIN = 0.02  # ends that differ by less make no fair question


@dataclass(frozen=True)
class EnclosedCellState(Kind):
    slug = "enclosed-cell-state"
    title = "Interval arithmetic and the cell state"
    topic = "lstm-ranges"
    skill = "interval-bounds"
    difficulty = 5
    nudge = (
        "Interval arithmetic lets each part go to its own extreme. Ask whether one and the same $x_t$ brings all "
        "parts there."
    )
    format = MultiChoice()
    stems = (
        (
            "In one unit of an LSTM $f_t = \\sigma({forget_weight} x_t)$, $i_t = \\sigma({write_weight} x_t)$ and "
            "$\\tilde{C}_t = \\tanh({candidate_weight} x_t {shift})$. It holds $C_{t-1} = {before}$, and $x_t$ may "
            "be anything in $[{low}, {high}]$. Interval arithmetic bounds each part by itself, $f_t \\in {f_range}$, "
            "$i_t \\in {i_range}$ and $\\tilde{C}_t \\in {g_range}$, and combines these by "
            "$C_t = f_t C_{t-1} + i_t \\tilde{C}_t$ to $C_t \\in {c_range}$, all rounded to four decimals. Which "
            "statements are true?"
        ),
        (
            "A unit with $C_{t-1} = {before}$ reads some $x_t \\in [{low}, {high}]$. Its gates are "
            "$f_t = \\sigma({forget_weight} x_t)$ and $i_t = \\sigma({write_weight} x_t)$, its candidate is "
            "$\\tilde{C}_t = \\tanh({candidate_weight} x_t {shift})$. Somebody computes the intervals "
            "$f_t \\in {f_range}$, $i_t \\in {i_range}$ and $\\tilde{C}_t \\in {g_range}$, and from them the interval "
            "${c_range}$ for $C_t$, all rounded to four decimals. What is true?"
        ),
    )

    forget_weight: float = drawn((-2.0, 1.5))
    write_weight: float = drawn((-1.25, 2.0))
    candidate_weight: float = drawn((-1.5, 1.75))
    candidate_bias: float = drawn((-0.75, 0.75))
    before: float = drawn((-1.5, 1.25))
    low: float = drawn((-1.0, 0.5))

    def names(self) -> dict[str, str]:
        found = enclosure(self.parameters, self.box, self.before)
        ranges = {f"{name}_range": shown(getattr(found, name)) for name in "figc"}
        return super().names() | ranges | {"shift": signed(self.candidate_bias), "high": text_of(self.box[1])}

    def statements(self) -> tuple[str, ...]:
        return (SOUND, HIGH, LOW, GATE, TOGETHER)

    def answer(self) -> Selection:
        return frozenset(text for text, true in self.truths().items() if true)

    def slips(self) -> Iterator[tuple[str, Selection]]:
        true = self.answer()
        yield "enclosure-taken-for-range", true | {HIGH, LOW}
        yield "enclosure-mistrusted", true - {SOUND}
        yield "gate-range-mistrusted", true - {GATE}

    def posable(self) -> bool:
        return not any(ROUNDING < slack < MARGIN for slack in self.slack())

    def because(self) -> str:
        exact = true_range(self.parameters, self.box, self.before)
        enclosed = enclosure(self.parameters, self.box, self.before)
        return (
            "Interval arithmetic lets each part go to its own extreme, as if each had an $x_t$ of its own. So no $x_t$ "
            "leads outside its interval; but an end is reached only where one and the same $x_t$ brings every part to "
            f"the extreme that it takes. Here $C_t$ really runs from ${number(exact.lo)}$ to ${number(exact.hi)}$, "
            f"while the interval is ${shown(enclosed.c)}$: {REACHED[self.truths()[LOW], self.truths()[HIGH]]}."
            "\n\n"
            "A gate by itself hears $x_t$ only once and its sigmoid is monotone, so the two ends of its interval are "
            f"reached where $x_t$ is at an end. $f_t$ is largest at $x_t = {number(self.largest('f'))}$ and $i_t$ at "
            f"$x_t = {number(self.largest('i'))}$."
        )

    def truths(self) -> dict[str, bool]:
        enclosed = enclosure(self.parameters, self.box, self.before)
        below, above = self.slack()
        f = [step(cell(self.parameters), x=x)["f"] for x in self.box]
        return {
            SOUND: below > -ROUNDING and above > -ROUNDING,
            HIGH: abs(above) < ROUNDING,
            LOW: abs(below) < ROUNDING,
            GATE: min(f) - enclosed.f.lo.item() < ROUNDING and enclosed.f.hi.item() - max(f) < ROUNDING,
            TOGETHER: self.largest("f") == self.largest("i"),
        }

    def slack(self) -> Two:
        """How far the interval goes beyond what really occurs, below and above."""
        exact = true_range(self.parameters, self.box, self.before)
        enclosed = enclosure(self.parameters, self.box, self.before).c
        return exact.lo - enclosed.lo.item(), enclosed.hi.item() - exact.hi

    def largest(self, gate: str) -> float:
        """The end of the box at which a gate is largest."""
        return max(self.box, key=lambda x: step(cell(self.parameters), x=x)[gate])

    @property
    def parameters(self) -> Parameters:
        return self.forget_weight, self.write_weight, self.candidate_weight, self.candidate_bias

    @property
    def box(self) -> Two:
        return self.low, self.low + 1.5


REACHED = {
    (False, False): "neither end is reached",
    (True, False): "its lower end is reached, its upper end is not",
    (False, True): "its upper end is reached, its lower end is not",
    (True, True): "both of its ends are reached",
}


def cell(parameters: Parameters) -> Weights:
    return weights(**dict(zip(("W_fF", "W_iF", "W_cF", "b_c"), parameters, strict=True)))


@lru_cache(maxsize=1024)
def enclosure(parameters: Parameters, box: Two, before: float) -> Ranges:
    return gate_ranges(SPEC, cell(parameters), box, NOTHING, (before, before))


@lru_cache(maxsize=1024)
def true_range(parameters: Parameters, box: Two, before: float) -> CellRange:
    return cell_range(SPEC, cell(parameters), 0, box, NOTHING, (before, before))


def signed(value: float) -> str:
    return f"{'-' if value < 0 else '+'} {number(abs(value))}"


def shown(found: Interval) -> str:
    return f"[{number(found.lo.item())}, {number(found.hi.item())}]"
