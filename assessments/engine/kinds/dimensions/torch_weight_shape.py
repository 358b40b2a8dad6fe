"""The shape of a weight of a one-layer torch.nn.LSTM, which holds all four blocks below each other.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import sized, stored
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn

# The array → what it multiplies, its part of a gate, and what it is when taken for the other one.
WEIGHTS = {
    "weight_ih_l0": ("x_t", "F", "recurrent-for-feed-forward"),
    "weight_hh_l0": ("h_{t-1}", "R", "feed-forward-for-recurrent"),
}


@dataclass(frozen=True)
class TorchWeightShape(Kind):
    slug = "torch-weight-shape"
    title = "Shape of a weight in PyTorch"
    topic = "lstm-dimensions"
    skill = "framework-layouts"
    difficulty = 2
    nudge = "Ask what this array multiplies and how many blocks it holds. In PyTorch these lie below each other."
    format = Shape()
    stems = (
        "In PyTorch, `lstm = nn.LSTM({input_size}, {hidden_size})`. What is `lstm.{which}.shape`?",
        (
            "`nn.LSTM(input_size={input_size}, hidden_size={hidden_size})` of PyTorch keeps its weights in "
            "`weight_ih_l0` and `weight_hh_l0`, and its biases apart from them. What is the shape of `{which}`?"
        ),
    )

    input_size: int = drawn(range(2, 65))
    hidden_size: int = drawn(range(2, 65))
    which: str = drawn(WEIGHTS)

    def answer(self) -> Sizes:
        return self.shape_of(self.which)

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        (other,) = set(WEIGHTS) - {self.which}
        _, part, other_taken = WEIGHTS[self.which]
        yield "transposed", self.answer()[::-1]
        yield other_taken, replace(self, which=other)
        yield "one-gate-only", stored(sized(self.input_size, self.hidden_size))[f"W_f{part}"]
        yield "three-gates", self.shape_of(self.which, cell="gru")
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)

    def because(self) -> str:
        rows, columns = self.answer()
        h, (vector, *_) = self.hidden_size, WEIGHTS[self.which]
        return (
            f"`{self.which}` holds the four matrices that multiply ${vector}$, one below the other: those of $i$, $f$, "
            "$g$ and $o$, where $g$ is the candidate.\n\n"
            f"- Each has {h} rows, one for each hidden unit: $4 \\times {h} = {rows}$ rows.\n"
            f"- Each meets the {columns} entries of ${vector}$: {columns} columns.\n\n"
            f"So the shape is **({rows}, {columns})**."
        )

    def shape_of(self, name: str, cell: str = "lstm") -> Sizes:
        return stored(sized(self.input_size, self.hidden_size, cell=cell), "torch")[name]
