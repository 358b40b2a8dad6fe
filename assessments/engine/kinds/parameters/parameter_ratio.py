"""How many times as many parameters an LSTM has as a simple RNN or a GRU of the same sizes.
https://arxiv.org/abs/1412.3555
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.held import held
from assessments.engine.formats import Real
from assessments.engine.kind import Kind, drawn
from lstm_reference import Spec, parameters

# Cell → what a sentence calls it, its blocks in words, its gates without the candidate.
LESSER = {
    "rnn": ("simple RNN", "a single block of weights", "h"),
    "gru": ("GRU", "three blocks: update gate, reset gate and candidate", "zr"),
}


@dataclass(frozen=True)
class ParameterRatio(Kind):
    slug = "parameter-ratio"
    title = "Parameters of an LSTM compared with another cell"
    topic = "lstm-parameters"
    skill = "comparing-cells"
    difficulty = 2
    format = Real()
    stems = (
        (
            "An LSTM layer and a {other_name} layer both read inputs of size {input_size} and have {hidden_size} "
            "hidden units. In either, every block of weights consists of two matrices and one bias. "
            "How many times as many parameters does the LSTM have?"
        ),
        (
            "Divide the number of parameters of an LSTM layer by that of a {other_name} layer of the same sizes, "
            "{input_size} inputs and {hidden_size} hidden units. Both have one bias wherever they have two weight "
            "matrices. What is the ratio?"
        ),
    )

    input_size: int = drawn(range(8, 129, 2))
    hidden_size: int = drawn(range(5, 65))
    other: str = drawn(LESSER)

    def names(self) -> dict[str, str]:
        return super().names() | {"other_name": LESSER[self.other][0]}

    def answer(self) -> float:
        return self.total("lstm") / self.total(self.other)

    def slips(self) -> Iterator[tuple[str, float]]:
        yield (
            "gates-without-candidate",
            held(self.spec("lstm"), "fio") / held(self.spec(self.other), LESSER[self.other][2]),
        )
        yield "ratio-inverted", self.total(self.other) / self.total("lstm")
        yield "same-sizes-same-count", self.total(self.other) / self.total(self.other)
        yield "ratio-to-the-other-cell", self.total("lstm") / self.total("gru" if self.other == "rnn" else "rnn")
        yield "difference-for-ratio", float(self.total("lstm") - self.total(self.other))

    def because(self) -> str:
        name, blocks, _ = LESSER[self.other]
        block, lesser, lstm = self.total("rnn"), self.total(self.other), self.total("lstm")
        return (
            f"One block, two matrices and a bias, leads from {self.input_size} inputs and {self.hidden_size} units to "
            f"{self.hidden_size} units and holds ${block}$ parameters in either cell.\n\n"
            f"- The LSTM has four blocks, three gates and the candidate: ${lstm}$.\n"
            f"- The {name} has {blocks}: ${lesser}$.\n\n"
            f"The ratio is ${lstm} / {lesser} = {lstm // block}/{lesser // block}$, "
            f"so **{Real().show(self.answer())}**. The sizes cancel: it is the same for every layer."
        )

    def total(self, cell: str) -> int:
        return parameters(self.spec(cell)).total

    def spec(self, cell: str) -> Spec:
        return sized(self.input_size, self.hidden_size, cell=cell)
