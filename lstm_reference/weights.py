"""Named gates to arrays. A matrix's shape is the array's own; nothing else says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lstm_reference.axes import Array, fitted
from lstm_reference.spec import GATES, Spec


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Weights(Mapping[str, Array]):
    """Read-only float64 arrays by name, also as attributes: `w["W_fF"] is w.W_fF`.

    For each gate g: W_gF (h, n), W_gR (h, h) and, unless `bias=False`, b_g (h, 1); they stand for
    W_gF x + W_gR h + b_g with x and h columns. Made by `zeros`, `seeded` and `from_arrays`.
    """

    spec: Spec
    _arrays: Mapping[str, Array]

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __getattr__(self, name: str) -> Array:
        if not name.startswith("_") and name in self._arrays:
            return self._arrays[name]
        raise AttributeError(f"no weights named {name!r}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Weights):
            return NotImplemented
        return self.spec == other.spec and all(np.array_equal(self[name], other[name]) for name in self)

    __hash__ = None  # type: ignore[assignment]  # equal by content, and arrays have no hash

    def __repr__(self) -> str:
        return f"Weights({self.spec!r}: {', '.join(self)})"


def zeros(spec: Spec) -> Weights:
    return Weights(spec, {name: _frozen(np.zeros(shape)) for name, shape in _shapes(spec).items()})


def seeded(spec: Spec, seed: int) -> Weights:
    """Uniform within 1/sqrt(h), as PyTorch starts its layers; the same numbers on every NumPy.

    https://numpy.org/neps/nep-0019-rng-policy.html
    """
    rng = np.random.RandomState(seed)  # the one stream that is promised never to change
    bound = spec.hidden_size**-0.5
    return Weights(spec, {name: _frozen(rng.uniform(-bound, bound, shape)) for name, shape in _shapes(spec).items()})


def from_arrays(spec: Spec, arrays: Mapping[str, npt.ArrayLike]) -> Weights:
    """Copies of the given arrays, checked; raises ValueError that names the matrix and the axis."""
    shapes = _shapes(spec)
    check_names(arrays, shapes)
    checked = {name: fitted(name, arrays[name], rows=rows, columns=columns) for name, (rows, columns) in shapes.items()}
    return Weights(spec, {name: _frozen(array.copy()) for name, array in checked.items()})


def check_names(arrays: Mapping[str, object], names: Mapping[str, object]) -> None:
    """Raises ValueError unless `arrays` has exactly these names."""
    for fault, found in (("missing", names.keys() - arrays.keys()), ("not expected", arrays.keys() - names.keys())):
        if found:
            raise ValueError(f"{fault}: {', '.join(sorted(found))}")


def _shapes(spec: Spec) -> dict[str, tuple[int, int]]:
    h, n = spec.hidden_size, spec.input_size
    shapes: dict[str, tuple[int, int]] = {}
    for gate in GATES[spec.cell]:
        shapes[f"W_{gate}F"] = (h, n)
        shapes[f"W_{gate}R"] = (h, h)
        if spec.bias:
            shapes[f"b_{gate}"] = (h, 1)
    return shapes


def _frozen(array: Array) -> Array:
    array.setflags(write=False)
    return array
