import math

import pytest

from assessments.engine.quantities import domains
from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.quantity import Quantity

ASKED = [
    Asked(Quantity("W_fF")),
    Asked(Quantity("output")),
    Asked(Quantity("parameters", "elements")),
    Asked(Quantity("f", "range")),
    Asked(Quantity("c", "range")),
    Asked(Quantity("h", "value")),
    Asked(Quantity("h", "value", unit=3)),
]


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_drawn_is_allowed_and_what_is_allowed_is_known(asked: Asked) -> None:
    usual, allowed = domains.usual(asked), domains.allowed(asked)

    for name, whole in domains.WHOLE.items():
        assert set(usual[name]) <= set(allowed[name]) <= set(whole)


@pytest.mark.parametrize(("asked", "points"), list(zip(ASKED, [8001, 9216, 8001, 1, 20, 2000, 1000], strict=True)))
def test_spaces_are_small_enough_to_be_verified_whole(asked: Asked, points: int) -> None:
    assert math.prod(map(len, domains.usual(asked).values())) == points


def test_values_are_asked_only_of_networks_that_can_be_worked_by_hand() -> None:
    allowed = domains.allowed(Asked(Quantity("h", "value", unit=2)))

    assert {name: allowed[name] for name in ("input_size", "hidden_size", "steps", "batch")} == {
        "input_size": (1, 2, 3),
        "hidden_size": (2, 3),
        "steps": (1, 2, 3),
        "batch": (1,),
    }


def test_without_numbers_there_is_nothing_to_seed() -> None:
    assert domains.allowed(Asked(Quantity("W_fF")))["seed"] == (0,)
