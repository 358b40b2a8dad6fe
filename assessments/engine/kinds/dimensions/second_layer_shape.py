"""The shape of weight_ih_l1 of a torch.nn.LSTM with two layers, bidirectional or with projections or both.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import sized, stored
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn

NAME = "weight_ih_l1"


@dataclass(frozen=True)
class SecondLayerShape(Kind):
    slug = "second-layer-shape"
    title = "What the second layer reads"
    topic = "lstm-dimensions"
    skill = "framework-layouts"
    difficulty = 4
    nudge = (
        "What does the second layer read at each step? Everything that the first one puts out, in all its directions."
    )
    format = Shape()
    stems = (
        "In PyTorch, `lstm = {call}`. What is `lstm.weight_ih_l1.shape`?",
        (
            "A network of two layers is built in PyTorch as `{call}`. What is the shape of `weight_ih_l1`, with which "
            "the second layer reads what the first puts out{direction}?"
        ),
    )

    input_size: int = drawn((3, 5, 10, 24, 40, 60, 80, 100))
    hidden_size: int = drawn((8, 12, 16, 20, 32, 50, 64))
    bidirectional: bool = drawn((True, False))
    proj_size: int = drawn((0, 2, 4, 6, 7))

    def names(self) -> dict[str, str]:
        direction = ", on its way forward" if self.bidirectional else ""
        return super().names() | {"call": self.call, "direction": direction}

    def answer(self) -> Sizes:
        return self.shapes("torch")[NAME]

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        yield "upper-layers-read-input", self.shapes("torch")["weight_ih_l0"]
        yield "transposed", self.answer()[::-1]
        yield "one-gate-only", self.shapes("lesson")["W_fF_l1"]
        if self.bidirectional:
            yield "upper-layers-read-one-direction", replace(self, bidirectional=False)
        if self.proj_size:
            yield "projection-left-out", replace(self, proj_size=0)
            yield "gates-of-projected-size", replace(self, hidden_size=self.proj_size, proj_size=0)

    def posable(self) -> bool:
        return self.bidirectional or self.proj_size > 0

    def because(self) -> str:
        (rows, columns), q = self.answer(), self.proj_size or self.hidden_size
        squeezed = f"projected from {self.hidden_size} to {q}" if self.proj_size else f"one for each of {q} units"
        joined = f" The two directions stand side by side: $2 \\times {q} = {columns}$." if self.bidirectional else ""
        whose = "each direction of the first layer" if self.bidirectional else "the first layer"
        return (
            f"- The second layer reads what the first puts out, no longer the {self.input_size} inputs. At every step "
            f"{whose} puts out {q} numbers, {squeezed}.{joined} That makes {columns} columns.\n"
            f"- The gates still serve {self.hidden_size} units, four blocks of them below each other: "
            f"$4 \\times {self.hidden_size} = {rows}$ rows.\n\n"
            f"So the shape is **({rows}, {columns})**."
        )

    @property
    def call(self) -> str:
        options = [
            "num_layers=2",
            *["bidirectional=True"] * self.bidirectional,
            *[f"proj_size={self.proj_size}"] * (self.proj_size > 0),
        ]
        return f"nn.LSTM({self.input_size}, {self.hidden_size}, {', '.join(options)})"

    def shapes(self, convention: str) -> Mapping[str, Sizes]:
        options = {"bidirectional": self.bidirectional, "proj_size": self.proj_size}
        return stored(sized(self.input_size, self.hidden_size, num_layers=2, **options), convention)
