import math

import pytest

from assessments.engine.kinds.ranges.anything import after, size
from lstm_reference import unconstrained_ranges


@pytest.mark.parametrize("steps", [1, 3, 8])
def test_from_the_zero_state_it_is_what_the_reference_says(steps: int) -> None:
    found, known = after(0.0, steps), unconstrained_ranges(steps)

    for name in ("f", "g", "c", "h"):
        one, other = getattr(found, name), getattr(known, name)
        assert (one.lo.item(), one.hi.item()) == pytest.approx((other.lo.item(), other.hi.item()), rel=1e-12)


def test_a_negative_state_goes_farther_down_than_up() -> None:
    found = after(-1.5, 3)

    assert (found.c.lo.item(), found.c.hi.item()) == pytest.approx((-4.5, 3.0), rel=1e-12)
    assert size(found.c) == pytest.approx(4.5, rel=1e-12)
    assert size(found.h) == pytest.approx(math.tanh(4.5), rel=1e-12)
