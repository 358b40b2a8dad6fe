"""What a run leaves behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lstm_reference.axes import Array
from lstm_reference.passes import Pass
from lstm_reference.spec import Spec

Steps = Sequence[Any]


@dataclass(eq=False)  # to freeze it would take longer than to multiply a small layer
class Trace:
    """A run, with faces as torch.nn.LSTM gives them; `faces` has those of other habits.

    output (T, B, D·q), h_n (L·D, B, q), c_n (L·D, B, h) for L layers, D directions, hidden states of q rows; without
    the B axis where x had none. rnn and gru have no c_n. Where lengths were given, output is zero after a sequence's
    end, and h_n and c_n are those at its end.

    layers[k][d][t] is the Step (or RNNStep, GRUStep) of layer k that read place t, every tensor as columns (rows, B),
    unbatched with B = 1; direction d = 1 went from the last place to the first. After a sequence's end its columns
    tell what would have followed.
    """

    spec: Spec
    output: Array
    state: tuple[Array, ...]
    passed: Sequence[Pass]  # layer after layer, in each one direction after the other

    @property
    def h_n(self) -> Array:
        return self.state[0]

    @property
    def c_n(self) -> Array:
        """Raises AttributeError for rnn and gru."""
        if len(self.state) == 1:
            raise AttributeError("only an lstm carries a cell state")
        return self.state[1]

    @cached_property
    def layers(self) -> tuple[tuple[Steps, ...], ...]:
        steps, d = [one.steps for one in self.passed], self.spec.directions
        return tuple(tuple(steps[k : k + d]) for k in range(0, len(steps), d))

    @cached_property
    def steps(self) -> tuple[Any, ...]:
        """All of them, in the order computed: L·D·T, layer after layer, the reverse direction from the end."""
        if self.spec.single:
            return tuple(self.layers[0][0])
        return tuple(
            step
            for layer in self.layers
            for direction, steps in enumerate(layer)
            for step in (reversed(steps) if direction else steps)
        )
