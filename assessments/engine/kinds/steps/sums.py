"""Weighted sums, as solutions and stems print them."""

from __future__ import annotations

from collections.abc import Iterable

from assessments.engine.kinds.notation import factor, number

STACKED = " \\\\\n"


def worked(products: Iterable[tuple[float, float]], *added: float) -> str:
    r"""-0.5 \cdot (-1) + (-0.25) \cdot 2 + 1: each product, then what is added to them."""
    (weight, value), *rest = products
    first = rf"{number(weight)} \cdot {factor(value)}"
    others = [rf"{factor(weight)} \cdot {factor(value)}" for weight, value in rest]
    return " + ".join([first, *others, *map(factor, added)])


def linear(terms: Iterable[tuple[float, str]]) -> str:
    r"""0.5 \, x_t - h_{t-1} + 1: coefficients with their symbols; an empty symbol stands for the number alone."""
    first, *rest = (signed(coefficient, symbol) for coefficient, symbol in terms)
    return first.removeprefix("+ ").replace("- ", "-") + "".join(f" {term}" for term in rest)


def signed(coefficient: float, symbol: str) -> str:
    size = number(abs(coefficient))
    told = symbol if symbol and size == "1" else rf"{size} \, {symbol}" if symbol else size
    return f"{'-' if coefficient < 0 else '+'} {told}"


def aligned(*lines: str) -> str:
    """Formulas one below the other, each with its & before the sign where they meet."""
    return rf"\begin{{aligned}} {STACKED.join(lines)} \end{{aligned}}"
