import math

import pytest

from assessments.engine.kinds.steps.forget_gate_value import ForgetGateValue
from assessments.engine.space import Space

SPACE = Space(ForgetGateValue.domains())
TOLERANCE = 1e-12


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def test_key_and_slips_follow_the_equation_all_over_the_space() -> None:
    for kind in (ForgetGateValue(**SPACE.in_order_of(b"test", place)) for place in range(1000)):
        w, u, b, x, h = kind.feed_forward, kind.recurrent, kind.bias, kind.x, kind.hidden
        z = w * x + u * h + b
        witness = {
            "activation-left-out": z,
            "tanh-for-sigmoid": math.tanh(z),
            "no-bias": sigmoid(w * x + u * h),
            "no-recurrent": sigmoid(w * x + b),
            "weights-swapped": sigmoid(u * x + w * h + b),
            "weights-left-out": sigmoid(x + h + b),
            "gate-inverted": 1 - sigmoid(z),
        }

        assert abs(kind.answer() - sigmoid(z)) < TOLERANCE
        assert {tag for tag, value in kind.wrong_answers() if abs(value - witness[tag]) < TOLERANCE} == set(witness)


def test_the_solution_shows_the_sum_before_its_sigmoid() -> None:
    solution = ForgetGateValue(1.25, -0.5, 1.5, -1.5, 0.75).because()

    assert r"= 1.25 \cdot (-1.5) + (-0.5) \cdot 0.75 + 1.5 = -0.75$$" in solution
    assert solution.endswith(rf"\approx {sigmoid(-0.75):.4f}$$")


@pytest.mark.parametrize(("one", "other"), [("feed_forward", "recurrent"), ("x", "hidden")])
def test_what_trades_places_in_a_slip_is_never_equal(one: str, other: str) -> None:
    assert not set(ForgetGateValue.domains()[one]) & set(ForgetGateValue.domains()[other])
