"""The ranges of an LSTM step's tensors, by running the cell over intervals."""

from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from lstm_reference.axes import Array, numbers
from lstm_reference.cell import Step, lstm
from lstm_reference.corners import at_corners, few_corners
from lstm_reference.detour import on_detour
from lstm_reference.interval import Interval
from lstm_reference.spec import LARGEST, Spec, Unsupported
from lstm_reference.weights import Weights, check_weights, from_arrays, zeros

Ends = tuple[npt.ArrayLike, npt.ArrayLike]

ANYTHING: Final = (-np.inf, np.inf)
NOTHING: Final = (0.0, 0.0)

# What each tensor of a step never reaches.
LIMITS: Final = MappingProxyType(
    {"f": (0.0, 1.0), "i": (0.0, 1.0), "g": (-1.0, 1.0), "o": (0.0, 1.0), "c": ANYTHING, "h": (-1.0, 1.0)}
)


@dataclass(frozen=True, slots=True, eq=False)
class Range(Interval):
    """Encloses every value, unit by unit; lo and hi are (h, 1), rounded outward by a few units in the last place.

    `tight`: apart from that rounding both ends are the true extremes; otherwise values only lie inside.
    `lo_open`, `hi_open` (h, 1): the end itself is never reached. `open`: no end of any unit is.
    """

    tight: bool
    lo_open: npt.NDArray[np.bool_]
    hi_open: npt.NDArray[np.bool_]

    @property
    def open(self) -> bool:
        return bool(self.lo_open.all() and self.hi_open.all())


class Ranges(NamedTuple):
    """Gates f i o, candidate g, new cell state c, new hidden state h."""

    f: Range
    i: Range
    g: Range
    o: Range
    c: Range
    h: Range


def gate_ranges(
    spec: Spec,
    weights: Weights,
    x_box: Interval | Ends,
    h_box: Interval | Ends | None = None,
    c_box: Interval | Ends | None = None,
) -> Ranges:
    """Ranges after one step from anywhere in the boxes; h_box and c_box are zero where not given.

    A box is (lo, hi), each end a number for all rows, or (n,), or (n, 1); for h and c (h,), (h, 1). Infinite ends
    are allowed. f i g o are tight: affine, then increasing, so a corner of the box attains each end. c and h hear
    the same input through several gates, which intervals forget: they are tight only where nothing is heard twice,
    and so is o where it has a peephole. Raises ValueError for boxes that do not fit, Unsupported for rnn and gru,
    stacks, two directions, projections and float32. On a detour f i g o are what a step puts out in the box's corners,
    where there are few.
    """
    _check(spec)
    check_weights(spec, weights)
    x = box("x_box", x_box, spec.input_size)
    h = box("h_box", NOTHING if h_box is None else h_box, spec.hidden_size)
    c = box("c_box", NOTHING if c_box is None else c_box, spec.hidden_size)
    step = lstm(weights, x, (h, c))
    # In this order: a detour counts as taken by being asked.
    if not spec.peepholes and few_corners(x, h) and on_detour():
        step = step._replace(**at_corners(weights, x, h))
    tight = _tight(weights, x, h, c)
    return Ranges(*(_range(name, getattr(step, name), tight=tight.get(name, True)) for name in LIMITS))


@lru_cache(maxsize=64, typed=True)
def unconstrained_ranges(steps: int) -> Ranges:
    """After so many steps from the zero state, for any weights and inputs; each range (1, 1), tight and open.

    Some network comes as near to each end as one likes; none reaches it.
    """
    if type(steps) is not int or not 1 <= steps <= LARGEST:
        raise ValueError(f"steps is {steps!r}, a whole number from 1 to {LARGEST} is expected")
    # Weight 1 on an input that may be any number: each gate hears any number, and intervals forget it is the same.
    spec = Spec(1, 1)
    weights = from_arrays(spec, {**zeros(spec), **{f"W_{gate}F": [[1.0]] for gate in "fico"}})
    anything, nothing = box("x", ANYTHING, 1), box("state", NOTHING, 1)
    state: tuple[Interval, ...] = (nothing, nothing)
    for _ in range(steps):
        step: Step[Interval] = lstm(weights, anything, state)
        state = step.state
    return Ranges(*(_never_reached(getattr(step, name)) for name in LIMITS))


def box(name: str, ends: Interval | Ends, rows: int) -> Interval:
    """Interval of columns (rows, 1). Raises ValueError that names the axis or the end."""
    lo, hi = (ends.lo, ends.hi) if isinstance(ends, Interval) else ends
    low, high = _end(f"{name}'s lower end", lo, rows), _end(f"{name}'s upper end", hi, rows)
    if (low > high).any() or (low == np.inf).any() or (high == -np.inf).any():
        raise ValueError(f"{name} is empty: its lower end is above its upper end")
    return Interval(low, high)


def _end(name: str, value: npt.ArrayLike, rows: int) -> Array:
    array = numbers(name, value)
    if array.ndim == 0:
        return np.full((rows, 1), array)
    if array.shape not in {(rows,), (rows, 1)}:
        raise ValueError(f"{name} has {' x '.join(map(str, array.shape))} rows, Spec says {rows}")
    return array.reshape(rows, 1)


def _range(name: str, found: Interval, *, tight: bool) -> Range:
    floor, ceiling = LIMITS[name]
    return Range(found.lo, found.hi, tight=tight, lo_open=found.lo <= floor, hi_open=found.hi >= ceiling)


def _never_reached(found: Interval) -> Range:
    always = np.ones(found.lo.shape, dtype=np.bool_)
    for array in (found.lo, found.hi, always):
        array.setflags(write=False)  # they are remembered
    return Range(found.lo, found.hi, tight=True, lo_open=always, hi_open=always)


def _check(spec: Spec) -> None:
    if spec.cell != "lstm":
        raise Unsupported(f"cell={spec.cell!r}: ranges are computed for lstm only")
    plain = replace(spec, num_layers=1, bidirectional=False, proj_size=0, dtype="float64")
    for name in ("num_layers", "bidirectional", "proj_size", "dtype"):
        if getattr(spec, name) != getattr(plain, name):
            raise Unsupported(
                f"{name}={getattr(spec, name)!r}: ranges are computed for {name}={getattr(plain, name)!r}"
            )


def _tight(weights: Weights, x: Interval, h: Interval, c: Interval) -> dict[str, bool]:
    """Whether o, c and h are exact: no two moving parts of f c + i g, of o tanh(c), or of o share an input."""
    f, i, g, o = (_moves(weights, gate, x, h) for gate in "fico")
    peep = {gate: _peeps(weights, gate) for gate in "fio"}
    c_tight = (f.astype(int) + i + g <= 1) & ~((peep["f"] | peep["i"]) & (c.width > 0))
    c_moves = f | i | g | (c.width > 0)
    o_tight = ~(peep["o"] & c_moves) | (c_tight & ~o)
    h_tight = c_tight & o_tight & ~((o | peep["o"]) & c_moves)
    return {name: bool(found.all()) for name, found in (("o", o_tight), ("c", c_tight), ("h", h_tight))}


def _moves(weights: Weights, gate: str, x: Interval, h: Interval) -> npt.NDArray[np.bool_]:
    gate = _with_weights(weights.spec, gate)
    heard = (weights[f"W_{gate}F"] != 0) @ (x.width > 0) | (weights[f"W_{gate}R"] != 0) @ (h.width > 0)
    return np.asarray(heard, dtype=np.bool_)


def _peeps(weights: Weights, gate: str) -> npt.NDArray[np.bool_]:
    if not weights.spec.peepholes:
        return np.zeros((weights.spec.hidden_size, 1), np.bool_)
    return np.asarray(weights[f"p_{_with_weights(weights.spec, gate)}"] != 0)


def _with_weights(spec: Spec, gate: str) -> str:
    """A coupled gate moves as the other one does."""
    return gate if gate in spec.gates else {"f": "i", "i": "f"}[gate]
