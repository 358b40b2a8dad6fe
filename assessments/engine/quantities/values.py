"""Wrong ideas of computed values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from assessments.engine.quantities.asked import Change, Idea
from assessments.engine.quantities.quantity import Quantity
from lstm_reference.cell import sigmoid, tanh

STATES = ("c", "c_n", "h", "h_n", "output")  # what a step computes last
OTHER_STATE = {
    **dict.fromkeys(("c", "c_n"), ("hidden-state-given", "h")),
    **dict.fromkeys(("h", "h_n", "output"), ("cell-state-given", "c")),
}
KEEPS = {"lstm": "f", "gru": "z"}  # the gate that decides how much of the old state is kept
ACTIVATED = {
    **dict.fromkeys("fiozr", ("tanh-for-sigmoid", tanh)),
    **dict.fromkeys("gnh", ("sigmoid-for-tanh", sigmoid)),
}


def changes(quantity: Quantity) -> Iterator[tuple[str, Change]]:
    yield "no-bias", lambda drawn: replace(drawn, silent="b")
    yield "no-recurrent", lambda drawn: replace(drawn, silent="R")
    yield "state-not-carried", lambda drawn: replace(drawn, silent="0")
    if quantity.cell in KEEPS and quantity.tensor in STATES:
        yield "gate-inverted", lambda drawn: replace(drawn, inverted=KEEPS[quantity.cell])
    if quantity.cell == "lstm" and quantity.tensor in STATES:
        yield "gates-swapped", lambda drawn: replace(drawn, crossed="fi")


def slips(quantity: Quantity) -> Iterator[tuple[str, Idea]]:
    if quantity.cell == "rnn":
        yield from misactivated(quantity, "h", "h")
    elif quantity.tensor not in STATES:
        yield from misactivated(quantity, quantity.tensor, {"g": "c"}.get(quantity.tensor, quantity.tensor))
    elif quantity.cell == "lstm":
        tag, state = OTHER_STATE[quantity.tensor]
        yield tag, replace(quantity, tensor=state).of
    yield "another-unit", lambda drawn: replace(quantity, unit=quantity.unit % drawn.hidden_size + 1).of(drawn)


def misactivated(quantity: Quantity, tensor: str, gate: str) -> Iterator[tuple[str, Idea]]:
    """What the gate hears is given as it is, or put through the other of the two activations."""
    tag, other = ACTIVATED[tensor]
    heard = hearing(quantity, gate)
    yield "activation-left-out", heard
    yield tag, lambda drawn: float(other(np.array(heard(drawn))))


def hearing(quantity: Quantity, gate: str) -> Idea:
    return lambda drawn: float(drawn.numbers(quantity.cell).heard(gate)[quantity.unit - 1, 0])
