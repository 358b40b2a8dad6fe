"""Whether a forget gate can put out exactly one half while its inputs move within a box.
https://en.wikipedia.org/wiki/Logistic_function
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from assessments.engine.formats import Choice
from assessments.engine.kind import Kind, drawn, text_of
from assessments.engine.kinds.notation import equals
from assessments.engine.kinds.ranges.heard import InBox, Two, heard, moved_together, put_out, written_out

REACHED = "Yes: some $x_t$ and $h_{t-1}$ within these bounds make $f_t$ exactly $0.5$."
ABOVE = "No: $f_t$ stays above $0.5$."
BELOW = "No: $f_t$ stays below $0.5$."
NEVER = "No: a sigmoid comes as near to $0.5$ as one likes, but never puts it out."

HALF = 0.5
MARGIN = 0.2  # of the sum from zero: nobody should fail by a rounding
WHY = {
    REACHED: "$0$ lies between these ends, and on the way from one corner of the box to the other the sum passes it",
    ABOVE: "The sum is always positive, so $f_t$ is always above $0.5$",
    BELOW: "The sum is always negative, so $f_t$ is always below $0.5$",
}


@dataclass(frozen=True)
class HalfOnBox(InBox, Kind):
    slug = "half-on-box"
    title = "Can a forget gate be half open?"
    topic = "lstm-ranges"
    skill = "gate-ranges"
    difficulty = 3
    nudge = (
        "A sigmoid rises and is one half exactly where it hears zero. So ask between which values the sum before "
        "it can lie."
    )
    format: ClassVar[Choice[str]] = Choice()
    stems = (
        (
            "In an LSTM with one input and one unit, the forget gate has $W_{fF} = {feed_forward}$, "
            "$W_{fR} = {recurrent}$ and $b_f = {bias}$. The input $x_t$ may be anything in $[{x_low}, {x_high}]$ and "
            "the hidden state $h_{t-1}$ anything in $[-{hidden_bound}, {hidden_bound}]$. Can $f_t$ be exactly $0.5$?"
        ),
        (
            "A unit's forget gate reads some $x_t \\in [{x_low}, {x_high}]$ with the weight ${feed_forward}$ and some "
            "$h_{t-1} \\in [-{hidden_bound}, {hidden_bound}]$ with the weight ${recurrent}$; its bias is ${bias}$. "
            "Can it happen that $f_t = 0.5$, so that exactly half of the old cell state is kept?"
        ),
    )

    feed_forward: float = drawn((-2.0, -1.5, -0.5, 0.5, 1.5, 2.0))
    recurrent: float = drawn((-1.0, -0.5, 0.5, 1.0))
    bias: float = drawn((-2.0, -1.25, -0.5, 0.5, 1.25, 2.0))
    x_low: float = drawn((-1.0, 0.25, 0.5))
    x_width: float = drawn((0.75, 1.5))
    hidden_bound: float = drawn((0.25, 0.75))

    def names(self) -> dict[str, str]:
        return super().names() | {"x_high": text_of(self.x[1])}

    def statements(self) -> tuple[str, ...]:
        return (REACHED, ABOVE, BELOW, NEVER)

    def answer(self) -> str:
        return said(put_out("f", self.reads, self.x, self.h), HALF)

    def slips(self) -> Iterator[tuple[str, str | Kind]]:
        """A wrong idea may lead to the right answer; there it is no slip."""
        together = said(moved_together("f", self.reads, self.x, self.h), 0.0)
        texts = {"signs-ignored": together, "activation-left-out": said(self.sums, HALF), "half-never-reached": NEVER}
        yield from ((tag, text) for tag, text in texts.items() if text != self.answer())
        kinds: dict[str, HalfOnBox] = {
            "no-recurrent": replace(self, recurrent=0.0),
            "no-bias": replace(self, bias=0.0),
            "middle-for-box": replace(self, x_low=sum(self.x) / 2, x_width=0.0, hidden_bound=0.0),
        }
        yield from ((tag, kind) for tag, kind in kinds.items() if kind.answer() != self.answer())

    def posable(self) -> bool:
        return min(abs(end) for end in self.sums) > MARGIN

    def because(self) -> str:
        lo, hi = self.sums
        least, most = [written_out(self.reads, self.x, self.h, least=end) for end in (True, False)]
        return (
            r"A sigmoid rises, and $\sigma(0) = 0.5$ exactly. So $f_t$ can be $0.5$ just where the sum before it can "
            "be $0$. With each product at its smallest and at its largest, that sum lies between\n\n"
            f"$${least} {equals(lo)}$$\n\nand\n\n$${most} {equals(hi)}$$\n\n{WHY[self.answer()]}."
        )

    @property
    def sums(self) -> Two:
        return heard("f", self.reads, self.x, self.h)


def said(ends: Two, half: float) -> str:
    """The statement that holds where all between the ends occurs and `half` is what is looked for."""
    lo, hi = ends
    if lo <= half <= hi:
        return REACHED
    return ABOVE if lo > half else BELOW
