"""The shapes of PyTorch's final states where the hidden state is projected.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import handed_over, sized
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.sequences.wording import flags

OTHER = {"h_n": ("c_n", "projection-left-out"), "c_n": ("h_n", "cell-state-projected")}
STEPS = 2  # of the run; none of them leaves an axis in a final state


@dataclass(frozen=True)
class ProjectedStateShape(Kind):
    slug = "projected-state-shape"
    title = "Shape of a state with projection"
    topic = "lstm-sequences"
    skill = "state-shapes"
    difficulty = 4
    nudge = "The projection stands between the output gate and $h_t$. Which of the two states comes before it?"
    format = Shape()
    stems = (
        (
            "In PyTorch, `lstm = nn.LSTM({input_size}, {hidden_size}, num_layers={layers}, "
            "bidirectional={bidirectional}, proj_size={proj_size})` reads a batch of {batch} sequences: "
            "`output, (h_n, c_n) = lstm(x)`. What is the shape of `{state}`?"
        ),
        (
            "A PyTorch LSTM has `input_size={input_size}`, `hidden_size={hidden_size}`, `proj_size={proj_size}`, "
            "`num_layers={layers}` and `bidirectional={bidirectional}`. It has read {batch} sequences at once. "
            "What shape does `{state}` have in what it returns, `output, (h_n, c_n)`?"
        ),
    )

    input_size: int = drawn((20, 28))
    hidden_size: int = drawn((24, 32, 48))
    proj_size: int = drawn((5, 7, 9, 12))
    layers: int = drawn((1, 2, 3))
    bidirectional: bool = drawn((False, True))
    batch: int = drawn((8, 10, 16))
    state: str = drawn(OTHER)

    def names(self) -> dict[str, str]:
        return super().names() | flags(self)

    def answer(self) -> Sizes:
        spec = sized(
            self.input_size,
            self.hidden_size,
            proj_size=self.proj_size,
            num_layers=self.layers,
            bidirectional=self.bidirectional,
        )
        return handed_over(spec, STEPS, self.batch)[self.state]

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        cells, batch, features = self.answer()
        other, tag = OTHER[self.state]
        yield tag, replace(self, state=other)
        yield "batch-first-in-state", (batch, cells, features)
        if self.bidirectional:
            yield "one-direction-only", replace(self, bidirectional=False)
        if self.layers > 1:
            yield "one-layer-only", replace(self, layers=1)
        yield "layer-axis-left-out", (batch, features)

    def because(self) -> str:
        cells, batch, features = self.answer()
        size = (
            f"The projection shortens the hidden state from {self.hidden_size} to {features} numbers before it "
            "leaves the cell"
            if self.state == "h_n"
            else f"The cell state stays inside and is never projected, so it keeps one number for each of the "
            f"{features} hidden units"
        )
        return (
            f"{size}.\n\n"
            f"`{self.state}` keeps one such state for each layer and direction, "
            f"${self.layers} \\cdot {1 + self.bidirectional} = {cells}$, and for each of the {batch} sequences: "
            f"**{Shape().show(self.answer())}**."
        )
