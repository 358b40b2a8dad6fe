"""How many hidden units an LSTM layer has, from its number of parameters, with one bias for each gate.
https://keras.io/api/layers/recurrent_layers/lstm/
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.held import held
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from lstm_reference import parameters

SIZES = range(1, 1025)


@dataclass(frozen=True)
class SizeFromCount(Kind):
    slug = "size-from-count"
    title = "Hidden units from the number of parameters"
    topic = "lstm-parameters"
    skill = "choosing-sizes"
    difficulty = 4
    format = Integer()
    stems = (
        (
            "An LSTM layer has {count} parameters, among them one bias for each gate and for the candidate. Its inputs "
            "have {input_size} entries. How many hidden units does it have?"
        ),
        (
            "The summary of a Keras model lists {count} parameters for an LSTM layer that reads vectors with "
            "{input_size} entries; Keras keeps one bias for each gate and for the candidate. "
            "How many units does the layer have?"
        ),
    )

    input_size: int = drawn((8, 12, 16, 20, 24, 32, 40, 50, 60, 80))
    hidden_size: int = drawn(range(5, 65))

    def names(self) -> dict[str, str]:
        return super().names() | {"count": str(self.count)}

    def answer(self) -> int:
        return self.nearest(self.holds)

    def slips(self) -> Iterator[tuple[str, int]]:
        yield "three-gates", self.nearest(lambda units: self.holds(units, "gru"))
        yield "one-gate-only", self.nearest(lambda units: self.holds(units, "rnn"))
        yield "no-recurrent", self.nearest(lambda units: held(sized(self.input_size, units), parts="Fb"))
        yield "no-feed-forward", self.nearest(lambda units: held(sized(self.input_size, units), parts="Rb"))
        yield "count-of-a-block", self.holds(self.hidden_size, "rnn")
        yield "input-size-for-hidden", self.input_size

    def because(self) -> str:
        n, h = self.input_size, self.hidden_size
        block = self.holds(h, "rnn")
        return (
            f"Three gates and the candidate are four blocks of the same size: ${self.count} / 4 = {block}$ parameters "
            f"in each. With $h$ units a block has a matrix for {n} inputs, one for $h$ hidden values, and a bias:\n\n"
            f"$$h \\cdot ({n} + h + 1) = {block}$$\n\n"
            f"$$h = \\frac{{-{n + 1} + \\sqrt{{{n + 1}^2 + 4 \\cdot {block}}}}}{{2}} "
            f"= \\frac{{-{n + 1} + {2 * h + n + 1}}}{{2}} = {h}$$\n\n"
            f"So the layer has **{h}** units, and indeed ${h} \\cdot ({n} + {h} + 1) = {block}$."
        )

    @property
    def count(self) -> int:
        return self.holds(self.hidden_size)

    def nearest(self, count: Callable[[int], int]) -> int:
        """The size whose count, which grows with it, comes closest to that of the question."""
        place = bisect_left(SIZES, self.count, lo=1, key=count)
        return min(SIZES[place - 1 : place + 1], key=lambda units: abs(count(units) - self.count))

    def holds(self, units: int, cell: str = "lstm") -> int:
        return parameters(sized(self.input_size, units, cell=cell)).total
