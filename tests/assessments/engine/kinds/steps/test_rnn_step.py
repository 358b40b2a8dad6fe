import math

import pytest

from assessments.engine.kinds.steps.rnn_step import RNNStep
from assessments.engine.space import Space

SPACE = Space(RNNStep.domains())
TOLERANCE = 1e-12


def test_key_and_slips_follow_the_equation_at_every_point() -> None:
    for kind in (RNNStep(**point) for point in SPACE):
        w, u, b, x, h = kind.feed_forward, kind.recurrent, kind.bias, kind.x, kind.hidden
        z = w * x + u * h + b
        witness = {
            "activation-left-out": z,
            "sigmoid-for-tanh": 1 / (1 + math.exp(-z)),
            "no-bias": math.tanh(w * x + u * h),
            "no-recurrent": math.tanh(w * x + b),
            "weights-swapped": math.tanh(u * x + w * h + b),
            "weights-left-out": math.tanh(x + h + b),
        }

        assert abs(kind.answer() - math.tanh(z)) < TOLERANCE
        assert {tag for tag, value in kind.wrong_answers() if abs(value - witness[tag]) < TOLERANCE} == set(witness)


def test_the_solution_shows_the_sum_before_its_tanh() -> None:
    solution = RNNStep(feed_forward=0.75, recurrent=-0.5, bias=-0.2, x=-1.0, hidden=0.6).because()

    assert r"= 0.75 \cdot (-1) + (-0.5) \cdot 0.6 + (-0.2) = -1.25$$" in solution
    assert solution.endswith(rf"\tanh(z) \approx {math.tanh(-1.25):.4f}$$")


@pytest.mark.parametrize(("one", "other"), [("feed_forward", "recurrent"), ("x", "hidden")])
def test_what_trades_places_in_a_slip_is_never_equal(one: str, other: str) -> None:
    assert not set(RNNStep.domains()[one]) & set(RNNStep.domains()[other])
