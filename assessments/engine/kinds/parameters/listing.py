"""Arrays as a worked solution counts them, one to a line."""

from __future__ import annotations

import math
from collections.abc import Iterable

from assessments.engine.executed.anatomy import Shape, stored
from lstm_reference import Spec


def listed(spec: Spec, convention: str) -> str:
    """A Markdown list of all that the convention stores, with shapes and sizes."""
    return "\n".join(f"- `{name}`, {sized_up(shape)}" for name, shape in stored(spec, convention).items())


def sized_up(shape: Shape) -> str:
    product = r" \times ".join(map(str, shape))
    return f"shape {shape}: ${product}$" if len(shape) == 1 else f"shape {shape}: ${product} = {math.prod(shape)}$"


def added(numbers: Iterable[int]) -> str:
    return " + ".join(map(str, numbers))
