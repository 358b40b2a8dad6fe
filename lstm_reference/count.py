"""How many parameters a network has: the sizes of the arrays that exist, summed."""

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from lstm_reference.axes import Array
from lstm_reference.detour import on_detour, remembered
from lstm_reference.layouts import to_keras, to_onnx, to_torch
from lstm_reference.spec import Spec
from lstm_reference.weights import Weights, zeros


@dataclass(frozen=True, slots=True)
class Counts(Mapping[str, int]):
    """Parameters by array, under the convention's own array names."""

    _counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self._counts.values())

    def __getitem__(self, name: str) -> int:
        return self._counts[name]

    def items(self) -> ItemsView[str, int]:
        return self._counts.items()

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)


def _lesson(_: Spec, weights: Weights) -> Mapping[str, Array]:
    return weights


CONVENTIONS: Final[Mapping[str, Callable[[Spec, Weights], Mapping[str, Array]]]] = MappingProxyType(
    {"lesson": _lesson, "keras": to_keras, "torch": to_torch, "onnx": to_onnx}
)


def arrays(spec: Spec, convention: str = "lesson") -> Mapping[str, Array]:
    """What a network holds, all zeros, by the convention's own names; errors as of `parameters`.

    On a detour all gates of a cell were one array, as frameworks have it, and were parted again.
    """
    if convention not in CONVENTIONS:
        raise ValueError(f"convention is {convention!r}, one of {', '.join(CONVENTIONS)} is expected")
    # Sizes alone are asked for, and nothing is quicker to make than zeros.
    weights = zeros(spec)
    if on_detour():
        weights = Weights(spec, {name: part for names in alike(weights) for name, part in parted(weights, names)})
    return CONVENTIONS[convention](spec, weights)


def alike(weights: Weights) -> Iterable[list[str]]:
    """The names in groups that differ in nothing but the gate: W_fF W_iF W_cF W_oF, then W_fR …"""
    groups: dict[str, list[str]] = {}
    for name in weights:
        groups.setdefault(name[:2] + name[3:], []).append(name)
    return groups.values()


def parted(weights: Weights, names: list[str]) -> Iterator[tuple[str, Array]]:
    stack = np.concatenate([weights[name] for name in names])
    rows = len(stack) // len(names)
    return ((name, stack[k * rows : (k + 1) * rows]) for k, name in enumerate(names))


@remembered
def parameters(spec: Spec, convention: str = "lesson") -> Counts:
    """Counts by array, all layers and directions; raises ValueError for a convention other than these four.

    lesson and keras hold one bias per gate, torch and onnx two. A Keras gru is the default one, reset_after=True,
    which holds two as well; in the lesson's convention a gru that resets after the product has a second for the
    candidate alone. onnx counts what it stores for a coupled gate, which it does not read. Raises Unsupported where
    a framework has no arrays for the Spec.
    """
    return Counts(MappingProxyType({name: array.size for name, array in arrays(spec, convention).items()}))
