"""How many parameters a text classifier has: embedding, LSTM and dense layer.
https://keras.io/api/layers/core_layers/embedding/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.parameters.around import dense, embedding
from lstm_reference import parameters


@dataclass(frozen=True)
class ClassifierParameters(Kind):
    slug = "classifier-parameters"
    title = "Parameters of a text classifier"
    topic = "lstm-parameters"
    skill = "counting-networks"
    difficulty = 4
    format = Integer()
    stems = (
        (
            "A Keras model classifies texts with three layers: `Embedding({words}, {input_size})`, "
            "`LSTM({hidden_size})` and `Dense({classes})`. All other arguments are at their defaults. "
            "How many parameters does the model have?"
        ),
        (
            "Each word of a vocabulary of {words} is looked up in a table of trained vectors with {input_size} "
            "entries. An LSTM layer with {hidden_size} hidden units, and one bias for each gate and for the candidate, "
            "reads these vectors. "
            "A dense layer with biases turns its last hidden state into scores for {classes} classes. "
            "How many parameters are trained in all?"
        ),
    )

    words: int = drawn((500, 1000, 1500, 2000, 3000, 4000))
    input_size: int = drawn((10, 15, 20, 25, 30, 40, 50, 60))
    hidden_size: int = drawn((8, 12, 16, 24, 32, 48, 64))
    classes: int = drawn((2, 3, 5, 7))
    # What a wrong idea has in mind instead.
    convention: str = "keras"
    head_bias: bool = True

    def answer(self) -> int:
        return self.table + self.layer(self.input_size) + self.head

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        n, h = self.input_size, self.hidden_size
        yield "embedding-left-out", self.layer(n) + self.head
        yield "lstm-reads-the-vocabulary", self.table + self.layer(self.words) + self.head
        yield "embedding-with-bias", dense(self.words, n) + self.layer(n) + self.head
        yield "embedding-as-wide-as-the-lstm", replace(self, input_size=h)
        yield "head-left-out", self.table + self.layer(n)
        yield "head-without-bias", replace(self, head_bias=False)
        yield "two-biases", replace(self, convention="torch")

    def because(self) -> str:
        n, h, m = self.input_size, self.hidden_size, self.classes
        return (
            f"- The embedding is a table with a row of {n} numbers for each of {self.words} words: "
            f"${self.words} \\cdot {n} = {self.table}$.\n"
            f"- The LSTM layer reads one such row at a time: "
            f"$4 \\cdot {h} \\cdot ({n} + {h} + 1) = {self.layer(n)}$.\n"
            f"- The dense layer reads the last hidden state: ${h} \\cdot {m} + {m} = {self.head}$.\n\n"
            f"Together ${self.table} + {self.layer(n)} + {self.head} =$ **{self.answer()}**."
        )

    @property
    def table(self) -> int:
        return embedding(self.words, self.input_size)

    @property
    def head(self) -> int:
        return dense(self.hidden_size, self.classes, bias=self.head_bias)

    def layer(self, reads: int) -> int:
        return parameters(sized(reads, self.hidden_size), self.convention).total
