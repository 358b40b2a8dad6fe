"""PyTorch: gates i f g o below each other, two biases, names ending in the layer and _reverse.

https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from collections.abc import Iterator, Mapping

from lstm_reference.axes import Array
from lstm_reference.layouts.blocks import ORDER, Arrays, Blocks, Fit, fused, gathered, parted, refuse
from lstm_reference.spec import Spec, Unsupported
from lstm_reference.weights import Weights, check_weights, suffix


def to_torch(spec: Spec, weights: Weights) -> dict[str, Array]:
    """weight_ih_l0 (4h, n), weight_hh_l0 (4h, q), bias_ih_l0 and bias_hh_l0 (4h,); with projection weight_hr_l0 (p, h).

    Our bias is in the first, except what a gru resets after the product. _l1 follows, _l0_reverse in between. Raises
    ValueError for weights of another Spec, Unsupported for peepholes and coupled gates.
    """
    check_weights(spec, weights)
    refuse(spec, "PyTorch", "peepholes", "coupled")
    return {
        f"{name}{suffix(k, d)}": array
        for k, layer in enumerate(weights.layers)
        for d, cell in enumerate(layer)
        for name, array in _cell(cell).items()
    }


def from_torch(spec: Spec, arrays: Arrays) -> Weights:
    """The two biases are summed, except where a gru needs both.

    Raises ValueError naming array and axis, Unsupported for a gru that resets before the product.
    """
    refuse(spec, "PyTorch", "peepholes", "coupled")
    if spec.cell == "gru" and not spec.reset_after:
        raise Unsupported("cell='gru': PyTorch resets after the recurrent product, this GRU before it")
    fit = Fit(
        arrays,
        [name + suffix(k, d) for k in range(spec.num_layers) for d in range(spec.directions) for name in _names(spec)],
    )

    def read(cell: Spec, k: int, d: int) -> Mapping[str, Array]:
        end, order = suffix(k, d), ORDER["torch", cell.cell]
        rows, q = len(order) * cell.hidden_size, cell.output_size
        biases = [fit(f"bias_{part}{end}", rows=rows) if cell.bias else None for part in ("ih", "hh")]
        W = fit(f"weight_ih{end}", rows=rows, columns=cell.input_size)
        named = parted(cell, order, Blocks(W, fit(f"weight_hh{end}", rows=rows, columns=q), *biases))
        return named | ({"W_P": fit(f"weight_hr{end}", rows=q, columns=cell.hidden_size)} if cell.proj_size else {})

    return gathered(spec, read)


def _cell(cell: Weights) -> dict[str, Array]:
    blocks = fused(cell, ORDER["torch", cell.spec.cell])
    projection = [cell["W_P"]] if cell.spec.proj_size else []
    return dict(zip(_names(cell.spec), [blocks.W, blocks.R, *blocks.biases, *projection], strict=True))


def _names(spec: Spec) -> Iterator[str]:
    yield from ("weight_ih", "weight_hh")
    if spec.bias:
        yield from ("bias_ih", "bias_hh")
    if spec.proj_size:
        yield "weight_hr"
