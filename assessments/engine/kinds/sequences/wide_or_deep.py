"""How many more parameters a wide LSTM layer has than a stack of narrower ones, with one bias for each gate.
https://keras.io/api/layers/recurrent_layers/lstm/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from lstm_reference import parameters

PAIR = 2  # layers


@dataclass(frozen=True)
class WideOrDeep(Kind):
    slug = "wide-or-deep"
    title = "One wide layer or several narrow ones"
    topic = "lstm-sequences"
    skill = "counting-parameters"
    difficulty = 4
    format = Integer()
    stems = (
        (
            "One LSTM layer of {wide_size} hidden units is compared with a stack of {layers} LSTM layers of "
            "{hidden_size} hidden units each. Both read inputs of size {input_size} and have one bias for each gate "
            "and for the candidate. How many more parameters has the single layer? If it has fewer, give a negative "
            "number."
        ),
        (
            "Inputs of size {input_size} may go through a single LSTM layer with {wide_size} hidden units, or through "
            "{layers} layers with {hidden_size} units each, one above the other. Gates and candidates have one bias "
            "each. Take the number of parameters of the single layer minus that of the stack: what is the difference? "
            "It may be negative."
        ),
    )

    input_size: int = drawn(range(4, 65, 2))
    hidden_size: int = drawn(range(4, 33, 2))
    layers: int = drawn((2, 3))

    def names(self) -> dict[str, str]:
        return super().names() | {"wide_size": str(self.wide_size)}

    def answer(self) -> int:
        return self.wide() - self.stack()

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        yield "sign-flipped", -self.answer()
        yield "upper-layers-read-input", self.wide() - self.layers * self.stack(layers=1)
        yield "one-layer-only", replace(self, layers=1)
        yield "one-gate-only", self.wide("rnn") - self.stack("rnn")
        yield "three-gates", self.wide("gru") - self.stack("gru")
        yield "first-only", self.wide()
        yield "second-only", self.stack()
        if self.layers * self.hidden_size == self.wide_size:
            yield "same-sizes-same-count", 0

    def because(self) -> str:
        n, h, wide, stack = self.input_size, self.hidden_size, self.wide(), self.stack()
        first = self.stack(layers=1)
        above = self.stack(layers=2) - first
        reading = "second layer reads" if self.layers == PAIR else "second and third layer each read"
        summed = " + ".join(map(str, [first, *[above] * (self.layers - 1)]))
        return (
            "A layer of $h$ units that reads $n$ numbers has $4h(n + h + 1)$ parameters.\n\n"
            f"- The single layer: $4 \\cdot {self.wide_size} \\cdot ({n} + {self.wide_size} + 1) = {wide}$.\n"
            f"- The first layer of the stack: $4 \\cdot {h} \\cdot ({n} + {h} + 1) = {first}$.\n"
            f"- Its {reading} the {h} units below: $4 \\cdot {h} \\cdot ({h} + {h} + 1) = {above}$.\n\n"
            f"The stack has ${summed} = {stack}$, and ${wide} - {stack} =$ **{self.answer()}**. Units enter the "
            "count squared and layers one by one, so it depends on the sizes which way of growing is dearer."
        )

    @property
    def wide_size(self) -> int:
        return 2 * self.hidden_size

    def wide(self, cell: str = "lstm") -> int:
        return parameters(sized(self.input_size, self.wide_size, cell=cell)).total

    def stack(self, cell: str = "lstm", layers: int | None = None) -> int:
        return parameters(sized(self.input_size, self.hidden_size, cell=cell, num_layers=layers or self.layers)).total
