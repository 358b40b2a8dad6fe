"""One drawn network: its sizes, and numbers on a grid that can be worked with by hand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from assessments.engine.executed.anatomy import sized
from assessments.engine.executed.held import gate, part
from lstm_reference import Spec, Trace, Weights, from_arrays, run, zeros
from lstm_reference.axes import Array
from lstm_reference.cell import net

WEIGHTS = (-1.5, -1.0, -0.5, 0.5, 1.0, 1.5)
INPUTS = (-2.0, -1.0, -0.5, 0.5, 1.0, 2.0)
HIDDEN = (-0.75, -0.5, -0.25, 0.25, 0.5, 0.75)  # what an output can be
CELL = (-1.5, -1.0, -0.5, 0.5, 1.0, 1.5)
FIRST_STATES = "0"
RESET = "n"  # the gate that hears the hidden state through the reset gate


@dataclass(frozen=True)
class Drawn:
    """The last fields misread it: `silent` parts count as zero, F, R, b, and 0 for the first states; the two `crossed`
    gates use each other's weights; an `inverted` gate puts out 1 minus what it should.
    """

    input_size: int
    hidden_size: int
    steps: int = 1
    batch: int = 1
    seed: int = 0
    bias: bool = True
    silent: str = ""
    crossed: str = ""
    inverted: str = ""

    def spec(self, cell: str) -> Spec:
        return sized(self.input_size, self.hidden_size, cell=cell, bias=self.bias)

    def numbers(self, cell: str) -> Numbers:
        return numbers(self, cell)


@dataclass(frozen=True)
class Numbers:
    """Weights, inputs and first states of one sequence."""

    drawn: Drawn
    spec: Spec

    @property
    def arrays(self) -> Mapping[str, Array]:
        return arrays(self.spec, self.drawn.steps, self.drawn.seed)

    @cached_property
    def weights(self) -> Weights:
        return from_arrays(self.spec, {name: self._read(name) for name in zeros(self.spec)})

    def _read(self, name: str) -> Array:
        if part(name) in self.drawn.silent:
            return np.zeros_like(self.arrays[name])
        sign = -1.0 if gate(name) in self.drawn.inverted else 1.0  # the sigmoid of -z is 1 minus that of z
        return sign * self.arrays[crossed(name, self.drawn.crossed)]

    @property
    def states(self) -> dict[str, Array]:
        """h_0 and, for an LSTM, c_0; (1, h)."""
        names = ("h_0", "c_0") if self.spec.cell == "lstm" else ("h_0",)
        share = 0.0 if FIRST_STATES in self.drawn.silent else 1.0
        return {name: share * self.arrays[name] for name in names}

    @cached_property
    def trace(self) -> Trace:
        return run(self.spec, self.weights, self.arrays["x"], **self.states, by_gate=True)

    def heard(self, gate: str, step: int = -1) -> Array:
        """What a gate hears at a step before its activation; (h, 1)."""
        states = [np.reshape(self.states["h_0"], (-1, 1)), *(done.h for done in self.trace.steps)]
        done, before = self.trace.steps[step], states[:-1][step]
        return net(self.weights, gate, done.x, done.r * before if gate == RESET else before)


@lru_cache(maxsize=256)
def numbers(drawn: Drawn, cell: str) -> Numbers:
    """Remembered, because a question asks for them again and again."""
    return Numbers(drawn, drawn.spec(cell))


@lru_cache(maxsize=64)
def arrays(spec: Spec, steps: int, seed: int) -> Mapping[str, Array]:
    """Always in the same order. The stream of RandomState is frozen: a seed means these numbers on every NumPy."""
    chance = np.random.RandomState(seed)
    return {name: picked(chance, grid, shape) for name, grid, shape in places(spec, steps)}


def places(spec: Spec, steps: int) -> Iterator[tuple[str, Sequence[float], tuple[int, ...]]]:
    yield from ((name, WEIGHTS, array.shape) for name, array in zeros(spec).items())
    yield "h_0", HIDDEN, (1, spec.hidden_size)
    yield "c_0", CELL, (1, spec.hidden_size)
    yield "x", INPUTS, (steps, spec.input_size)


def picked(chance: np.random.RandomState, grid: Sequence[float], shape: tuple[int, ...]) -> Array:
    return np.array([grid[place] for place in chance.randint(len(grid), size=math.prod(shape))]).reshape(shape)


def crossed(name: str, gates: str) -> str:
    """W_fF → W_iF where the gates f and i are crossed."""
    return name[:2] + name[2].translate(str.maketrans(gates, gates[::-1])) + name[3:]
