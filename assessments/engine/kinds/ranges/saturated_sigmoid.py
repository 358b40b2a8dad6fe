"""What a sigmoid of a large number is on a computer.
https://docs.python.org/3/tutorial/floatingpoint.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from assessments.engine.formats import Choice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, number, scientific
from lstm_reference.cell import sigmoid

ONE = "Exactly $1$"
BETWEEN = "A number greater than $0$ and less than $1$"
ZERO = "Exactly $0$"
NEITHER = "No number: the exponential overflows"

# Well away from where float32 and float64 begin to give 1.
HEARD = (-60, -39, -25, -15, 8, 12, 15, 19, 22, 25, 28, 31, 34, 39, 42, 45, 50, 60)


@dataclass(frozen=True)
class SaturatedSigmoid(Kind):
    slug = "saturated-sigmoid"
    title = "A sigmoid in floating point"
    topic = "lstm-ranges"
    skill = "floating-point"
    difficulty = 3
    nudge = (
        "How large is the exponential here? Then ask how finely the numbers of this type lie where the sum is, and "
        "where the quotient is."
    )
    format: ClassVar[Choice[str]] = Choice()
    stems = (
        (
            "On a computer the {gate_name} of an LSTM hears $z = {heard}$ and puts out "
            "$\\sigma(z) = 1 / (1 + e^{-z})$, computed in {dtype}: the result of each operation is rounded to the "
            "nearest number of this type. What comes out?"
        ),
        (
            "A program keeps all its numbers as {dtype} and computes what the {gate_name} puts out as "
            "$1 / (1 + e^{-z})$. Which of these does it get for $z = {heard}$?"
        ),
    )

    gate: str = drawn("fio")
    heard: float = drawn(map(float, HEARD))
    dtype: str = drawn(("float32", "float64"))

    def names(self) -> dict[str, str]:
        return super().names() | {"gate_name": GATES[self.gate]}

    def statements(self) -> tuple[str, ...]:
        return (ONE, BETWEEN, ZERO, NEITHER)

    def answer(self) -> str:
        put_out = sigmoid(np.array(self.heard, self.dtype)).item()
        if np.isnan(put_out):
            return NEITHER
        return {0.0: ZERO, 1.0: ONE}.get(put_out, BETWEEN)

    def slips(self) -> Iterator[tuple[str, str]]:
        near, far = (ONE, ZERO) if self.heard > 0 else (ZERO, ONE)
        mistakes = {
            BETWEEN: "rounding-ignored",
            near: "rounding-overrated",
            far: "sigmoid-mirrored",
            NEITHER: "overflow-expected",
        }
        yield from ((tag, text) for text, tag in mistakes.items() if text != self.answer())

    def because(self) -> str:
        return self.at_the_top() if self.heard > 0 else self.at_the_bottom()

    def at_the_top(self) -> str:
        gap, rounds = np.finfo(self.dtype).eps.item(), self.answer() == ONE
        outcome = (
            "less than half of that, so the sum is rounded to $1$, and one divided by it is exactly $1$"
            if rounds
            else "more than that, so the sum stays above $1$ and the quotient below it"
        )
        return (
            rf"The number that follows $1$ in {self.dtype} is $1 + {scientific(gap)}$. Here "
            rf"$e^{{-{number(self.heard)}}} \approx {scientific(np.exp(-self.heard).item())}$ is {outcome}."
            "\n\n"
            "As a real number every sigmoid lies below $1$. That a computer may print $1$ is rounding, not mathematics."
        )

    def at_the_bottom(self) -> str:
        size, smallest = number(-self.heard), np.finfo(self.dtype).tiny.item()
        return (
            rf"$e^{{{size}}} \approx {scientific(np.exp(-self.heard).item())}$ is large, but no overflow; "
            rf"$\sigma({number(self.heard)}) \approx {scientific(sigmoid(np.array(self.heard)).item())}$ is tiny, but "
            "not $0$."
            "\n\n"
            f"Near $0$ floating-point numbers lie much closer together than near $1$: {self.dtype} reaches down to "
            rf"${scientific(smallest)}$ at full precision. So it rounds a sigmoid to $1$ long before it rounds one to "
            "$0$."
        )
