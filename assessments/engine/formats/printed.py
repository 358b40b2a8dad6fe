"""Numbers and arrays as NumPy and PyTorch print them, for whoever pastes what a program put out."""

from __future__ import annotations

import re

OF = r"(?:(?:np|numpy|torch)\.)?"
SCALAR = re.compile(rf"{OF}(?:(?:float|int)\d*|array|tensor)\(([^()\[\],;]*)\)", re.IGNORECASE)
ARRAY = re.compile(rf"^{OF}(?:array|tensor)\s*(?=\()", re.IGNORECASE)
NAMED = re.compile(r"(?:,\s*+(?:dtype|device|grad_fn|requires_grad)=[^\s,()\[\]]++)++(?=\)$)")  # of an array


def bare(text: str) -> str:
    """Only the numbers, with the brackets that lie around them: array([1., 2.], dtype=float32) gives ([1., 2.])."""
    if "(" not in text:
        return text
    return ARRAY.sub("", SCALAR.sub(r"\1", NAMED.sub("", text)))
