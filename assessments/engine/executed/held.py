"""What a layer holds: the sizes of the arrays that exist, by gate and by part."""

from __future__ import annotations

from functools import cache

from lstm_reference import Spec, parameters
from lstm_reference.detour import remembered

ALL = "FRbpP"


@remembered
def held(spec: Spec, gates: str = "", parts: str = ALL) -> int:
    """Parameters of these gates, or of all, and of these parts.

    F reads x_t, R reads h_{t-1}, b are the biases, p the peepholes; the projection P belongs to no gate.
    """
    counts = parameters(spec).items()
    return sum([many for name, many in counts if part(name) in parts and (not gates or gate(name) in gates)])


def gate(name: str) -> str:
    """W_fF → f, b_nR → n, p_o_l1 → o; P for W_P, which is nobody's."""
    return name[2]


@cache
def part(name: str) -> str:
    """W_fF → F, W_oR_l1_reverse → R, b_nR → b, p_f → p, W_P → P."""
    letter, rest, *_ = name.split("_")
    return rest[-1] if letter == "W" else letter
