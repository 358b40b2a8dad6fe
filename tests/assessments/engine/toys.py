"""Small kinds for tests of the engine itself. They register like any other: use them with the fixture `own_kinds`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn

SLIP = "transposed"  # any tag that the catalogue knows
OTHER = "sizes-swapped"


def answer(self: Any) -> int:
    return 10 * self.n


def slips(self: Any) -> Iterator[tuple[str, int]]:
    yield SLIP, self.n
    yield OTHER, 100 * self.n


def a_kind(**parts: Any) -> type[Kind]:
    """Asks for ten times n, a number from 1 to 4; `parts` are its class's own, or replace them."""
    body = {
        "__annotations__": {"n": "int"},
        "slug": "toy",
        "title": "Toy",
        "format": Integer(),
        "stems": ("Ten times {n}?", "Multiply {n} by ten."),
        "n": drawn(range(1, 5)),
        "answer": answer,
        "slips": slips,
    }
    return dataclass(frozen=True)(type("Toy", (Kind,), body | parts))
