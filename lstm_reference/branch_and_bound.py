"""The exact range of one unit's new cell state, by branch and bound: boxes that cannot hold the extreme are dropped.

c_t = f c_{t-1} + i g hears each input through three gates, so intervals alone only enclose it. Here a box is cut in two
until they say enough; where a slope keeps its sign on a box, one of its faces is enough.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from lstm_reference.axes import Array
from lstm_reference.bounds import NOTHING, Ends, box
from lstm_reference.cell import sigmoid, tanh
from lstm_reference.interval import Interval
from lstm_reference.spec import Spec, Unsupported
from lstm_reference.weights import Weights, check_weights

TOLERANCE: Final = 1e-9
MOST_BOXES: Final = 2_000
MOST_INPUTS: Final = 3  # each further one multiplies the boxes


class CellRange(NamedTuple):
    """Ends that enclose every c_t of the unit, each within 1e-9 of one that occurs; `boxes` were looked at."""

    lo: float
    hi: float
    boxes: int


class Undecided(ValueError):
    """More boxes would be needed than were allowed."""


@dataclass(frozen=True, eq=False)
class _Unit:
    """Rows (1, m) and biases (1, 1) of one unit, for the m inputs that move; `up` is 1 to find the greatest, else -1.

    f is above 0, so the old cell state `c` that counts is known beforehand: the upper end for the greatest.
    """

    rows: dict[str, Array]
    biases: dict[str, Array]
    c: float
    up: int

    def value(self, v: Interval) -> tuple[Interval, Interval]:
        """Gives up · c_t (1, B), and its slope by each input (m, B)."""
        f, i, g = (self._put_out(gate, v) for gate in "fic")
        c, up = self.c, float(self.up)
        by_gate = {"f": _bell(f) * c, "i": _bell(i) * g, "c": i * (1.0 - _square(g))}
        slope = self.rows["f"].T * by_gate["f"] + self.rows["i"].T * by_gate["i"] + self.rows["c"].T * by_gate["c"]
        return (f * c + i * g) * up, slope * up

    def _put_out(self, gate: str, v: Interval) -> Interval:
        return (tanh if gate == "c" else sigmoid)(self.rows[gate] @ v + self.biases[gate])


def cell_range(
    spec: Spec,
    weights: Weights,
    unit: int,
    x_box: Interval | Ends,
    h_box: Interval | Ends = NOTHING,
    c_box: Interval | Ends = NOTHING,
    *,
    most: int = MOST_BOXES,
) -> CellRange:
    """Range of c_t of a unit (from 0) after one step from anywhere in the boxes, which are finite.

    At most 3 inputs and hidden units together may move. Raises Undecided after `most` boxes, ValueError for boxes that
    do not fit, Unsupported for other cells. For when a question is made, not for when it is marked: milliseconds.
    """
    check_weights(spec, weights)
    _check(spec, unit)
    x, h = box("x_box", x_box, spec.input_size), box("h_box", h_box, spec.output_size)
    c = box("c_box", c_box, spec.hidden_size)
    heard = Interval(np.concatenate([x.lo, h.lo]), np.concatenate([x.hi, h.hi]))
    _check_boxes(heard, c)
    rows = {gate: np.concatenate([weights[f"W_{gate}F"], weights[f"W_{gate}R"]], axis=1)[[unit]] for gate in "fic"}
    biases = {gate: weights[f"b_{gate}"][[unit]] if spec.bias else np.zeros((1, 1)) for gate in "fic"}
    # The least is the greatest of the opposite, so that one search does for both.
    hi, seen = _greatest(_Unit(rows, biases, c.hi[unit].item(), 1), heard, most)
    lo, more = _greatest(_Unit(rows, biases, c.lo[unit].item(), -1), heard, most)
    return CellRange(-lo, hi, seen + more)


def _check(spec: Spec, unit: int) -> None:
    if spec != Spec(spec.input_size, spec.hidden_size, bias=spec.bias):
        raise Unsupported("the range of a cell state is computed for one standard lstm cell in float64 only")
    if unit not in range(spec.hidden_size):
        raise ValueError(f"unit is {unit!r}, the limits are 0 and {spec.hidden_size - 1}")


def _check_boxes(heard: Interval, c: Interval) -> None:
    if not all(np.isfinite(ends).all() for ends in (heard.lo, heard.hi, c.lo, c.hi)):
        raise ValueError("a box has an infinite end; finite ones are expected")
    moving = int((heard.width > 0).sum())
    if moving > MOST_INPUTS:
        raise Unsupported(f"{moving} inputs move, at most {MOST_INPUTS} are computed")


def _greatest(unit: _Unit, everywhere: Interval, most: int) -> tuple[float, int]:
    """An upper bound of unit.value within TOLERANCE of the greatest, and how many boxes that took."""
    boxes, best, bound, seen = everywhere, -np.inf, -np.inf, 0
    while boxes.lo.shape[1]:
        seen += boxes.lo.shape[1]
        if seen > most:
            raise Undecided(f"after {most} boxes the range is not yet known to {TOLERANCE:g}")
        boxes = _faces(boxes, unit.value(boxes)[1])
        middle = boxes.lo + boxes.width / 2
        there = unit.value(Interval(middle, middle))[0]
        value, slope = unit.value(boxes)
        best = max(best, there.lo.max().item())
        highest = np.minimum(value.hi, _from_the_middle(there, slope, boxes, middle))
        open_ = (highest > best + TOLERANCE)[0]
        bound = max(bound, highest[0, ~open_].max(initial=-np.inf).item())
        boxes = _halves(boxes, slope, middle, open_)
    return bound, seen


def _faces(boxes: Interval, slope: Interval) -> Interval:
    """Where a slope keeps its sign, the greatest lies on one side."""
    return Interval(np.where(slope.lo >= 0, boxes.hi, boxes.lo), np.where(slope.hi <= 0, boxes.lo, boxes.hi))


def _from_the_middle(there: Interval, slope: Interval, boxes: Interval, middle: Array) -> Array:
    """The mean value theorem's upper bound; far better than intervals where the slope is small."""
    # Outward, because the subtraction itself has rounded.
    steps = slope * Interval(np.nextafter(boxes.lo - middle, -np.inf), np.nextafter(boxes.hi - middle, np.inf))
    return (there + np.ones((1, len(middle))) @ steps).hi


def _halves(boxes: Interval, slope: Interval, middle: Array, open_: Array) -> Interval:
    """Cuts each open box across the input that may change the value most."""
    lo, hi, cut = boxes.lo[:, open_], boxes.hi[:, open_], middle[:, open_]
    change = np.maximum(np.abs(slope.lo), np.abs(slope.hi))[:, open_] * (hi - lo)
    here = np.arange(len(lo))[:, np.newaxis] == change.argmax(axis=0)
    return Interval(np.hstack([lo, np.where(here, cut, lo)]), np.hstack([np.where(here, cut, hi), hi]))


def _bell(s: Interval) -> Interval:
    """The slope s (1 - s) of a sigmoid that puts out s: highest, 1/4, where s is a half."""
    ends = [Interval(end, end) * (1.0 - Interval(end, end)) for end in (s.lo, s.hi)]
    top = np.where((s.lo <= 0.5) & (s.hi >= 0.5), 0.25, np.maximum(ends[0].hi, ends[1].hi))  # noqa: PLR2004 -- a half
    return Interval(np.minimum(ends[0].lo, ends[1].lo), top)


def _square(g: Interval) -> Interval:
    whole = g * g
    ends = [Interval(end, end) * Interval(end, end) for end in (g.lo, g.hi)]
    around_zero = (g.lo <= 0) & (g.hi >= 0)
    return Interval(np.where(around_zero, 0.0, np.minimum(ends[0].lo, ends[1].lo)), np.maximum(whole.hi, 0.0))
