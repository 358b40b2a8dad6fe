"""The lesson's notation, as stems and worked solutions print it."""

from __future__ import annotations

from types import MappingProxyType

# Gate letter → what a sentence calls it; "c" is the candidate.
GATES = MappingProxyType({"f": "forget gate", "i": "input gate", "c": "candidate", "o": "output gate"})


def matrix(gate: str, part: str) -> str:
    """LaTeX for W_fF, W_oR …: part F reads x_t, part R reads h_{t-1}."""
    return f"W_{{{gate}{part}}}"


def bias(gate: str) -> str:
    return f"b_{gate}"
