"""How many parameters torch.nn.LSTM holds when it projects its hidden state.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.held import held
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.parameters.around import dense
from assessments.engine.kinds.parameters.listing import added, listed
from lstm_reference import Spec, parameters


@dataclass(frozen=True)
class ProjectionParameters(Kind):
    slug = "projection-parameters"
    title = "Parameters of an LSTM with projection in PyTorch"
    topic = "lstm-parameters"
    skill = "counting-parameters"
    difficulty = 4
    format = Integer()
    stems = (
        (
            "How many parameters does `torch.nn.LSTM({input_size}, {hidden_size}, proj_size={proj_size})` have in "
            "PyTorch? It has one layer in one direction, and its biases are on."
        ),
        (
            "A `torch.nn.LSTM` reads vectors with {input_size} entries; its gates and its cell state have "
            "{hidden_size}. With `proj_size={proj_size}` a matrix shortens every hidden state to {proj_size} entries "
            "before it is put out and fed back. PyTorch's biases are on. How many parameters does this layer have?"
        ),
    )

    # Input and hidden sizes never agree, and any is larger than any projection. With proj_size=4 the projection's
    # matrix would be as large as one bias of all gates, with 8 as large as two.
    input_size: int = drawn((25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100))
    hidden_size: int = drawn((24, 28, 32, 36, 48, 64, 96, 128))
    proj_size: int = drawn((6, 10, 12, 14, 16, 20))
    # What a wrong idea has in mind instead.
    bias: bool = True
    convention: str = "torch"

    def answer(self) -> int:
        return parameters(self.spec, self.convention).total

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        plain, matrix = replace(self, proj_size=0), held(self.spec, parts="P")
        yield "projection-left-out", plain
        yield "projection-matrix-left-out", self.answer() - matrix
        yield "recurrent-reads-all-units", plain.answer() + matrix
        yield "gates-of-projected-size", replace(plain, hidden_size=self.proj_size or self.hidden_size)
        yield "projection-with-bias", self.answer() - matrix + dense(self.hidden_size, self.proj_size)
        yield "one-bias", replace(self, convention="lesson")
        yield "no-bias", replace(self, bias=False)
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)

    def because(self) -> str:
        h, p = self.hidden_size, self.proj_size
        return (
            f"Gates, candidate and cell state keep {h} entries each. The hidden state is "
            f"$h_t = W_{{hr}} (o_t \\odot \\tanh C_t)$ with {p} entries, so the recurrent matrix has {p} columns:\n\n"
            f"{listed(self.spec, self.convention)}\n\n"
            f"Together ${added(parameters(self.spec, self.convention).values())} =$ **{self.answer()}**. "
            f"Without the projection there would be ${replace(self, proj_size=0).answer()}$."
        )

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size, proj_size=self.proj_size, bias=self.bias)
