"""Named gates to arrays. A matrix's shape is the array's own; nothing else says it."""

from collections.abc import ItemsView, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from lstm_reference.axes import Array, fitted
from lstm_reference.packed import Packed, packed
from lstm_reference.spec import Spec


@dataclass(frozen=True, eq=False, repr=False)
class Weights(Mapping[str, Array]):
    """Read-only arrays of the Spec's dtype by name, also as attributes: `w["W_fF"] is w.W_fF`.

    For each gate g: W_gF (h, n), W_gR (h, q) and, unless `bias=False`, b_g (h, 1); they stand for
    W_gF x + W_gR h + b_g with x and h columns, q rows of a hidden state. Beside them, where the Spec says so:
    p_f p_i p_o (h, 1), the peepholes' diagonals; W_P (q, h), the projection; b_nR (h, 1), which is reset with W_nR h.

    More layers or directions have longer names, W_fF_l0 or W_fF_l1_reverse, and `layers[1][1].W_fF` is the latter.
    Made by `zeros`, `seeded` and `from_arrays`.
    """

    spec: Spec
    _arrays: Mapping[str, Array]

    @cached_property
    def layers(self) -> tuple[tuple["Weights", ...], ...]:
        """The cells, by layer and direction, each with the names of a single one; direction 1 is the reverse one."""
        if self.spec.single:
            return ((self,),)
        return tuple(
            tuple(self._cell(k, direction) for direction in range(self.spec.directions))
            for k in range(self.spec.num_layers)
        )

    @cached_property
    def packed(self) -> Packed:
        """Of a single lstm cell, for the fused path."""
        return packed(self.spec, self)

    def _cell(self, k: int, direction: int) -> "Weights":
        cell, end = self.spec.layer(k), suffix(k, direction)
        return Weights(cell, {name: self._arrays[name + end] for name in _cell_shapes(cell)})

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __getattr__(self, name: str) -> Array:
        # Without the first test, unpickling would ask for `_arrays` for ever.
        if not name.startswith("_") and name in self._arrays:
            return self._arrays[name]
        raise AttributeError(f"no weights named {name!r}")

    # What Mapping makes of __getitem__ takes several times as long.

    def __contains__(self, name: object) -> bool:
        return name in self._arrays

    def items(self) -> ItemsView[str, Array]:
        return self._arrays.items()

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
    """Weights of the Spec's shapes. Those of the same shape are one array, for nobody can write to it."""
    shapes = _shapes(spec)
    nothing = {shape: _frozen(np.zeros(shape, spec.dtype)) for shape in set(shapes.values())}
    return Weights(spec, {name: nothing[shape] for name, shape in shapes.items()})


def seeded(spec: Spec, seed: int) -> Weights:
    """Uniform within 1/sqrt(h), as PyTorch starts its layers; the same numbers on every NumPy.

    https://numpy.org/neps/nep-0019-rng-policy.html
    """
    rng = np.random.RandomState(seed)  # the one stream that is promised never to change
    bound = spec.hidden_size**-0.5
    drawn = {name: rng.uniform(-bound, bound, shape) for name, shape in _shapes(spec).items()}
    return Weights(spec, {name: _frozen(array.astype(spec.dtype, copy=False)) for name, array in drawn.items()})


def from_arrays(spec: Spec, arrays: Mapping[str, npt.ArrayLike]) -> Weights:
    """Copies of the given arrays, checked; raises ValueError that names the matrix and the axis."""
    shapes = _shapes(spec)
    check_names(arrays, shapes)
    return Weights(
        spec,
        {
            name: _frozen(fitted(name, arrays[name], spec.dtype, rows=rows, columns=columns).copy())
            for name, (rows, columns) in shapes.items()
        },
    )


def check_weights(spec: Spec, weights: Weights) -> None:
    """Raises ValueError for weights of another Spec."""
    if weights.spec is not spec and weights.spec != spec:
        raise ValueError(f"the weights are for {weights.spec}, not for {spec}")


def check_names(arrays: Mapping[str, object], names: Mapping[str, object]) -> None:
    """Raises ValueError unless `arrays` has exactly these names."""
    for fault, found in (("missing", names.keys() - arrays.keys()), ("not expected", arrays.keys() - names.keys())):
        if found:
            raise ValueError(f"{fault}: {', '.join(sorted(found))}")


def suffix(k: int, direction: int) -> str:
    return f"_l{k}" + "_reverse" * direction


def _shapes(spec: Spec) -> Mapping[str, tuple[int, int]]:
    if spec.single:
        return _cell_shapes(spec)
    return {
        name + suffix(k, direction): shape
        for k in range(spec.num_layers)
        for direction in range(spec.directions)
        for name, shape in _cell_shapes(spec.layer(k)).items()
    }


@lru_cache(maxsize=4096)
def _cell_shapes(spec: Spec) -> Mapping[str, tuple[int, int]]:
    h, n, q = spec.hidden_size, spec.input_size, spec.output_size
    shapes: dict[str, tuple[int, int]] = {}
    for gate in spec.gates:
        shapes[f"W_{gate}F"], shapes[f"W_{gate}R"] = (h, n), (h, q)
        if spec.bias:
            shapes[f"b_{gate}"] = (h, 1)
        if spec.peepholes and gate != "c":
            shapes[f"p_{gate}"] = (h, 1)
    if spec.reset_after and spec.bias:
        shapes["b_nR"] = (h, 1)
    if spec.proj_size:
        shapes["W_P"] = (q, h)
    return shapes


def _frozen(array: Array) -> Array:
    array.setflags(write=False)
    return array
