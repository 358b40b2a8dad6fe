"""A run's results with the axes that others give them; every function takes a batched Trace."""

import numpy as np

from lstm_reference.axes import Array
from lstm_reference.trace import Trace

BATCHED = 3


def torch(trace: Trace, *, batch_first: bool = False) -> dict[str, Array]:
    """Gives output (T, B, D·q) or, batch_first, (B, T, D·q); h_n (L·D, B, q) and c_n (L·D, B, h) either way.

    https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
    """
    _check(trace)
    output = trace.output.swapaxes(0, 1) if batch_first else trace.output
    return {"output": output} | dict(zip(("h_n", "c_n"), trace.state, strict=False))


def keras(trace: Trace, *, return_sequences: bool = False) -> Array:
    """(B, D·q), the last outputs side by side, or with return_sequences (B, T, D·q).

    The reverse direction's last output is the one at the first place. After a sequence's end Keras repeats the last
    output where this gives zeros. https://keras.io/api/layers/recurrent_layers/lstm/
    """
    _check(trace)
    if return_sequences:
        return trace.output.swapaxes(0, 1)
    return np.concatenate(trace.h_n[-trace.spec.directions :], axis=-1)


def onnx(trace: Trace) -> dict[str, Array]:
    """Gives Y (T, D, B, h), Y_h and, for an lstm, Y_c (D, B, h), of the last layer, which is the last node.

    https://onnx.ai/onnx/operators/onnx__LSTM.html
    """
    _check(trace)
    steps, sequences, _ = trace.output.shape
    directions = trace.spec.directions
    Y = trace.output.reshape(steps, sequences, directions, -1).transpose(0, 2, 1, 3)
    finals = (part[-directions:] for part in trace.state)
    return {"Y": Y} | dict(zip(("Y_h", "Y_c"), finals, strict=False))


def _check(trace: Trace) -> None:
    if trace.output.ndim != BATCHED:
        raise ValueError("the run was of one sequence without a batch; give x as (steps, 1, features)")
