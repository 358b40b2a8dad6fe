"""Wrong ideas of shapes, sizes and counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assessments.engine.executed.held import held
from assessments.engine.quantities.asked import Change, Idea
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.quantity import FACES, TOTAL, Quantity
from lstm_reference.spec import GATES

PARTNERS = {"F": ("recurrent-for-feed-forward", "R"), "R": ("feed-forward-for-recurrent", "F")}
OTHER_FACE = {
    "output": ("last-step-only", "h_n"),
    "h_n": ("every-step", "output"),
    "c_n": ("every-step", "output"),
    "input": ("output-for-input", "output"),
}
# The cell that is asked about → the cell that it is taken for, and the name of that mistake.
TAKEN_FOR = {
    "lstm": {"rnn": "one-gate-only", "gru": "three-gates"},
    "gru": {"rnn": "one-gate-only", "lstm": "lstm-for-gru"},
    "rnn": {"gru": "holdings-of-another-cell", "lstm": "lstm-for-rnn"},
}


def changes(quantity: Quantity) -> Iterator[tuple[str, Change]]:
    yield "sizes-swapped", lambda drawn: replace(drawn, input_size=drawn.hidden_size, hidden_size=drawn.input_size)
    yield "input-size-for-hidden", lambda drawn: replace(drawn, hidden_size=drawn.input_size)
    if quantity.tensor in FACES:
        yield "steps-and-batch-swapped", lambda drawn: replace(drawn, steps=drawn.batch, batch=drawn.steps)
    if quantity.tensor == TOTAL:
        yield "no-bias", lambda drawn: replace(drawn, bias=False)


def slips(quantity: Quantity) -> Iterator[tuple[str, Idea]]:
    if quantity.tensor == TOTAL:
        return of_total(quantity)
    if quantity.convention != "lesson":
        return of_stored(quantity)
    if quantity.tensor in FACES:
        return of_face(quantity)
    return of_matrix(quantity) if quantity.tensor.startswith("W") else of_column(quantity)


def of_total(quantity: Quantity) -> Iterator[tuple[str, Idea]]:
    yield from ((tag, replace(quantity, cell=cell).of) for cell, tag in TAKEN_FOR[quantity.cell].items())
    if quantity.convention in {"torch", "onnx"}:
        yield "one-bias", replace(quantity, convention="lesson").of
    else:
        yield "two-biases", replace(quantity, convention="torch").of
    if quantity.convention == "lesson":
        yield "no-recurrent", lambda drawn: held(drawn.spec(quantity.cell), parts="Fb")
    yield "time-multiplies", lambda drawn: quantity.of(drawn) * drawn.steps


def of_stored(quantity: Quantity) -> Iterator[tuple[str, Idea]]:
    yield "transposed", axes_reversed(quantity)
    others = TAKEN_FOR[quantity.cell].items()
    yield from ((tag, replace(quantity, cell=cell).of) for cell, tag in others if alike(quantity, cell))


def of_face(quantity: Quantity) -> Iterator[tuple[str, Idea]]:
    tag, face = OTHER_FACE[quantity.tensor]
    yield tag, replace(quantity, tensor=face).of


def of_matrix(quantity: Quantity) -> Iterator[tuple[str, Idea]]:
    tag, part = PARTNERS[quantity.tensor[-1]]
    yield "transposed", axes_reversed(quantity)
    yield tag, replace(quantity, tensor=quantity.tensor[:-1] + part).of


def of_column(quantity: Quantity) -> Iterator[tuple[str, Idea]]:
    yield "row-for-column", axes_reversed(quantity)
    yield "one-number-for-all", lambda drawn: quantity.of(replace(drawn, hidden_size=1))
    if quantity.tensor.startswith("b"):
        yield "matrix-for-vector", replace(quantity, tensor=f"W_{quantity.tensor[-1]}R").of
    else:
        yield "weights-for-activation", replace(quantity, tensor=f"W_{GATES[quantity.cell][0]}F").of


def axes_reversed(quantity: Quantity) -> Idea:
    return lambda drawn: quantity.measured(quantity.shape(drawn)[::-1])


def alike(quantity: Quantity, cell: str) -> bool:
    """Whether another cell's array of that name has as many axes."""
    small = Drawn(2, 3)
    return len(replace(quantity, cell=cell).shape(small)) == len(quantity.shape(small))
