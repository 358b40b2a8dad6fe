"""Between which values the sum before a gate's activation moves while its inputs move within a box.
https://en.wikipedia.org/wiki/Interval_arithmetic
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine import formats
from assessments.engine.formats import Ends
from assessments.engine.kind import Kind, drawn, text_of
from assessments.engine.kinds.notation import GATES, bias, equals, matrix
from assessments.engine.kinds.ranges.heard import InBox, heard, moved_together, put_out, written_out
from lstm_reference.bounds import ANYTHING


@dataclass(frozen=True)
class NetRangeOnBox(InBox, Kind):
    slug = "net-range-on-box"
    title = "Range of the sum before an activation"
    topic = "lstm-ranges"
    skill = "gate-ranges"
    difficulty = 2
    format = formats.Interval()
    stems = (
        (
            "In an LSTM with one input and one unit, the {gate_name} has ${feed_forward_name} = {feed_forward}$, "
            "${recurrent_name} = {recurrent}$ and ${bias_name} = {bias}$. The input $x_t$ may be anything in "
            "$[{x_low}, {x_high}]$ and the hidden state $h_{t-1}$ anything in $[-{hidden_bound}, {hidden_bound}]$. "
            "In which interval does ${sum_name} = {feed_forward_name} x_t + {recurrent_name} h_{t-1} + {bias_name}$, "
            "the sum before the activation, lie? Give the smallest one."
        ),
        (
            "A unit's {gate_name} adds up ${sum_name} = {feed_forward_name} x_t + {recurrent_name} h_{t-1} + "
            "{bias_name}$, with ${feed_forward_name} = {feed_forward}$, ${recurrent_name} = {recurrent}$ and "
            "${bias_name} = {bias}$. All that is known of what it reads is $x_t \\in [{x_low}, {x_high}]$ and "
            "$h_{t-1} \\in [-{hidden_bound}, {hidden_bound}]$. Which interval is the range of ${sum_name}$, before "
            "any activation?"
        ),
    )

    gate: str = drawn("fico")
    feed_forward: float = drawn((-2.0, -1.5, -0.5, 0.5, 1.5, 2.0))
    recurrent: float = drawn((-2.0, -1.0, -0.5, 0.5, 1.0, 2.0))
    bias: float = drawn((-1.0, -0.75, 0.75, 1.0))
    x_low: float = drawn((-1.0, 0.5))
    x_width: float = drawn((1.0, 2.5))
    hidden_bound: float = drawn((0.5, 0.75))

    def names(self) -> dict[str, str]:
        symbols = {
            "gate_name": GATES[self.gate],
            "feed_forward_name": matrix(self.gate, "F"),
            "recurrent_name": matrix(self.gate, "R"),
            "bias_name": bias(self.gate),
            "sum_name": f"z_{self.gate}",
        }
        return super().names() | symbols | {"x_high": text_of(self.x[1])}

    def answer(self) -> Ends:
        return Ends.closed(*heard(self.gate, self.reads, self.x, self.h))

    def slips(self) -> Iterator[tuple[str, Ends | Kind]]:
        if (together := Ends.closed(*moved_together(self.gate, self.reads, self.x, self.h))) != self.answer():
            yield "signs-ignored", together
        yield "activation-put-in", Ends.closed(*put_out(self.gate, self.reads, self.x, self.h))
        yield "no-bias", replace(self, bias=0.0)
        yield "no-recurrent", replace(self, recurrent=0.0)
        yield "weights-left-out", replace(self, feed_forward=1.0, recurrent=1.0)
        yield "box-ignored", Ends.open(*ANYTHING)

    def posable(self) -> bool:
        """Where no weight is negative, lower ends give the lower end: nothing to think about."""
        return min(self.feed_forward, self.recurrent) < 0

    def because(self) -> str:
        found, least, most = self.answer(), self.written_out(least=True), self.written_out(least=False)
        return (
            "Each product is smallest by itself: with a positive weight at the lower end of what it multiplies, with "
            "a negative weight at the upper end. Both can be had at once:\n\n"
            f"$$z_{self.gate} = {least} {equals(found.lo)}$$\n\n"
            "The greatest sum takes the other ends:\n\n"
            f"$$z_{self.gate} = {most} {equals(found.hi)}$$\n\n"
            "Both corners belong to the box, so both ends belong to the interval. The activation has not been applied "
            "yet, so nothing keeps this sum between $0$ and $1$, or between $-1$ and $1$."
        )

    def written_out(self, *, least: bool) -> str:
        return written_out(self.reads, self.x, self.h, least=least)
