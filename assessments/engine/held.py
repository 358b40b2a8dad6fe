"""What a layer holds: the sizes of the arrays that exist, by gate and by part."""

from __future__ import annotations

from lstm_reference import Spec, parameters


def held(spec: Spec, gates: str = "", parts: str = "FRb") -> int:
    """Parameters of these gates, or of all, and of these parts: F reads x_t, R reads h_{t-1}, b is the bias."""
    counts = parameters(spec)
    return sum(counts[name] for name in counts if part(name) in parts and (not gates or gate(name) in gates))


def gate(name: str) -> str:
    """W_fF → f, b_f → f."""
    return name[2]


def part(name: str) -> str:
    """W_fF → F, b_f → b."""
    return name[3:] or "b"
