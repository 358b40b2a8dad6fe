"""What an executed LSTM looks like inside: the shape of every array, read off a step that was run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from lstm_reference import Spec, faces, run, zeros
from lstm_reference.count import arrays
from lstm_reference.detour import remembered

Shape = tuple[int, ...]


@lru_cache(maxsize=4096, typed=True)
def sized(input_size: int, hidden_size: int, **options: Any) -> Spec:
    """One Spec for the same sizes: to check them anew takes longer than to find it, and a question asks often."""
    return Spec(input_size, hidden_size, **options)


@remembered
def stored(spec: Spec, convention: str = "lesson") -> Mapping[str, Shape]:
    """Name → shape of every array that a layer holds, by the convention's own names."""
    return {name: array.shape for name, array in arrays(spec, convention).items()}


@remembered
def anatomy(spec: Spec, steps: int = 1, batch: int = 1) -> Mapping[str, Shape]:
    """Name → shape: the weights (W_fF …), the tensors of a step (x f i g o c h, columns), the faces of the run."""
    # A shape does not ask for the numbers, and to draw them takes many times as long.
    trace = run(spec, zeros(spec), np.zeros((steps, batch, spec.input_size)), by_gate=True)
    inside = {name: array.shape for name, array in trace.steps[-1]._asdict().items()}
    shapes = {
        **stored(spec),
        **inside,
        "input": (steps, batch, spec.input_size),
        "output": trace.output.shape,
        "h_n": trace.h_n.shape,
    }
    return shapes | ({"c_n": trace.c_n.shape} if spec.cell == "lstm" else {})


@remembered
def handed_over(spec: Spec, steps: int, batch: int) -> Mapping[str, Shape]:
    """Name → shape of all that a batched run leaves its caller, whatever the layers, the directions, the projection.

    PyTorch's output and, with batch_first, output_batch_first; its h_n and c_n; Keras's last and sequences.
    """
    trace = run(spec, zeros(spec), np.zeros((steps, batch, spec.input_size)))
    handed = {
        **faces.torch(trace),
        "output_batch_first": faces.torch(trace, batch_first=True)["output"],
        "last": faces.keras(trace),
        "sequences": faces.keras(trace, return_sequences=True),
    }
    return {name: array.shape for name, array in handed.items()}
