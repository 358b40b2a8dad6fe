"""Which shapes change when the sequences become twice as long: weights are shared over time.
https://www.deeplearningbook.org/contents/rnn.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import anatomy, sized, stored
from assessments.engine.executed.held import gate, part
from assessments.engine.formats import MultiChoice
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.notation import GATES, ROLES, TENSORS, latex

Selection = frozenset[str]
Shapes = Mapping[str, Sizes]

# What a run takes and leaves.
FACES = {
    "input": "$x_1$ to $x_T$, all inputs in one array",
    "output": "$h_1$ to $h_T$, all hidden states in one array",
    "h": "$h_T$, the hidden state after the last step",
    "c": "$C_T$, the cell state after the last step",
}
PARTS = {"F": "feed-forward matrix", "R": "recurrent matrix", "b": "bias"}
# What is put up together; * is the gate's letter.
OFFERED = (
    "W_*F b_* f c output",
    "W_*R b_* x h input output",
    "W_*F W_*R o c input",
    "W_*F b_* i h output",
    "W_*R f h c input output",
)


@dataclass(frozen=True)
class WhatGrowsWithTime(Kind):
    slug = "what-grows-with-time"
    title = "What grows with the sequence"
    topic = "lstm-dimensions"
    skill = "weight-sharing"
    difficulty = 2
    nudge = "What does one more step bring along, and what does it share with the steps before it?"
    format = MultiChoice()
    stems = (
        (
            "An LSTM with inputs of size {input_size} and {hidden_size} hidden units reads sequences of {steps} steps. "
            "Later its sequences have {more_steps} steps. Which of these change their shape?"
        ),
        (
            "The sequences for an LSTM ({input_size} inputs, {hidden_size} hidden units) become twice as long: "
            "{more_steps} steps in place of {steps}. Which of these have another shape then?"
        ),
    )

    input_size: int = drawn((3, 8, 10, 16, 24))
    hidden_size: int = drawn((4, 6, 12, 20, 32))
    steps: int = drawn((5, 7, 9, 13))
    gate: str = drawn(GATES)
    offered: str = drawn(OFFERED)

    def names(self) -> dict[str, str]:
        return super().names() | {"more_steps": str(self.more_steps)}

    def statements(self) -> tuple[str, ...]:
        return tuple(map(text, self.arrays))

    def answer(self) -> Selection:
        return self.changed(*self.runs())

    def slips(self) -> Iterator[tuple[str, Selection]]:
        weights = stored(sized(self.input_size, self.hidden_size))
        yield "time-adds-an-axis", self.answer() | {text(name) for name in self.arrays if name in weights}
        yield "steps-as-features", self.changed(*(self.run(1, self.input_size * steps) for steps in self.lengths))
        yield "units-for-steps", self.changed(*(self.run(steps, hidden_size=steps) for steps in self.lengths))
        if "output" in self.arrays:
            yield "last-step-only", self.answer() - {text("output")}

    def because(self) -> str:
        before, after = self.runs()
        lines = (f"- {text(name)}: {compared(before[name], after[name])}." for name in self.arrays)
        return (
            "Every step uses the same weights and hands on states of the same size, so a longer sequence makes only "
            "those arrays grow that hold something of every step. For one sequence, with whole sequences laid out as "
            "(steps, batch, size):\n\n" + "\n".join(lines)
        )

    @property
    def more_steps(self) -> int:
        return 2 * self.steps

    @property
    def lengths(self) -> tuple[int, int]:
        return self.steps, self.more_steps

    @property
    def arrays(self) -> list[str]:
        return self.offered.replace("*", self.gate).split()

    def runs(self) -> Iterator[Shapes]:
        return map(self.run, self.lengths)

    def run(self, steps: int, input_size: int = 0, hidden_size: int = 0) -> Shapes:
        return anatomy(sized(input_size or self.input_size, hidden_size or self.hidden_size), steps)

    def changed(self, before: Shapes, after: Shapes) -> Selection:
        return frozenset(text(name) for name in self.arrays if before[name] != after[name])


def text(name: str) -> str:
    if name in FACES:
        return FACES[name]
    if name in TENSORS:
        return f"${TENSORS[name]}$, the {ROLES[name]} at one step"
    return f"${latex(name)}$, the {PARTS[part(name)]} of the {GATES[gate(name)]}"


def compared(before: Sizes, after: Sizes) -> str:
    return f"still {after}" if before == after else f"from {before} to **{after}**"
