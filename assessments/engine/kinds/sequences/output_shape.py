"""The shape of `output` that PyTorch's LSTM returns, time first or batch first.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import handed_over, sized
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.sequences.wording import flags


@dataclass(frozen=True)
class OutputShape(Kind):
    slug = "output-shape"
    title = "Shape of PyTorch's output"
    topic = "lstm-sequences"
    skill = "sequence-shapes"
    difficulty = 2
    nudge = "What does `batch_first` decide, and what does it leave alone? And how many numbers has one hidden state?"
    format = Shape()
    stems = (
        (
            "In PyTorch, `nn.LSTM({input_size}, {hidden_size}, batch_first={batch_first})` reads a batch of {batch} "
            "sequences of {steps} steps each. What is the shape of `output`, the first thing that it returns?"
        ),
        (
            "A PyTorch layer is made by `nn.LSTM(input_size={input_size}, hidden_size={hidden_size}, "
            "batch_first={batch_first})`. It is given {batch} sequences at once, every one of them {steps} steps long, "
            "and returns `output, (h_n, c_n)`. What is the shape of `output`?"
        ),
    )

    input_size: int = drawn((3, 10, 20, 28))
    hidden_size: int = drawn((6, 12, 24, 32))
    steps: int = drawn((5, 7, 9, 11, 15))
    batch: int = drawn((2, 4, 8, 16))
    batch_first: bool = drawn((False, True))

    def names(self) -> dict[str, str]:
        return super().names() | flags(self)

    def answer(self) -> Sizes:
        return self.handed["output_batch_first" if self.batch_first else "output"]

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        first, second, features = self.answer()
        yield "steps-and-batch-swapped", replace(self, batch_first=not self.batch_first)
        yield "input-size-for-hidden", replace(self, hidden_size=self.input_size)
        yield "last-step-only", self.handed["last"]
        yield "batch-left-out", (self.steps, features)
        yield "steps-and-batch-merged", (first * second, features)

    def because(self) -> str:
        order = "the batch comes first, then the steps" if self.batch_first else "the steps come first, then the batch"
        return (
            f"`output` holds the hidden state of every step of every sequence. With `batch_first={self.batch_first}` "
            f"{order}; the features are always last.\n\n"
            f"- {self.steps} steps and {self.batch} sequences keep an axis each.\n"
            f"- A hidden state has one number for each of the {self.hidden_size} hidden units; the {self.input_size} "
            "inputs are read, not put out.\n\n"
            f"So the shape is **{Shape().show(self.answer())}**."
        )

    @property
    def handed(self) -> Mapping[str, Sizes]:
        return handed_over(sized(self.input_size, self.hidden_size), self.steps, self.batch)
