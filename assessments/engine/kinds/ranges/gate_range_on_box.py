"""Between which values a forget gate moves while its inputs move within a box.
https://en.wikipedia.org/wiki/Interval_arithmetic
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property

from assessments.engine import formats
from assessments.engine.executed.one_unit import identity
from assessments.engine.formats import Ends
from assessments.engine.kind import Kind, drawn, text_of
from assessments.engine.kinds.notation import equals, factor, number
from lstm_reference import Interval, Spec, Weights, from_arrays, gate_ranges, unconstrained_ranges, zeros
from lstm_reference.bounds import NOTHING, box
from lstm_reference.cell import net, sigmoid, tanh
from lstm_reference.interval import Lifted

SPEC = Spec(2, 1)
AT_REST = box("h", NOTHING, 1)
ANY_GATE = unconstrained_ranges(1).f
WEIGHTS = (-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0)


@dataclass(frozen=True)
class GateRangeOnBox(Kind):
    slug = "gate-range-on-box"
    title = "Range of a forget gate on a box of inputs"
    topic = "lstm-ranges"
    skill = "gate-ranges"
    difficulty = 3
    format = formats.Interval()
    stems = (
        (
            "A forget gate reads two inputs and, at the first step, $h_{t-1} = 0$. Its weights are "
            r"$W_{fF} = [{first_weight} \quad {second_weight}]$, and its bias is $b_f = {bias}$. The first input lies "
            "in $[{first_low}, {first_high}]$ and the second in $[{second_low}, {second_high}]$, each wherever it "
            "likes. In which interval does $f_t$ lie? Give the smallest one."
        ),
        (
            r"One unit's forget gate has $W_{fF} = [{first_weight} \quad {second_weight}]$ and $b_f = {bias}$, and "
            "$h_{t-1} = 0$. The first entry of $x_t$ may be anything from ${first_low}$ to ${first_high}$, the second "
            "anything from ${second_low}$ to ${second_high}$. Which interval is the range of $f_t$?"
        ),
    )

    first_weight: float = drawn(WEIGHTS)
    second_weight: float = drawn(WEIGHTS)
    bias: float = drawn((-1.0, -0.5, 0.5, 1.0))
    first_low: float = drawn((-1.0, 0.5))
    first_width: float = drawn((1.0, 2.0))
    second_low: float = drawn((-0.5, 0.0))
    second_width: float = drawn((0.5, 1.5))

    def names(self) -> dict[str, str]:
        first, second = (text_of(high) for high in self.corners[1])
        return super().names() | {"first_high": first, "second_high": second}

    def answer(self) -> Ends:
        return closed(gate_ranges(SPEC, self.cell, self.corners).f)

    def slips(self) -> Iterator[tuple[str, Ends]]:
        yield "signs-ignored", Ends.closed(*sorted(self.at(*corner) for corner in self.corners))
        yield "activation-left-out", self.through(identity)
        yield "tanh-for-sigmoid", self.through(tanh)
        yield "no-bias", replace(self, bias=0.0).through(sigmoid)
        yield "box-ignored", Ends.open(ANY_GATE.lo.item(), ANY_GATE.hi.item())

    def posable(self) -> bool:
        """With weights of one sign the lower ends of the inputs give the lower end: nothing to think about."""
        return self.first_weight * self.second_weight < 0

    def because(self) -> str:
        found, heard = self.through(sigmoid), self.through(identity)
        return (
            "A sigmoid rises, so $f_t$ is smallest where the sum before it is. An input with a positive weight does "
            "that at its lower end, an input with a negative weight at its upper end:\n\n"
            f"$${self.summed(least=True)} {equals(heard.lo)}, \\quad \\sigma(z) {equals(found.lo)}$$\n\n"
            "The largest value takes the other ends:\n\n"
            f"$${self.summed(least=False)} {equals(heard.hi)}, \\quad \\sigma(z) {equals(found.hi)}$$\n\n"
            "Both corners belong to the box, so both ends belong to the interval."
        )

    def summed(self, *, least: bool) -> str:
        (first_low, second_low), (first_high, second_high) = self.corners
        first = first_low if least == (self.first_weight > 0) else first_high
        second = second_low if least == (self.second_weight > 0) else second_high
        return (
            rf"z = {number(self.first_weight)} \cdot {factor(first)} + {factor(self.second_weight)} \cdot "
            f"{factor(second)} + {factor(self.bias)}"
        )

    def through(self, activation: Lifted) -> Ends:
        return closed(activation(net(self.cell, "f", box("x", self.corners, 2), AT_REST)))

    def at(self, *x: float) -> float:
        return closed(sigmoid(net(self.cell, "f", box("x", (x, x), 2), AT_REST))).lo

    @property
    def corners(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The lower ends of both inputs, and the upper ends."""
        low = (self.first_low, self.second_low)
        return low, (self.first_low + self.first_width, self.second_low + self.second_width)

    @cached_property
    def cell(self) -> Weights:
        return gate((self.first_weight, self.second_weight), self.bias)


@cache
def gate(feed_forward: tuple[float, float], bias: float) -> Weights:
    return from_arrays(SPEC, {**zeros(SPEC), "W_fF": [feed_forward], "b_f": [[bias]]})


def closed(found: Interval) -> Ends:
    return Ends.closed(found.lo.item(), found.hi.item())
