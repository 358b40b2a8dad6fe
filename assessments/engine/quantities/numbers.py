"""A drawn network's numbers as formulas print them."""

from __future__ import annotations

import numpy as np

from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.texts.markup import matrix
from lstm_reference.axes import Array
from lstm_reference.spec import GATES

# What the value of a tensor is computed from within a step; states need what every gate puts out.
NEEDED = {"f": "f", "i": "i", "g": "c", "o": "o", "c": "fic", "c_n": "fic", "z": "z", "r": "r", "n": "rn"}


def needed(asked: Asked, drawn: Drawn) -> str:
    """The gates that the answer depends on: all of them once a second step reads what the first put out."""
    every = "".join(GATES[asked.first.cell])
    found = {NEEDED.get(quantity.tensor, every) if drawn.steps == 1 else every for quantity in asked.quantities}
    return "".join(gate for gate in every if any(gate in some for some in found))


def weights(asked: Asked, drawn: Drawn) -> str:
    """The matrices and the bias of every gate that matters, one gate to a line."""
    held = drawn.numbers(asked.first.cell).weights
    lines = (
        r",\quad ".join(f"{name[0]}_{{{name[2:]}}} = {printed(held[name])}" for name in held if name[2] == gate)
        for gate in needed(asked, drawn)
    )
    return "\n\n".join(f"$${line}$$" for line in lines)


def states(asked: Asked, drawn: Drawn) -> str:
    first = drawn.numbers(asked.first.cell).states
    symbols = {"h_0": "h_0", "c_0": "C_0"}
    return " and ".join(f"${symbols[name]} = {column(state)}$" for name, state in first.items())


def inputs(asked: Asked, drawn: Drawn) -> str:
    read = drawn.numbers(asked.first.cell).arrays["x"]
    return ", then ".join(f"$x_{step} = {column(x)}$" for step, x in enumerate(read, start=1))


def column(values: Array) -> str:
    return printed(np.reshape(values, (-1, 1)))


def printed(values: Array) -> str:
    """LaTeX, to four decimals; a single number stands without brackets."""
    rounded = values.round(4) + 0.0  # adding 0 takes the sign from a rounded -0
    return matrix(rounded) if rounded.size > 1 else f"{rounded.item():g}"
