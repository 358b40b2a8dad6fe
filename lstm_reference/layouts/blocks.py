"""The gates of one cell, one below the other in a framework's order, and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from lstm_reference.axes import Array, fitted
from lstm_reference.spec import GATES, Spec, Unsupported
from lstm_reference.weights import Weights, check_names, from_arrays, suffix

Arrays = Mapping[str, npt.ArrayLike]

# Gates by our names, in each framework's order; "c" is what PyTorch calls g, "n" what Keras and ONNX call h.
ORDER: Final = MappingProxyType(
    {
        ("torch", "lstm"): ("i", "f", "c", "o"),
        ("keras", "lstm"): ("i", "f", "c", "o"),
        ("onnx", "lstm"): ("i", "o", "f", "c"),
        ("torch", "gru"): ("r", "z", "n"),
        ("keras", "gru"): ("z", "r", "n"),
        ("onnx", "gru"): ("z", "r", "n"),
        ("torch", "rnn"): ("h",),
        ("keras", "rnn"): ("h",),
        ("onnx", "rnn"): ("h",),
    }
)


@dataclass(frozen=True)
class Blocks:
    """W (G·h, n), R (G·h, q) and up to two biases (G·h,), which are summed but for a candidate that is reset."""

    W: Array
    R: Array
    bias: Array | None
    reset_bias: Array | None

    @property
    def biases(self) -> list[Array]:
        return [bias for bias in (self.bias, self.reset_bias) if bias is not None]


def fused(cell: Weights, order: tuple[str, ...]) -> Blocks:
    """Ours is the first bias, except what is reset with the recurrent product. A gate without weights is zeros."""
    spec = cell.spec
    rows, q = spec.hidden_size, spec.output_size

    def stacked(name: str, columns: int) -> Array:
        empty = np.zeros((rows, columns), spec.dtype)
        return np.concatenate([cell.get(name.format(gate), empty) for gate in order])

    W, R = stacked("W_{}F", spec.input_size), stacked("W_{}R", q)
    return Blocks(W, R, *((stacked("b_{}", 1)[:, 0], stacked("b_{}R", 1)[:, 0]) if spec.bias else (None, None)))


def parted(spec: Spec, order: tuple[str, ...], blocks: Blocks) -> dict[str, Array]:
    """The named arrays again; a gate without weights is left out."""
    parts = _split("W_{}F", order, blocks.W) | _split("W_{}R", order, blocks.R)
    if blocks.bias is not None:
        first = _split("b_{}", order, blocks.bias[:, np.newaxis])
        if blocks.reset_bias is not None:
            second = _split("b_{}", order, blocks.reset_bias[:, np.newaxis])
            reset = {"b_n"} if spec.reset_after else set()
            first = {name: bias if name in reset else bias + second[name] for name, bias in first.items()}
            parts |= {f"{name}R": second[name] for name in reset}
        parts |= first
    saved = {gate for gate in GATES[spec.cell] if gate not in spec.gates}
    return {name: array for name, array in parts.items() if name[2] not in saved}


def _split(name: str, order: tuple[str, ...], rows: Array) -> dict[str, Array]:
    h = len(rows) // len(order)
    return {name.format(gate): rows[k * h : (k + 1) * h] for k, gate in enumerate(order)}


class Fit:
    """Reads arrays of exactly these names, each by its axes."""

    def __init__(self, arrays: Arrays, names: list[str]) -> None:
        check_names(arrays, dict.fromkeys(names))
        self.arrays = arrays

    def __call__(self, name: str, **axes: int) -> Array:
        return fitted(name, self.arrays[name], **axes)


def gathered(spec: Spec, read: Callable[[Spec, int, int], Mapping[str, Array]]) -> Weights:
    """Weights of all the layers, from what `read` finds for the cell of layer k and direction d."""
    cells = {(k, d): read(spec.layer(k), k, d) for k in range(spec.num_layers) for d in range(spec.directions)}
    if spec.single:
        return from_arrays(spec, cells[0, 0])
    return from_arrays(
        spec, {name + suffix(k, d): array for (k, d), cell in cells.items() for name, array in cell.items()}
    )


def refuse(spec: Spec, framework: str, *fields: str) -> None:
    for name in fields:
        if getattr(spec, name):
            raise Unsupported(f"{name}={getattr(spec, name)!r}: {framework} has no arrays for it")
