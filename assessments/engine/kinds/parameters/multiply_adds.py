"""How many multiply-adds the matrix products of one step of an LSTM cost.
https://arxiv.org/abs/1402.1128
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.held import held
from assessments.engine.executed.products import multiply_adds
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from lstm_reference import Spec, parameters


@dataclass(frozen=True)
class MultiplyAdds(Kind):
    slug = "multiply-adds"
    title = "Multiply-adds of a step"
    topic = "lstm-parameters"
    skill = "counting-operations"
    difficulty = 3
    format = Integer()
    stems = (
        (
            "An LSTM layer with {input_size} inputs and {hidden_size} hidden units reads one sequence of {steps} "
            "steps. To multiply a weight by an entry and add that to a running sum is one multiply-add. How many "
            "of them do the matrix products of a single step take? Biases and element-wise products do not count."
        ),
        (
            "How many multiply-adds does one of the {steps} steps of a sequence cost an LSTM layer with {input_size} "
            "inputs and {hidden_size} hidden units? Count one wherever a weight is multiplied by an entry and added "
            "to a sum, in the products of matrices and vectors only: neither biases nor $\\odot$ count."
        ),
    )

    input_size: int = drawn((10, 15, 20, 25, 30, 35, 40, 50, 60, 70, 80, 100))
    hidden_size: int = drawn((4, 6, 8, 12, 16, 18, 24, 28, 32, 36, 48, 64))
    steps: int = drawn((5, 9, 14, 26))
    # What a wrong idea has in mind instead.
    cell: str = "lstm"

    def answer(self) -> int:
        return multiply_adds(self.spec)

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        yield "bias-among-the-products", parameters(self.spec).total
        yield "every-step-counted", self.steps * self.answer()
        yield "multiplied-and-added-apart", 2 * self.answer()
        yield "no-recurrent", held(self.spec, parts="F")
        yield "three-gates", replace(self, cell="gru")
        yield "one-gate-only", replace(self, cell="rnn")
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)

    def because(self) -> str:
        n, h = self.input_size, self.hidden_size
        reads, returns = (held(self.spec, "f", part) for part in "FR")
        return (
            "In a product of a matrix with a column every weight meets one entry: as many multiply-adds as weights.\n\n"
            f"- A matrix that reads the input: ${h} \\times {n} = {reads}$.\n"
            f"- A matrix that reads the hidden state: ${h} \\times {h} = {returns}$.\n\n"
            f"Three gates and the candidate have both: $4 \\cdot ({reads} + {returns}) =$ **{self.answer()}**. Every "
            f"step takes as many, so all {self.steps} steps take ${self.steps * self.answer()}$."
        )

    @property
    def spec(self) -> Spec:
        return sized(self.input_size, self.hidden_size, cell=self.cell)
