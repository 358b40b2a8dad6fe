"""Keras: gates i f c o side by side, the transposes of ours, one bias; a gru that resets after the product has two.

https://keras.io/api/layers/recurrent_layers/lstm/ and https://keras.io/api/layers/recurrent_layers/gru/
"""

from collections.abc import Mapping

import numpy as np

from lstm_reference.axes import Array
from lstm_reference.layouts.blocks import ORDER, Arrays, Blocks, Fit, fused, gathered, parted, refuse
from lstm_reference.spec import Spec, Unsupported
from lstm_reference.weights import Weights, check_weights

UNKNOWN = ("peepholes", "coupled", "proj_size")
PAIR = 2


def to_keras(spec: Spec, weights: Weights, *, reset_after: bool = True) -> dict[str, Array]:
    """Gives kernel (n, 4h), recurrent_kernel (h, 4h), bias (4h,): the transposes of ours.

    More layers or directions put layer0_, forward_ or backward_ before it. `reset_after` speaks of gru only, as in
    Keras: True gives bias (2, 3h). Of a Spec that resets before the product that has Keras's shapes and counts, but
    computes something else. Raises ValueError for weights of another Spec, Unsupported for peepholes, coupled gates and
    projections.
    """
    check_weights(spec, weights)
    refuse(spec, "Keras", *UNKNOWN)
    two = spec.cell == "gru" and (reset_after or spec.reset_after)
    return {
        _prefix(spec, k, d) + name: array
        for k, layer in enumerate(weights.layers)
        for d, cell in enumerate(layer)
        for name, array in _cell(cell, two=two).items()
    }


def from_keras(spec: Spec, arrays: Arrays) -> Weights:
    """Raises ValueError naming array and axis, Unsupported for a gru that resets where the Spec does not.

    Without biases the two kinds of gru look alike; the Spec says which one it is.
    """
    refuse(spec, "Keras", *UNKNOWN)
    names = ["kernel", "recurrent_kernel", "bias"][: 3 if spec.bias else PAIR]
    cells = [_prefix(spec, k, d) for k in range(spec.num_layers) for d in range(spec.directions)]
    _check_reset(spec, {np.ndim(arrays.get(f"{cell}bias", 0)) for cell in cells})
    fit = Fit(arrays, [cell + name for cell in cells for name in names])

    def read(cell: Spec, k: int, d: int) -> Mapping[str, Array]:
        start, order, h = _prefix(spec, k, d), ORDER["keras", cell.cell], cell.hidden_size
        columns = len(order) * h
        W = fit(f"{start}kernel", rows=cell.input_size, columns=columns).T
        R = fit(f"{start}recurrent_kernel", rows=h, columns=columns).T
        if not cell.bias:
            return parted(cell, order, Blocks(W, R, None, None))
        if cell.reset_after:
            return parted(cell, order, Blocks(W, R, *fit(f"{start}bias", biases=PAIR, columns=columns)))
        return parted(cell, order, Blocks(W, R, fit(f"{start}bias", columns=columns), None))

    return gathered(spec, read)


def _check_reset(spec: Spec, axes: set[int]) -> None:
    if spec.cell == "gru" and not spec.reset_after and PAIR in axes:
        raise Unsupported("cell='gru': reset_after=True resets after the recurrent product, this GRU before it")


def _cell(cell: Weights, *, two: bool) -> dict[str, Array]:
    blocks = fused(cell, ORDER["keras", cell.spec.cell])
    arrays = {"kernel": blocks.W.T, "recurrent_kernel": blocks.R.T}
    if blocks.bias is not None:
        arrays["bias"] = np.stack(blocks.biases) if two else blocks.bias
    return arrays


def _prefix(spec: Spec, k: int, d: int) -> str:
    layer = f"layer{k}_" if spec.num_layers > 1 else ""
    return layer + (("forward_", "backward_")[d] if spec.bidirectional else "")
