"""Ranges over several steps: of given weights on a box, and of all weights and inputs up to a size."""

from dataclasses import replace

import numpy as np

from lstm_reference.bounds import ANYTHING, LIMITS, NOTHING, Ends, Range, Ranges, gate_ranges
from lstm_reference.cell import Step, lstm
from lstm_reference.interval import Interval
from lstm_reference.spec import LARGEST, Spec, Unsupported
from lstm_reference.weights import Weights, from_arrays, zeros


def run_ranges(
    spec: Spec,
    weights: Weights,
    x_box: Interval | Ends,
    steps: int,
    h_box: Interval | Ends = NOTHING,
    c_box: Interval | Ends = NOTHING,
) -> list[Ranges]:
    """Ranges after each of the steps, every input anywhere in x_box; boxes and errors as in `gate_ranges`.

    Sound, and looser with every step: from the second step on nothing is tight, for h and c come from the same past.
    """
    _check_steps(steps)
    found = [gate_ranges(spec, weights, x_box, h_box, c_box)]
    while len(found) < steps:
        ranges = gate_ranges(spec, weights, x_box, found[-1].h, found[-1].c)
        found.append(Ranges(*(replace(part, tight=False) for part in ranges)))
    return found


def class_bounds(spec: Spec, largest_weight: float, largest_input: float, steps: int) -> list[Ranges]:
    """Ranges (1, 1) after each step from the zero state, over all weights, biases and inputs up to these in size.

    Tight: the cell in which every weight and bias is the largest, on the largest input, reaches the upper ends of c
    and h and, by one step, of the gates; the lower ends mirror them. Raises Unsupported but for one standard cell.
    """
    if spec != Spec(spec.input_size, spec.hidden_size, bias=spec.bias):
        raise Unsupported("class bounds are computed for one standard lstm cell in float64 only")
    for name, size in (("largest_weight", largest_weight), ("largest_input", largest_input)):
        if not 0 <= size < ANYTHING[1]:
            raise ValueError(f"{name} is {size!r}, a finite number from 0 is expected")
    _check_steps(steps)
    weights = from_arrays(spec, {name: np.full(array.shape, largest_weight) for name, array in zeros(spec).items()})
    x = np.full((spec.input_size, 1), float(largest_input))
    nothing = np.zeros((spec.hidden_size, 1))
    state: tuple[Interval, ...] = (Interval(nothing, nothing), Interval(nothing, nothing))
    found = []
    for _ in range(steps):
        step: Step[Interval] = lstm(weights, Interval(x, x), state)
        state = step.state
        found.append(Ranges(*(_mirrored(name, getattr(step, name)) for name in LIMITS)))
    return found


def _mirrored(name: str, greatest: Interval) -> Range:
    """All units are alike. A gate's least is 1 minus its greatest; candidate and states only change their sign."""
    top = Interval(greatest.lo[:1], greatest.hi[:1])
    bottom = 1.0 - top if name in {"f", "i", "o"} else -top
    reached = np.zeros(top.lo.shape, dtype=np.bool_)
    return Range(bottom.lo, top.hi, tight=True, lo_open=reached, hi_open=reached)


def _check_steps(steps: int) -> None:
    if type(steps) is not int or not 1 <= steps <= LARGEST:
        raise ValueError(f"steps is {steps!r}, a whole number from 1 to {LARGEST} is expected")
