"""Refuses arrays that do not fit; the message names the axis."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]  # or float32 where a Spec says so


def numbers(name: str, value: npt.ArrayLike, dtype: str = "float64") -> Array:
    """Array without NaN; infinities pass, also of numbers too large for the dtype. Raises ValueError."""
    array = read(name, value, dtype)
    if np.isnan(array).any():
        raise ValueError(f"{name} holds NaN")
    return array


def fitted(name: str, value: npt.ArrayLike, dtype: str = "float64", /, **axes: int | None) -> Array:
    """Finite array with these axes, in this order; None lets an axis have any size but 0."""
    array = read(name, value, dtype)
    if not finite(array):
        raise ValueError(f"{name} holds {'NaN' if np.isnan(array).any() else 'an infinite value'}")
    if array.ndim != len(axes):
        raise ValueError(f"{name} has {array.ndim} axes, {len(axes)} are expected: {', '.join(axes)}")
    for (axis, size), found in zip(axes.items(), array.shape, strict=True):
        if found != size:
            _check_axis(name, axis, found, size)
    return array


def finite(array: Array) -> bool:
    return 0 not in np.isfinite(array).tobytes()  # takes a third of the time that all() does


def read(name: str, value: npt.ArrayLike, dtype: str) -> Array:
    """Array of whatever numbers. Raises ValueError for what is none."""
    try:
        array = np.asarray(value)
    except ValueError:
        array = np.asarray(None)  # ragged: no array at all
    # Booleans and complex numbers would pass silently, and nobody means them.
    if array.dtype.kind not in "fiu":
        raise ValueError(f"{name} is not an array of numbers")
    if array.dtype == dtype:
        return array
    # What is too large becomes infinite, which callers refuse or allow by name.
    with np.errstate(over="ignore"):
        return array.astype(dtype)


def _check_axis(name: str, axis: str, found: int, size: int | None) -> None:
    if size is not None and found != size:
        raise ValueError(f"{name} has {found} {axis}, Spec says {size}")
    if found == 0:
        raise ValueError(f"{name} has 0 {axis}, at least 1 is expected")
