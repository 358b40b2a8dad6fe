"""What an author names, read and refused with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from assessments.engine.authoring.authored import one_of
from assessments.engine.executed.anatomy import anatomy, sized, stored
from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.quantity import CELLS, MEASURES, SMALL, TOTAL, Quantity
from lstm_reference.count import CONVENTIONS

BY_HAND = 3  # inputs, units and steps of which a learner can still work out a value
MOST_AXES = 3
STORED = tuple(told for told in CONVENTIONS if told != "lesson")


@dataclass(frozen=True)
class Whole:
    low: int
    high: int

    def __call__(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not self.low <= value <= self.high:
            raise ValueError(f"must be a whole number from {self.low} to {self.high}")
        return value


def name(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be the name of an array, such as W_fF, h or output, or parameters for their total")
    return value.strip()


def known_names() -> Mapping[str, list[str]]:
    """Every array that can be named, by the cell, or by the framework in whose words it goes."""
    specs = {cell: sized(SMALL.input_size, SMALL.hidden_size, cell=cell) for cell in CELLS}
    inside = {cell: [TOTAL, *anatomy(spec)] for cell, spec in specs.items()}
    return inside | {told: sorted({one for spec in specs.values() for one in stored(spec, told)}) for told in STORED}


CHECKS: Mapping[str, Callable[[object], Any]] = {
    "tensor": name,
    "measure": one_of(*MEASURES),
    "axis": Whole(0, MOST_AXES - 1),
    "unit": Whole(1, BY_HAND),
    "cell": one_of(*CELLS),
    "convention": one_of(*CONVENTIONS),
}


def another(value: object) -> tuple[tuple[str, Any], ...]:
    """What the second quantity has other than the first."""
    if not isinstance(value, Mapping) or not set(value) <= set(CHECKS):
        raise ValueError(f"must be a JSON object with any of {', '.join(CHECKS)}")
    return tuple((field, checked(field, value[field])) for field in CHECKS if field in value)


def checked(field: str, value: object) -> Any:
    try:
        return CHECKS[field](value)
    except ValueError as wrong:
        raise ValueError(f"{field} {wrong}") from wrong


def asked_of(given: Mapping[str, Any]) -> Asked:
    """From checked fields; what is not given is as usual, and for the second quantity as for the first."""
    first = Quantity(**{field.name: given[field.name] for field in fields(Quantity) if field.name in given})
    second = replace(first, **dict(given["second"])) if given.get("second") else None
    return Asked(first, second, given.get("combine", ""))
