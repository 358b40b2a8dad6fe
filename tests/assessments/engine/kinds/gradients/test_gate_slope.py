import math

import pytest

from assessments.engine.kinds.gradients.gate_slope import GateSlope
from assessments.engine.space import Space

SPACE = Space(GateSlope.domains())
NUDGE = 1e-5


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def rise(curve: object, z: float) -> float:
    return (curve(z + NUDGE) - curve(z - NUDGE)) / (2 * NUDGE)


def test_key_and_slips_are_finite_differences_at_every_point() -> None:
    for kind in (GateSlope(**point) for point in SPACE):
        own, other = (math.tanh, sigmoid) if kind.gate == "c" else (sigmoid, math.tanh)
        z, tag = kind.heard, "sigmoid-for-tanh" if kind.gate == "c" else "tanh-for-sigmoid"
        witness = {
            "value-for-slope": own(z),
            tag: rise(other, z),
            "steepest-everywhere": rise(own, 0.0),
            "activation-left-out": 1 - z**2 if kind.gate == "c" else z * (1 - z),
        }

        assert kind.answer() == pytest.approx(rise(own, z), rel=0, abs=1e-9)
        assert dict(kind.wrong_answers()) == pytest.approx(witness, rel=0, abs=1e-9)


@pytest.mark.parametrize(
    ("gate", "shown", "most"),
    [
        ("o", r"\sigma(z) \, (1 - \sigma(z)) \approx 0.3543 \cdot 0.6457 \approx 0.2288", "$0.25$"),
        ("c", r"1 - \tanh^2(z) \approx 1 - (-0.537)^2 \approx 0.7116", "$1$"),
    ],
)
def test_the_solution_tells_the_slope_from_the_value(gate: str, shown: str, most: str) -> None:
    solution = GateSlope(gate, -0.6).because()

    assert shown in solution
    assert f"It is largest, {most}, where $z = 0$" in solution
