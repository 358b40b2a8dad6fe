"""Whether a closed forget gate cuts a cell state off from the past.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, NamedTuple

import numpy as np

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Choice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import number, scientific
from lstm_reference import Spec, from_arrays, gradients, run, seeded
from lstm_reference.axes import Array

CUT = "None at all: where the forget gates are closed, the derivative is zero but for rounding."
THROUGH_HIDDEN = "Next to none along the cell state itself, but some by way of $h_{t-1}$."
ONE = "All of it: cell states are added up, so the derivative is close to $1$ whatever the gates do."
UNCHANGED = "The same as with open forget gates: a gate scales values, not derivatives."
TAGS = {CUT: "hidden-path-overlooked", ONE: "forget-gate-left-out", UNCHANGED: "gate-spares-gradients"}

OPEN = 4.0  # what an open forget gate hears
NOTHING, SOMETHING = 1e-6, 1e-2  # derivatives below and above are taken to be none and some


@dataclass(frozen=True)
class ClosedForgetGate(Kind):
    slug = "closed-forget-gate"
    title = "A closed forget gate and the gradient"
    topic = "lstm-steps"
    skill = "gradient-flow"
    difficulty = 4
    nudge = (
        "Straight along the cell state the slope is the forget gate. Ask whether the old state reaches the new "
        "one by any other way."
    )
    format: ClassVar[Choice[str]] = Choice()
    stems = (
        (
            "In an LSTM layer with {input_size} inputs and {hidden_size} units, every forget gate hears "
            "$z_f = -{closed}$ at every step; all other weights are random. How much of the influence of $C_{t-1}$ on "
            "$C_t$ is left, over all paths?"
        ),
        (
            "The forget gates of an LSTM layer ({input_size} inputs, {hidden_size} units, otherwise random weights) "
            "are held shut: each hears $-{closed}$. How much of a gradient flows from $C_t$ back to $C_{t-1}$, along "
            "all paths together?"
        ),
    )

    closed: float = drawn((20.0, 25.0, 30.0, 40.0, 50.0, 60.0))
    input_size: int = drawn(range(2, 7))
    hidden_size: int = drawn(range(2, 9))

    def statements(self) -> tuple[str, ...]:
        return (CUT, THROUGH_HIDDEN, ONE, UNCHANGED)

    def answer(self) -> str:
        (true,) = (text for text, holds in self.truths().items() if holds)
        return true

    def slips(self) -> Iterator[tuple[str, str]]:
        yield from ((TAGS[text], text) for text, holds in self.truths().items() if not holds)

    def because(self) -> str:
        layer = self.layer(-self.closed)
        to, by = np.unravel_index(np.abs(layer.total).argmax(), layer.total.shape)
        return (
            "Straight along the cell state the slope is the forget gate, and "
            rf"$\sigma(-{number(self.closed)}) \approx {scientific(layer.straight.max().item())}$. But $C_{{t-1}}$ has "
            r"another way: it moves $h_{t-1} = o_{t-1} \tanh(C_{t-1})$, which the input gate and the candidate of the "
            "next step hear, and these write to $C_t$."
            "\n\n"
            "Executed in such a layer, with every input $1$ and over all paths, moving $C_{t-1}$ of unit "
            f"{by + 1} a little moves $C_t$ of unit {to + 1} by ${number(layer.total[to, by].item())}$ times as much. "
            "So a closed forget gate empties the cell, but it does not cut off the past."
        )

    def truths(self) -> dict[str, bool]:
        shut, open_ = self.layer(-self.closed), self.layer(OPEN)
        straight, total = np.abs(shut.straight).max(), np.abs(shut.total).max()
        return {
            CUT: bool(total < NOTHING),
            THROUGH_HIDDEN: bool(straight < NOTHING and total > SOMETHING),
            ONE: bool(np.abs(np.diag(shut.total) - 1).max() < SOMETHING),
            UNCHANGED: bool(np.abs(shut.total - open_.total).max() < SOMETHING),
        }

    def layer(self, heard: float) -> Influence:
        return influence(sized(self.input_size, self.hidden_size), heard)


class Influence(NamedTuple):
    """Of the old cell state on the new one, rows by columns: straight along it, and over all paths."""

    straight: Array
    total: Array


@lru_cache(maxsize=4096)
def influence(spec: Spec, heard: float) -> Influence:
    """At the second step of a random layer whose forget gates hear this and nothing else."""
    units = spec.hidden_size
    deaf = {"W_fF": np.zeros((units, spec.input_size)), "W_fR": np.zeros((units, units))}
    cell = from_arrays(spec, {**seeded(spec, 0), **deaf, "b_f": np.full((units, 1), heard)})
    first, second = run(spec, cell, np.ones((2, spec.input_size)), by_gate=True).steps  # a shut gate keeps its digits
    back = gradients.step_gradients(cell, second, first.c)
    hidden_by_cell = gradients.direct(first, np.zeros((units, 1))).h_by_c
    straight = back.of("c", "c")
    return Influence(straight, straight + back.of("c", "h") * hidden_by_cell.T)
