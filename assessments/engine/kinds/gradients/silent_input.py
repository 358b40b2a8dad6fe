"""What becomes of the states at a step whose input is zero.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Choice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import number
from lstm_reference import Spec, Step, run, seeded
from lstm_reference.axes import Array

BOTH_MOVE = "Both move on in general: the gates and the candidate still hear $h_{t-1}$."
BOTH_STAY = "Both stay as they were, $C_t = C_{t-1}$ and $h_t = h_{t-1}$: nothing came in."
CELL_STAYS = "The cell state stays, $C_t = C_{t-1}$; only the output gate changes $h_t$."
EMPTIED = "$h_t = 0$: without an input the gates let nothing pass."
TAGS = {BOTH_STAY: "no-input-no-step", CELL_STAYS: "no-input-no-write", EMPTIED: "no-input-no-output"}

STEPS = 3  # with an input, before it falls silent
# Far apart, so that no rounding decides between them; a variant in between would have no answer.
SAME, MOVED = 1e-6, 1e-3


@dataclass(frozen=True)
class SilentInput(Kind):
    slug = "silent-input"
    title = "A step with a zero input"
    topic = "lstm-steps"
    skill = "hidden-state"
    difficulty = 2
    nudge = "A zero input silences the products with $x_t$. What else do the gates and the candidate hear?"
    format: ClassVar[Choice[str]] = Choice()
    stems = (
        (
            "An LSTM layer with {input_size} inputs, {hidden_size} units and {biases} has read a few inputs, so that "
            "its states are not zero. Its weights are random. Now $x_t = 0$. What becomes of the states at this step?"
        ),
        (
            "After some steps the input of an LSTM layer falls silent: $x_t$ is the zero vector. The layer has "
            "{input_size} inputs, {hidden_size} units, random weights and {biases}. How do $C_t$ and $h_t$ compare "
            "with $C_{t-1}$ and $h_{t-1}$?"
        ),
    )

    input_size: int = drawn(range(1, 7))
    hidden_size: int = drawn(range(2, 9))
    bias: bool = drawn((True, False))

    def names(self) -> dict[str, str]:
        return super().names() | {"biases": "biases" if self.bias else "no biases"}

    def statements(self) -> tuple[str, ...]:
        return (BOTH_MOVE, BOTH_STAY, CELL_STAYS, EMPTIED)

    def answer(self) -> str:
        (true,) = (text for text, holds in self.truths().items() if holds)
        return true

    def slips(self) -> Iterator[tuple[str, str]]:
        yield from ((TAGS[text], text) for text, holds in self.truths().items() if not holds)

    def because(self) -> str:
        before, now = self.executed()
        unit = np.abs(now.h - before.h).argmax().item()
        old_c, new_c, old_h, new_h = (number(tensor[unit].item()) for tensor in (before.c, now.c, before.h, now.h))
        heard = "$W_{fR} h_{t-1} + b_f$" if self.bias else "$W_{fR} h_{t-1}$"
        return (
            f"A zero input silences the products $W_F x_t$ and nothing else. The forget gate still hears {heard}, and "
            "the other gates and the candidate hear their own sums: part of $C_{t-1}$ is forgotten, something is "
            "written, and $h_t$ follows."
            "\n\n"
            f"Executed in such a layer, unit {unit + 1} goes from $C_{{t-1}} = {old_c}$ to $C_t = {new_c}$ and from "
            f"$h_{{t-1}} = {old_h}$ to $h_t = {new_h}$, rounded to four decimals."
        )

    def truths(self) -> dict[str, bool]:
        before, now = self.executed()
        cell, hidden = (np.abs(new - old).max() for new, old in ((now.c, before.c), (now.h, before.h)))
        return {
            BOTH_MOVE: bool(cell > MOVED and hidden > MOVED),
            BOTH_STAY: bool(cell < SAME and hidden < SAME),
            CELL_STAYS: bool(cell < SAME and hidden > MOVED),
            EMPTIED: bool(np.abs(now.h).max() < SAME),
        }

    def executed(self) -> tuple[Step[Array], Step[Array]]:
        return last_two(sized(self.input_size, self.hidden_size, bias=self.bias))


@lru_cache(maxsize=4096)
def last_two(spec: Spec) -> tuple[Step[Array], Step[Array]]:
    """The last step of a random layer with an input, and the one after it without."""
    x = np.ones((STEPS + 1, spec.input_size))
    x[-1] = 0.0
    *_, before, now = run(spec, seeded(spec, 0), x).steps
    return before, now
