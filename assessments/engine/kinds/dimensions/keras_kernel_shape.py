"""The shape of a kernel of keras.layers.LSTM, which holds all four blocks side by side.
https://keras.io/api/layers/recurrent_layers/lstm/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessments.engine.executed.anatomy import Shape as Sizes
from assessments.engine.executed.anatomy import sized, stored
from assessments.engine.formats import Shape
from assessments.engine.kind import Kind, drawn

# The array → what it reads, its part of a gate, and what it is when taken for the other one.
KERNELS = {
    "kernel": ("x_t", "F", "recurrent-for-feed-forward"),
    "recurrent_kernel": ("h_{t-1}", "R", "feed-forward-for-recurrent"),
}


@dataclass(frozen=True)
class KerasKernelShape(Kind):
    slug = "keras-kernel-shape"
    title = "Shape of a kernel in Keras"
    topic = "lstm-dimensions"
    skill = "framework-layouts"
    difficulty = 3
    format = Shape()
    stems = (
        (
            "A Keras model begins with `keras.Input(shape=({steps}, {input_size}))` and "
            "`keras.layers.LSTM({hidden_size})`: {steps} steps of {input_size} features, {hidden_size} units. "
            "What is the shape of the layer's `{which}`?"
        ),
        (
            "`keras.layers.LSTM({hidden_size})` is called on arrays of shape (batch, {steps}, {input_size}), time "
            "before features. Its weights are `kernel`, `recurrent_kernel` and `bias`. What is the shape of `{which}`?"
        ),
    )

    input_size: int = drawn(range(2, 65))
    hidden_size: int = drawn(range(2, 65))
    steps: int = drawn((5, 12, 30))
    which: str = drawn(KERNELS)

    def answer(self) -> Sizes:
        return self.shape_of(self.which)

    def slips(self) -> Iterator[tuple[str, Sizes | Kind]]:
        (other,) = set(KERNELS) - {self.which}
        _, part, other_taken = KERNELS[self.which]
        yield "transposed", self.answer()[::-1]
        yield other_taken, replace(self, which=other)
        yield "one-gate-only", stored(sized(self.input_size, self.hidden_size))[f"W_f{part}"][::-1]
        yield "three-gates", self.shape_of(self.which, cell="gru")
        yield "sizes-swapped", replace(self, input_size=self.hidden_size, hidden_size=self.input_size)
        if self.which == "kernel":
            yield "steps-for-features", replace(self, input_size=self.steps)

    def posable(self) -> bool:
        """The question tells a shape too, that of a sequence; it must not be the answer."""
        return self.answer() != (self.steps, self.input_size)

    def because(self) -> str:
        rows, columns = self.answer()
        vector = KERNELS[self.which][0]
        return (
            f"In Keras vectors are rows, and a row is multiplied by a matrix on its right, here `{self.which}`.\n\n"
            f"- The row is ${vector}$ with {rows} entries, and the matrix has a row for each: {rows} rows.\n"
            "- The matrix holds the blocks of $i$, $f$, $c$ and $o$ side by side, each with a column for every unit: "
            f"$4 \\times {self.hidden_size} = {columns}$ columns.\n\n"
            f"So the shape is **({rows}, {columns})**. All {self.steps} steps use it, and it has no axis for them."
        )

    def shape_of(self, name: str, cell: str = "lstm") -> Sizes:
        return stored(sized(self.input_size, self.hidden_size, cell=cell), "keras")[name]
