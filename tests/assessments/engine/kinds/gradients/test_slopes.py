import math

import pytest

from assessments.engine.kinds.gradients.slopes import reactions, sigmoid_slope_at, taken, tanh_slope_at


def test_a_step_puts_out_the_numbers_that_it_was_given() -> None:
    step = taken(0.3, 0.2, -0.4, 0.65, 0.8)

    assert [getattr(step, name).item() for name in "figo"] == [0.3, 0.2, -0.4, 0.65]
    assert step.c.item() == pytest.approx(0.16)
    assert step.h.item() == pytest.approx(0.65 * math.tanh(0.16))


def test_each_part_of_the_last_two_equations_has_its_reaction() -> None:
    c = 0.16

    assert reactions(taken(0.3, 0.2, -0.4, 0.65, 0.8), 0.8) == pytest.approx(
        {
            "c_by_f": 0.8,
            "c_by_c": 0.3,
            "c_by_i": -0.4,
            "c_by_g": 0.2,
            "h_by_o": math.tanh(c),
            "h_by_c": 0.65 * (1 - math.tanh(c) ** 2),
        }
    )


def test_the_slope_of_an_activation_is_told_from_what_it_puts_out() -> None:
    assert sigmoid_slope_at(0.2) == pytest.approx(0.2 * 0.8)
    assert tanh_slope_at(-0.6) == pytest.approx(1 - 0.36)
