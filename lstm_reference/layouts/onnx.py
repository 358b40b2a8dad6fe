"""ONNX: gates i o f c, an axis of directions in front, two biases end to end, one node for each layer.

https://onnx.ai/onnx/operators/onnx__LSTM.html and https://onnx.ai/onnx/operators/onnx__GRU.html
"""

from collections.abc import Mapping

import numpy as np

from lstm_reference.axes import Array
from lstm_reference.layouts.blocks import ORDER, Arrays, Blocks, Fit, fused, gathered, parted, refuse
from lstm_reference.spec import Spec, Unsupported
from lstm_reference.weights import Weights, check_weights

PEEPHOLES = ("i", "o", "f")


def to_onnx(spec: Spec, weights: Weights) -> dict[str, Array]:
    """W (D, 4h, n), R (D, 4h, h), B (D, 8h), with peepholes P (D, 3h); our bias is in the first half of B.

    A stack is several nodes, layer0_W and so on. A gru is linear_before_reset=1 if it resets after the product, else
    0. Coupled is input_forget=1: the forget gate's rows are there and zero, for ONNX keeps room for them. Raises
    ValueError for weights of another Spec, Unsupported for projections and for gates coupled the other way.
    """
    check_weights(spec, weights)
    _refuse(spec)
    return {
        _prefix(spec, k) + name: np.stack([arrays[name] for arrays in cells])
        for k, layer in enumerate(weights.layers)
        for cells in [[_cell(cell) for cell in layer]]
        for name in cells[0]
    }


def from_onnx(spec: Spec, arrays: Arrays) -> Weights:
    """The two halves of B are summed, except where a gru needs both; rows of a coupled gate are left out.

    A gru is read as linear_before_reset=1 if the Spec resets after the product, else 0. Raises ValueError naming array
    and axis, Unsupported for what ONNX has no arrays for.
    """
    _refuse(spec)
    names = ["W", "R"] + ["B"] * spec.bias + ["P"] * spec.peepholes
    fit = Fit(arrays, [_prefix(spec, k) + name for k in range(spec.num_layers) for name in names])

    def read(cell: Spec, k: int, d: int) -> Mapping[str, Array]:
        start, order, h, D = _prefix(spec, k), ORDER["onnx", cell.cell], cell.hidden_size, spec.directions
        rows = len(order) * h
        W = fit(f"{start}W", directions=D, rows=rows, columns=cell.input_size)[d]
        R = fit(f"{start}R", directions=D, rows=rows, columns=h)[d]
        B = np.split(fit(f"{start}B", directions=D, columns=2 * rows)[d], 2) if cell.bias else [None, None]
        P = fit(f"{start}P", directions=D, columns=3 * h)[d] if cell.peepholes else np.zeros(0)
        return parted(cell, order, Blocks(W, R, *B)) | _peepholes(cell, P)

    return gathered(spec, read)


def _refuse(spec: Spec) -> None:
    refuse(spec, "ONNX", "proj_size")
    if spec.coupled == "input_from_forget":
        raise Unsupported("coupled='input_from_forget': ONNX couples the forget gate to the input gate")


def _cell(cell: Weights) -> dict[str, Array]:
    blocks, empty = fused(cell, ORDER["onnx", cell.spec.cell]), np.zeros((cell.spec.hidden_size, 1))
    arrays = {"W": blocks.W, "R": blocks.R}
    if blocks.biases:
        arrays["B"] = np.concatenate(blocks.biases)
    if cell.spec.peepholes:
        # The zeros of a coupled gate are float64, and would make all of it so.
        arrays["P"] = np.concatenate([cell.get(f"p_{gate}", empty)[:, 0] for gate in PEEPHOLES]).astype(cell.spec.dtype)
    return arrays


def _peepholes(cell: Spec, P: Array) -> dict[str, Array]:
    if not cell.peepholes:
        return {}
    parts = zip(PEEPHOLES, np.split(P, len(PEEPHOLES)), strict=True)
    return {f"p_{gate}": part[:, np.newaxis] for gate, part in parts if gate in cell.gates}


def _prefix(spec: Spec, k: int) -> str:
    return f"layer{k}_" if spec.num_layers > 1 else ""
