import math

import pytest

from assessments.engine.kinds.steps.forget_gate_from_bias import ForgetGateFromBias
from assessments.engine.space import Space


@pytest.mark.parametrize("point", list(Space(ForgetGateFromBias.domains())))
def test_key_and_slips_follow_the_equation(point: dict[str, float]) -> None:
    kind, b = ForgetGateFromBias(**point), point["bias"]
    f = 1 / (1 + math.exp(-b))

    assert kind.answer() == pytest.approx(f)
    assert dict(kind.wrong_answers()) == pytest.approx(
        {"activation-left-out": b, "tanh-for-sigmoid": math.tanh(b), "no-bias": 0.5, "gate-inverted": 1 - f}
    )


def test_a_bias_of_one_keeps_nearly_three_quarters() -> None:
    assert ForgetGateFromBias(1.0).answer() == pytest.approx(0.7311, abs=5e-5)


@pytest.mark.parametrize(
    ("bias", "shown", "ending"),
    [(4.1, "{1 + e^{-4.1}}", "positive bias keeps more"), (-3.1, "{1 + e^{3.1}}", "negative bias keeps less")],
)
def test_the_solution_compares_with_a_bias_of_zero(bias: float, shown: str, ending: str) -> None:
    solution = ForgetGateFromBias(bias).because()

    assert shown in solution
    assert ending in solution
