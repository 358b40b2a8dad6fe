"""Which networks a quantity can be asked of, and which are drawn unless its author says otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.given import BY_HAND
from assessments.engine.quantities.quantity import FACES

Domain = tuple[int, ...]

WHOLE: Mapping[str, Domain] = {
    "input_size": tuple(range(1, 513)),
    "hidden_size": tuple(range(1, 513)),
    "steps": tuple(range(1, 101)),
    "batch": tuple(range(1, 65)),
    "seed": tuple(range(500)),
}
SMALL = tuple(range(1, BY_HAND + 1))
FEW_SIZES = (2, 3, 5, 8, 12, 16, 20, 28, 32, 50, 64, 100)
FEW_TIMES = (2, 3, 4, 5, 7, 10, 12, 16)
GROWING = {"c": tuple(range(1, 21)), "h": tuple(range(1, 6))}  # later the hidden state is as good as between -1 and 1
ALONE: Mapping[str, Domain] = {"batch": (1,), "seed": (0,)}


def allowed(asked: Asked) -> Mapping[str, Domain]:
    """Sizes without numbers need no seed; numbers are worked out by hand."""
    if asked.first.measure != "value":
        return {**WHOLE, "seed": (0,)}
    units = tuple(range(max(quantity.unit for quantity in asked.quantities), BY_HAND + 1))
    return {**WHOLE, "input_size": SMALL, "hidden_size": units, "steps": SMALL, "batch": (1,)}


def usual(asked: Asked) -> Mapping[str, Domain]:
    """Axes on which the answer does not depend stand still: an author may draw them as noise."""
    if asked.first.measure == "value":
        open_to = allowed(asked)
        return {**open_to, "input_size": SMALL[:2], "hidden_size": open_to["hidden_size"][:2], "steps": (1,)}
    if asked.first.measure == "range":
        return {"input_size": (2,), "hidden_size": (3,), "steps": GROWING.get(asked.first.tensor, (1,)), **ALONE}
    if any(quantity.tensor in FACES for quantity in asked.quantities):
        sizes = {"input_size": FEW_SIZES, "hidden_size": FEW_SIZES}
        return {**sizes, "steps": FEW_TIMES, "batch": FEW_TIMES, "seed": (0,)}
    return {
        "input_size": WHOLE["input_size"][1:128],
        "hidden_size": WHOLE["hidden_size"][1:64],
        "steps": (10,),
        **ALONE,
    }
