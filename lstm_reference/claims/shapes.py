"""The shapes of tensors and matrices, read off an executed step."""

import re
from typing import Final

import numpy as np

from lstm_reference.claims.registry import claim
from lstm_reference.claims.verdict import Finding, Verdict
from lstm_reference.network import run
from lstm_reference.spec import Spec
from lstm_reference.weights import zeros

COLUMNS: Final = "columns, as in W x"
STEP: Final = ("x", "f", "i", "g", "o", "c", "h")
SIZE: Final = re.compile(r"\d{1,9}")
SHAPE: Final = re.compile(rf"\(?\s*{SIZE.pattern}(\s*(x|×|,|by)\s*{SIZE.pattern})*\s*\)?")


@claim("tensor-shape")
def tensor_shape(tensor: str, input_size: int, hidden_size: int, shape: str) -> Verdict:
    """Any matrix or bias, or x f i g o c h, or h_prev c_prev of one step; `shape` such as 50×1."""
    finding = _all_have([tensor], input_size, hidden_size, [shape])
    return Verdict({COLUMNS: finding})


@claim("matrix-shapes")
def matrix_shapes(matrices: list[str], input_size: int, hidden_size: int, shapes: list[str]) -> Verdict:
    """One shape for each matrix, in the same order."""
    if not isinstance(matrices, list) or not isinstance(shapes, list):
        raise ValueError("matrix-shapes: matrices and shapes are two lists")  # noqa: TRY004 -- as promised
    if len(matrices) != len(shapes):
        raise ValueError(f"matrix-shapes: {len(matrices)} matrices, but {len(shapes)} shapes")
    return Verdict({COLUMNS: _all_have(matrices, input_size, hidden_size, shapes)})


def _all_have(names: list[str], input_size: int, hidden_size: int, shapes: list[str]) -> Finding:
    found = _executed(Spec(input_size, hidden_size))
    for name in names:
        if name not in list(found):
            raise ValueError(f"unknown tensor {name!r}, one of {', '.join(found)} is expected")
    true = {name: found[name] for name in names}
    holds = [found[name] for name in names] == [_read(shape) for shape in shapes]
    said = "; ".join(f"{name} is {' × '.join(map(str, size))}" for name, size in true.items())
    why = f"With {input_size} inputs and {hidden_size} units, {said}."
    return Finding("proved" if holds else "refuted", why, {"shapes": {name: list(size) for name, size in true.items()}})


def _executed(spec: Spec) -> dict[str, tuple[int, ...]]:
    weights = zeros(spec)
    # Two steps, because the state before the second one is a computed one.
    first, second = run(spec, weights, np.zeros((2, spec.input_size)), by_gate=True).steps
    tensors = {**weights, **{name: getattr(second, name) for name in STEP}, "h_prev": first.h, "c_prev": first.c}
    return {name: tensor.shape for name, tensor in tensors.items()}


def _read(shape: str) -> tuple[int, ...]:
    if not isinstance(shape, str) or not SHAPE.fullmatch(shape.strip()):
        raise ValueError(f"shape is {shape!r}, sizes such as 50×1 are expected")
    return tuple(int(size) for size in SIZE.findall(shape))
