"""Whether the equations in a line of Markdown hold, as far as they are of plain numbers."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from lstm_reference.cell import sigmoid, tanh

EQUATION = re.compile(r"\$([^$]*)\$(?:\s*\*\*([\d.]+)\*\*)?")
SIDES = re.compile(r"=|\\approx")
SPELLED = {r"\cdot": "*", r"\times": "*", r"\tanh": "tanh", r"\sigma": "sigma", r"\,": " "}
OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.USub: operator.neg,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {"tanh": tanh, "sigma": sigmoid}
ROUNDING = 2e-3  # of numbers that are shown with four digits


def holds(line: str) -> bool:
    """Whether there is an equation of numbers, and all that there are hold."""
    spans = [f"{found[1]}{found[2] or ''}" for found in EQUATION.finditer(line)]
    exact = "." not in "".join(spans)
    equations = [sides for sides in map(list, map(numbers, spans)) if len(sides) > 1]
    return bool(equations) and all(equal(sides[0], side, exact=exact) for sides in equations for side in sides[1:])


def equal(one: float, other: float, *, exact: bool) -> bool:
    return one == other if exact else math.isclose(one, other, rel_tol=ROUNDING, abs_tol=ROUNDING)


def numbers(equation: str) -> Iterator[float]:
    """The value of each side that is nothing but numbers."""
    for spelling, sign in SPELLED.items():
        equation = equation.replace(spelling, sign)
    for side in SIDES.split(equation):
        # ValueError is for a null byte, before Python 3.11.4.
        with suppress(SyntaxError, ValueError, LookupError, TypeError, OverflowError):
            # Parsed and walked, never evaluated: what stands there is not ours alone.
            yield value(ast.parse(side.strip(), mode="eval").body)


def value(node: ast.AST) -> float:
    """Raises LookupError for what is more than arithmetic, and TypeError for what is no number."""
    match node:
        case ast.BinOp(left, sign, right):
            return float(OPERATORS[type(sign)](value(left), value(right)))
        case ast.UnaryOp(sign, operand):
            return float(OPERATORS[type(sign)](value(operand)))
        case ast.Call(ast.Name(name), [argument]):
            return float(FUNCTIONS[name](value(argument)))
        case ast.Constant(int() | float() as number):
            return float(number)
    raise TypeError(node)
