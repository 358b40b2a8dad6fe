"""The lesson's notation, as stems and worked solutions print it."""

from __future__ import annotations

from types import MappingProxyType

# Gate letter → what a sentence calls it; "c" is the candidate.
GATES = MappingProxyType({"f": "forget gate", "i": "input gate", "c": "candidate", "o": "output gate"})

EXACT = 1e-12  # more than rounding does to the few operations that a solution shows

# A step's tensor → its LaTeX and what a sentence calls it; "g" is the candidate's output.
TENSORS = MappingProxyType(
    {"f": "f_t", "i": "i_t", "g": r"\tilde{C}_t", "o": "o_t", "c": "C_t", "h": "h_t", "x": "x_t"}
)
ROLES = MappingProxyType(
    {
        "f": "output of the forget gate",
        "i": "output of the input gate",
        "g": "candidate",
        "o": "output of the output gate",
        "c": "cell state",
        "h": "hidden state",
        "x": "input",
    }
)


def matrix(gate: str, part: str) -> str:
    """LaTeX for W_fF, W_oR …: part F reads x_t, part R reads h_{t-1}."""
    return f"W_{{{gate}{part}}}"


def bias(gate: str) -> str:
    return f"b_{gate}"


def latex(name: str) -> str:
    """LaTeX for an array of the reference by its name: W_fF, b_o."""
    letter, _, index = name.partition("_")
    return f"{letter}_{{{index}}}"


def number(value: float) -> str:
    """At most four decimals, without idle zeros or a sign on 0."""
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")


def factor(value: float) -> str:
    """A number that follows a sign: negative ones stand in brackets."""
    return f"({number(value)})" if value < 0 else number(value)


def equals(value: float) -> str:
    """= 0.25, or ≈ where four decimals do not hold all of the value."""
    sign = "=" if abs(value - round(value, 4)) < EXACT else r"\approx"
    return f"{sign} {number(value)}"


def scientific(value: float) -> str:
    """Two figures and a power of ten, for what four decimals would hide."""
    figures, _, power = f"{value:.1e}".partition("e")
    return rf"{figures} \cdot 10^{{{int(power)}}}"
