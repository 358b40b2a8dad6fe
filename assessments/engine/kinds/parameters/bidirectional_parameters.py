"""How many parameters a bidirectional stack holds in PyTorch, where upper layers read both directions.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Integer
from assessments.engine.kind import Kind, drawn
from assessments.engine.kinds.parameters.listing import added
from lstm_reference import Counts, Spec, parameters


@dataclass(frozen=True)
class BidirectionalParameters(Kind):
    slug = "bidirectional-parameters"
    title = "Parameters of a bidirectional stack in PyTorch"
    topic = "lstm-parameters"
    skill = "counting-stacks"
    difficulty = 4
    format = Integer()
    stems = (
        (
            "How many parameters does `torch.nn.LSTM({input_size}, {hidden_size}, num_layers={layers}, "
            "bidirectional=True)` have in PyTorch? Its biases are on."
        ),
        (
            "In PyTorch one `torch.nn.LSTM` stacks {layers} bidirectional layers, with biases. The lowest reads "
            "vectors with {input_size} entries, and each direction of each layer has {hidden_size} hidden units. "
            "How many parameters does it have in all?"
        ),
    )

    input_size: int = drawn((5, 10, 15, 20, 25, 30, 35, 45, 50, 60, 70, 80, 90, 100))
    hidden_size: int = drawn((4, 6, 8, 12, 16, 18, 24, 28, 32, 36, 48, 64))
    layers: int = drawn((2, 3))
    # What a wrong idea has in mind instead.
    bidirectional: bool = True
    bias: bool = True
    convention: str = "torch"

    def answer(self) -> int:
        return self.counts.total

    def slips(self) -> Iterator[tuple[str, int | Kind]]:
        first, one_way = replace(self, layers=1), replace(self, bidirectional=False)
        forward = sum(size for name, size in self.counts.items() if not name.endswith("_reverse"))
        yield "upper-layers-read-one-direction", 2 * one_way.answer()
        yield "one-direction-only", one_way
        yield "reverse-shares-weights", forward
        yield "directions-as-one-wide-layer", replace(one_way, hidden_size=2 * self.hidden_size)
        yield "upper-layers-read-input", self.layers * first.answer()
        yield "one-layer-only", first
        yield "one-bias", replace(self, convention="lesson")
        yield "no-bias", replace(self, bias=False)

    def because(self) -> str:
        n, h = self.input_size, self.hidden_size
        layers = [parameters(self.spec.layer(k), self.convention).total for k in range(self.layers)]
        others = "layer above reads" if self.layers == 2 else "layers above read"  # noqa: PLR2004 -- a pair
        return (
            "Each direction of a layer has weights of its own: four blocks with two matrices and, in PyTorch, two "
            "biases.\n\n"
            f"- The lowest layer reads {n} entries: $4 \\cdot {h} \\cdot ({n} + {h} + 2) = {layers[0]}$ for one "
            f"direction, ${2 * layers[0]}$ for both.\n"
            f"- The {others} both hidden states side by side, {2 * h} entries: "
            f"$4 \\cdot {h} \\cdot ({2 * h} + {h} + 2) = {layers[1]}$ for one direction, "
            f"${2 * layers[1]}$ for both.\n\n"
            f"Together ${added(2 * layer for layer in layers)} =$ **{self.answer()}**."
        )

    @property
    def counts(self) -> Counts:
        return parameters(self.spec, self.convention)

    @property
    def spec(self) -> Spec:
        return sized(
            self.input_size,
            self.hidden_size,
            num_layers=self.layers,
            bidirectional=self.bidirectional,
            bias=self.bias,
        )
