"""What the living cell shows: a run of the reference, what its gates hear, and how far they could move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments.engine.living_cell.state import GATES, State
from lstm_reference import gate_ranges, run
from lstm_reference.axes import Array
from lstm_reference.cell import net

Column = tuple[float, ...]


@dataclass(frozen=True)
class Found:
    """Ends for each unit. Where it is not `tight`, values lie between them but may not come near."""

    lo: Column
    hi: Column
    tight: bool


@dataclass(frozen=True)
class Shown:
    state: State
    arrays: dict[str, Array]
    steps: tuple[dict[str, Column], ...]  # x f i g o c h of each
    heard: dict[str, Column]  # by gate, at the step looked at
    ranges: dict[str, Found]  # by part, the same

    @property
    def now(self) -> dict[str, Column]:
        return self.steps[self.state.step - 1]

    @property
    def before(self) -> dict[str, Column]:
        """The states that the step looked at starts from."""
        if self.state.step > 1:
            return self.steps[self.state.step - 2]
        return {name: column(self.arrays[f"{name}_0"]) for name in ("h", "c")}


def shown(state: State) -> Shown:
    arrays, weights = state.arrays(), state.weights()
    done = run(state.spec, weights, arrays["x"], arrays["h_0"].T, arrays["c_0"].T).steps
    h, c = (done[state.step - 2].state) if state.step > 1 else (arrays["h_0"], arrays["c_0"])
    x = done[state.step - 1].x
    reached = gate_ranges(state.spec, weights, (state.low, state.high), (h, h), (c, c))
    return Shown(
        state,
        arrays,
        tuple({name: column(tensor) for name, tensor in step._asdict().items()} for step in done),
        {gate: column(net(weights, gate, x, h)) for gate in GATES},
        {part: Found(column(one.lo), column(one.hi), one.tight) for part, one in reached._asdict().items()},
    )


def column(array: Array) -> Column:
    return tuple(np.ravel(array).tolist())
