"""PyTorch, Keras and ONNX fuse the gates of a layer into a few arrays; here and back.

Which gate comes first, and how many biases there are, is each framework's own habit:
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
https://keras.io/api/layers/recurrent_layers/lstm/
https://onnx.ai/onnx/operators/onnx__LSTM.html

GRU: ONNX (linear_before_reset=0) and Keras (reset_after=False) compute our GRU. PyTorch, and Keras by default, reset
*after* the recurrent product and need a second bias for it. Their arrays have the shapes and counts given here, but
compute something else, so they are not read back.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from lstm_reference.axes import Array, fitted
from lstm_reference.spec import Spec, Unsupported
from lstm_reference.weights import Weights, check_names, from_arrays

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
FEED_FORWARD: Final = "W_{}F"
RECURRENT: Final = "W_{}R"
BIAS: Final = "b_{}"


def to_torch(spec: Spec, weights: Weights) -> dict[str, Array]:
    """weight_ih_l0 (4h, n), weight_hh_l0 (4h, h), bias_ih_l0 and bias_hh_l0 (4h,); our bias is in the first."""
    order = ORDER["torch", spec.cell]
    arrays = {
        "weight_ih_l0": _fused(weights, FEED_FORWARD, order),
        "weight_hh_l0": _fused(weights, RECURRENT, order),
    }
    if spec.bias:
        bias = _fused(weights, BIAS, order)[:, 0]
        arrays |= {"bias_ih_l0": bias, "bias_hh_l0": np.zeros_like(bias)}
    return arrays


def from_torch(spec: Spec, arrays: Mapping[str, npt.ArrayLike]) -> Weights:
    """The two biases are summed. Raises ValueError naming array and axis, Unsupported for gru."""
    if spec.cell == "gru":
        raise Unsupported("cell='gru': PyTorch resets after the recurrent product, this GRU before it")
    fit = _fits(arrays, ["weight_ih_l0", "weight_hh_l0"], ["bias_ih_l0", "bias_hh_l0"], bias=spec.bias)
    order, h = ORDER["torch", spec.cell], spec.hidden_size
    rows = len(order) * h
    parts = _parts(FEED_FORWARD, order, fit("weight_ih_l0", rows=rows, columns=spec.input_size))
    parts |= _parts(RECURRENT, order, fit("weight_hh_l0", rows=rows, columns=h))
    if spec.bias:
        bias = fit("bias_ih_l0", rows=rows) + fit("bias_hh_l0", rows=rows)
        parts |= _parts(BIAS, order, bias[:, np.newaxis])
    return from_arrays(spec, parts)


def to_keras(spec: Spec, weights: Weights, *, reset_after: bool = True) -> dict[str, Array]:
    """Gives kernel (n, 4h), recurrent_kernel (h, 4h), bias (4h,): the transposes of ours.

    `reset_after` speaks of gru only, as in Keras: True gives bias (2, 3h), ours in its first row.
    """
    order = ORDER["keras", spec.cell]
    arrays = {
        "kernel": _fused(weights, FEED_FORWARD, order).T,
        "recurrent_kernel": _fused(weights, RECURRENT, order).T,
    }
    if spec.bias:
        bias = _fused(weights, BIAS, order)[:, 0]
        two = spec.cell == "gru" and reset_after
        arrays["bias"] = np.stack([bias, np.zeros_like(bias)]) if two else bias
    return arrays


def from_keras(spec: Spec, arrays: Mapping[str, npt.ArrayLike]) -> Weights:
    """Raises ValueError naming array and axis, Unsupported for a gru with two biases (reset_after=True).

    Without biases the two kinds of gru look alike; the caller must know that reset_after was False.
    """
    if spec.cell == "gru" and np.ndim(arrays.get("bias", 0)) > 1:
        raise Unsupported("cell='gru': reset_after=True resets after the recurrent product, this GRU before it")
    fit = _fits(arrays, ["kernel", "recurrent_kernel"], ["bias"], bias=spec.bias)
    order, h = ORDER["keras", spec.cell], spec.hidden_size
    columns = len(order) * h
    parts = _parts(FEED_FORWARD, order, fit("kernel", rows=spec.input_size, columns=columns).T)
    parts |= _parts(RECURRENT, order, fit("recurrent_kernel", rows=h, columns=columns).T)
    if spec.bias:
        parts |= _parts(BIAS, order, fit("bias", columns=columns)[:, np.newaxis])
    return from_arrays(spec, parts)


def to_onnx(spec: Spec, weights: Weights) -> dict[str, Array]:
    """W (1, 4h, n), R (1, 4h, h), B (1, 8h): one direction; our bias is in the first half of B."""
    order = ORDER["onnx", spec.cell]
    arrays = {"W": _fused(weights, FEED_FORWARD, order), "R": _fused(weights, RECURRENT, order)}
    if spec.bias:
        bias = _fused(weights, BIAS, order)[:, 0]
        arrays["B"] = np.concatenate([bias, np.zeros_like(bias)])
    return {name: array[np.newaxis] for name, array in arrays.items()}


def from_onnx(spec: Spec, arrays: Mapping[str, npt.ArrayLike]) -> Weights:
    """The two halves of B are summed; a gru is read as linear_before_reset=0. Raises ValueError."""
    fit = _fits(arrays, ["W", "R"], ["B"], bias=spec.bias)
    order, h = ORDER["onnx", spec.cell], spec.hidden_size
    rows = len(order) * h
    parts = _parts(FEED_FORWARD, order, fit("W", directions=1, rows=rows, columns=spec.input_size)[0])
    parts |= _parts(RECURRENT, order, fit("R", directions=1, rows=rows, columns=h)[0])
    if spec.bias:
        feed_forward, recurrent = np.split(fit("B", directions=1, columns=2 * rows)[0], 2)
        parts |= _parts(BIAS, order, (feed_forward + recurrent)[:, np.newaxis])
    return from_arrays(spec, parts)


class _Fit:
    def __init__(self, arrays: Mapping[str, npt.ArrayLike]) -> None:
        self.arrays = arrays

    def __call__(self, name: str, **axes: int) -> Array:
        return fitted(name, self.arrays[name], **axes)


def _fits(arrays: Mapping[str, npt.ArrayLike], always: list[str], biases: list[str], *, bias: bool) -> _Fit:
    check_names(arrays, dict.fromkeys(always + biases if bias else always))
    return _Fit(arrays)


def _fused(weights: Weights, part: str, order: tuple[str, ...]) -> Array:
    return np.concatenate([weights[part.format(gate)] for gate in order])


def _parts(part: str, order: tuple[str, ...], fused: Array) -> dict[str, Array]:
    return {part.format(gate): rows for gate, rows in zip(order, np.split(fused, len(order)), strict=True)}
