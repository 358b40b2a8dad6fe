"""Interval arithmetic that always encloses: the real value, and every float64 evaluation of it.

An end that is exact stays where it is; any other moves outward.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol, Self, TypeVar

import numpy as np

from lstm_reference.axes import Array

ROUNDOFF: Final = 2.0**-53
# NumPy's tanh and cell.sigmoid stay within 2.1 units in the last place of the truth.
ULPS: Final = 4
# Lower ends move down, upper ends up: the two layers of _pair.
WAY: Final = np.array([-1.0, 1.0])[:, np.newaxis, np.newaxis]
OUTWARD: Final = WAY * np.inf


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """All columns between `lo` and `hi`, both (rows, B), element by element.

    Lower ends may be -inf, upper ends inf. Raises ValueError if upside down.
    """

    lo: Array
    hi: Array

    # Makes `array + interval` and `matrix @ interval` come here instead of being spread over elements.
    __array_ufunc__: ClassVar[None] = None

    def __post_init__(self) -> None:
        if not (self.lo <= self.hi).all():
            raise ValueError("an interval's lower end is NaN or above its upper end")

    @property
    def width(self) -> Array:
        return self.hi - self.lo

    def contains(self, value: Array) -> bool:
        return bool(((self.lo <= value) & (value <= self.hi)).all())

    def __add__(self, other: Self | Array | float) -> "Interval":
        return Interval(*_sum(_pair(self), _pair(other)))

    __radd__ = __add__

    def __neg__(self) -> "Interval":
        return Interval(-self.hi, -self.lo)

    def __rsub__(self, other: Array | float) -> "Interval":
        return -self + other

    def __mul__(self, other: Self | Array | float) -> "Interval":
        return Interval(*_product(_pair(self), _pair(other)))

    __rmul__ = __mul__

    def __rmatmul__(self, matrix: Array) -> "Interval":
        """A constant matrix times this column: each weight's sign chooses the end."""
        return Interval(*_dot(matrix, _pair(self)))


# The two algebras on which a cell runs; a function over A is type-checked once for each.
A = TypeVar("A", Array, Interval)


class Lifted(Protocol):
    def __call__(self, z: A, /) -> A: ...


def rising(floor: float, middle: float, ceiling: float) -> Callable[[Callable[[Array], Array]], Lifted]:
    """Lifts an increasing function to intervals: ends go to ends.

    `floor` and `ceiling` are its limits, `middle` its value at 0, exact in float64.
    """

    def lift(function: Callable[[Array], Array]) -> Lifted:
        def lifted(z: A) -> A:
            if not isinstance(z, Interval):
                return function(z)
            ends = function(_pair(z))
            lo, hi = ends + WAY * ULPS * np.spacing(np.abs(ends))
            return Interval(
                np.maximum(lo, np.where(z.lo >= 0, middle, floor)),
                np.minimum(hi, np.where(z.hi <= 0, middle, ceiling)),
            )

        return lifted

    return lift


def _pair(value: Interval | Array | float) -> Array:
    if isinstance(value, Interval):
        return np.array([value.lo, value.hi])
    point = np.atleast_2d(value)
    return np.array([point, point])


def _sum(a: Array, b: Array) -> Array:
    # Knuth's two-sum: `lost` is exactly what rounding dropped; NaN where an end is infinite.
    with np.errstate(invalid="ignore", over="ignore"):
        total = a + b
        partner = total - a
        lost = (a - (total - partner)) + (b - partner)
    # NaN is not 0, so an infinite end moves outward, where it is already.
    return np.where(lost == 0, total, np.nextafter(total, OUTWARD))


def _product(a: Array, b: Array) -> Array:
    corners, others = a[[0, 0, 1, 1]], b[[0, 1, 0, 1]]
    with np.errstate(invalid="ignore", over="ignore", under="ignore"):
        products = corners * others
    nothing = (corners == 0) | (others == 0)
    products[nothing] = 0.0  # also 0 times unbounded: every real times 0
    exact = nothing | (np.abs(corners) == 1) | (np.abs(others) == 1)
    lo = np.where(exact, products, np.nextafter(products, -np.inf))
    hi = np.where(exact, products, np.nextafter(products, np.inf))
    return np.array([lo.min(axis=0), hi.max(axis=0)])


def _dot(matrix: Array, ends: Array) -> Array:
    """Each end moved by twice the classical error bound of a dot product, so for any order of summation.

    Higham, Accuracy and Stability of Numerical Algorithms, section 3.1.
    """
    # Positive weights meet this end, negative weights the other.
    signed = np.concatenate([np.maximum(matrix, 0.0), np.minimum(matrix, 0.0)], axis=1)
    met = np.concatenate([ends, ends[::-1]], axis=1)
    unbounded = np.isinf(met)
    met[unbounded] = 0.0
    used = (signed != 0).astype(np.float64)
    terms = (matrix.shape[1] + 2) * ROUNDOFF
    with np.errstate(invalid="ignore", over="ignore", under="ignore"):
        slack = 2 * terms / (1 - terms) * (np.abs(signed) @ np.abs(met)) * (1 + 1e-10) + 1e-300
        moved = np.nextafter(signed @ met + WAY * slack, OUTWARD)
    moved = np.where(used @ (met != 0), moved, 0.0)  # nothing but zeros: exactly zero
    return np.where((used @ unbounded > 0) | np.isnan(moved), OUTWARD, moved)
