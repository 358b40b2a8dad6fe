"""Which products of an LSTM's matrices and vectors are defined, where every vector is a column.
https://numpy.org/doc/stable/reference/generated/numpy.matmul.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import anatomy, sized
from assessments.engine.formats import MultiChoice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, matrix

Selection = frozenset[str]

VECTORS = {"x": "x_t", "h": "h_{t-1}", "c": "C_{t-1}"}
TRANSPOSED = "'"

# Products that are put up together: F and R are the gate's matrices.
OFFERED = (
    "F x, F h, R c, F' h, F R, x F",
    "R h, F c, x' F', h R, h' F, R F",
    "F x, F' x, F' c, x F, h' R, x' F",
    "R h, R' c, F' F, F F', c R, h' F'",
)
USED = ("F x", "R h")  # those that a gate computes


@dataclass(frozen=True)
class DefinedProducts(Kind):
    slug = "defined-products"
    title = "Products that are defined"
    topic = "lstm-dimensions"
    skill = "matrix-products"
    difficulty = 2
    nudge = "A product is defined where the left factor has as many columns as the right one has rows."
    format = MultiChoice()
    stems = (
        (
            "An LSTM with inputs of size {input_size} and {hidden_size} hidden units works with columns: $x_t$, "
            "$h_{t-1}$ and $C_{t-1}$. Its {gate_name} multiplies ${feed_forward}\\,x_t$ and ${recurrent}\\,h_{t-1}$. "
            "Which of these matrix products are defined, whether an LSTM needs them or not?"
        ),
        (
            "All vectors are columns. An LSTM has {input_size} inputs and {hidden_size} hidden units; its {gate_name} "
            "reads $x_t$ through ${feed_forward}$ and $h_{t-1}$ through ${recurrent}$, each on the left of its vector. "
            "Which of these matrix products could be computed, useful or not?"
        ),
    )

    input_size: int = drawn((3, 5, 8, 10, 20, 24, 40, 80))
    hidden_size: int = drawn((4, 6, 7, 12, 16, 25, 50, 64))
    gate: str = drawn(GATES)
    offered: str = drawn(OFFERED)

    def names(self) -> dict[str, str]:
        symbols = {"feed_forward": self.latex("F"), "recurrent": self.latex("R")}
        return super().names() | symbols | {"gate_name": GATES[self.gate]}

    def statements(self) -> tuple[str, ...]:
        return tuple(map(self.text, self.products))

    def answer(self) -> Selection:
        return self.those(self.shape_of)

    def slips(self) -> Iterator[tuple[str, Selection]]:
        yield "transposed", self.those(lambda pair: self.shape_of(pair, turned=True))
        yield "order-of-factors-ignored", self.those(lambda pair: self.shape_of(pair) or self.shape_of(swapped(pair)))
        yield "defined-means-used", self.those(lambda pair: pair in USED)

    def because(self) -> str:
        return (
            "A product is defined where the left factor has as many columns as the right one has rows; the outer sizes "
            "are those of the result.\n\n" + "\n".join(map(self.checked, self.products))
        )

    @property
    def products(self) -> list[str]:
        return self.offered.split(", ")

    def those(self, defined: Callable[[str], object]) -> Selection:
        return frozenset(self.text(pair) for pair in self.products if defined(pair))

    def shape_of(self, pair: str, *, turned: bool = False) -> Sizes | None:
        left, right = (self.factor(name, turned=turned) for name in pair.split())
        return product(left, right)

    def factor(self, name: str, *, turned: bool = False) -> Sizes:
        """The shape of one factor; `turned` lets the matrices lie the other way round than they do."""
        shapes, letter = anatomy(sized(self.input_size, self.hidden_size)), name[0]
        is_matrix = letter not in VECTORS
        shape = shapes[f"W_{self.gate}{letter}" if is_matrix else letter]
        return shape[::-1] if (TRANSPOSED in name) != (is_matrix and turned) else shape

    def latex(self, name: str) -> str:
        letter = name[0]
        symbol = VECTORS.get(letter) or matrix(self.gate, letter)
        return rf"{symbol}^\top" if TRANSPOSED in name else symbol

    def text(self, pair: str) -> str:
        left, right = map(self.latex, pair.split())
        return rf"${left}\,{right}$"

    def checked(self, pair: str) -> str:
        """One line of the solution."""
        left, right = map(self.factor, pair.split())
        if result := self.shape_of(pair):
            return f"- {self.text(pair)} is **defined**: {left} times {right} gives {result}."
        return f"- {self.text(pair)} is **not defined**: {left} times {right}, and {left[1]} is not {right[0]}."


def swapped(pair: str) -> str:
    left, right = pair.split()
    return f"{right} {left}"


@lru_cache(maxsize=4096)
def product(left: Sizes, right: Sizes) -> Sizes | None:
    """The shape of the product of two such arrays, or None where NumPy refuses it."""
    try:
        return (np.zeros(left) @ np.zeros(right)).shape
    except ValueError:
        return None
