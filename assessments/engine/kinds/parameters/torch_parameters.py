"""How many parameters torch.nn.LSTM holds, which keeps two biases for each gate.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.held import held
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.parameters.listing import added, listed
from lstm_reference import Spec, parameters


@dataclass(frozen=True)
class TorchParameters(Kind):
    slug = "torch-parameters"
    title = "Parameters of an LSTM in PyTorch"
    topic = "lstm-parameters"
    skill = "counting-parameters"
    difficulty = 2
    format = Integer()
    stems = (
        (
            "In PyTorch, `torch.nn.LSTM({input_size}, {hidden_size})` makes one layer in one direction, and its biases "
            "are on. How many parameters does it have?"
        ),
        (
            "You make `lstm = torch.nn.LSTM(input_size={input_size}, hidden_size={hidden_size})` in PyTorch and leave "
            "everything else as it is. What is `sum(p.numel() for p in lstm.parameters())`?"
        ),
    )

    input_size: int = drawn(range(4, 129, 4))
    hidden_size: int = drawn(range(2, 65))
    # What a wrong idea has in mind instead.
    cell: str = "lstm"
    bias: bool = True
    convention: str = "torch"

    def answer(self) -> int:
        return parameters(self.spec, self.convention).total

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        yield "one-bias", replace(self, convention="lesson")
        yield "no-bias", replace(self, bias=False)
        yield "three-gates", replace(self, cell="gru")
        yield "one-gate-only", replace(self, cell="rnn")
        yield "no-recurrent", self.answer() - held(self.spec, parts="R")
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)

    def because(self) -> str:
        counts = parameters(self.spec, self.convention)
        return (
            "PyTorch lays the blocks of the three gates and of the candidate below each other, so every array has "
            f"$4 \\cdot {self.hidden_size} = {4 * self.hidden_size}$ rows:\n\n"
            f"{listed(self.spec, self.convention)}\n\n"
            f"Together ${added(counts.values())} =$ **{self.answer()}**. PyTorch adds one bias beside each of the two "
            f"products. With a single bias for each gate, as Keras has it, "
            f"${replace(self, convention='keras').answer()}$ would be right."
        )

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size, cell=self.cell, bias=self.bias)
