import math

import pytest

from assessments.engine.kinds.ranges.largest_forget_gate import LargestForgetGate
from assessments.engine.space import Space
from lstm_reference import Spec, run, seeded

SPACE = Space(LargestForgetGate.domains())
EXAMPLE = LargestForgetGate(input_size=3, hidden_size=4, largest_weight=0.3, largest_input=1.5)


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def test_key_and_slips_follow_the_equation_at_every_point() -> None:
    for kind in (LargestForgetGate(**point) for point in SPACE):
        n, h, weight, x = kind.input_size, kind.hidden_size, kind.largest_weight, kind.largest_input
        z = weight * (n * x + 1)
        witness = {
            "no-bias": sigmoid(weight * n * x),
            "one-input-only": sigmoid(weight * (x + 1)),
            "zero-state-counted": sigmoid(weight * (n * x + h + 1)),
            "tanh-for-sigmoid": math.tanh(z),
            "activation-left-out": z,
            "least-for-greatest": sigmoid(-z),
            "box-ignored": 1.0,
        }
        found = dict(kind.wrong_answers())

        assert kind.posable() == (z < 4)
        assert abs(kind.answer() - sigmoid(z)) < 1e-12
        assert {tag for tag in found if abs(found[tag] - witness[tag]) < 1e-12} == set(witness)


def test_no_layer_of_small_weights_opens_farther() -> None:
    spec = Spec(3, 4)
    bound = 0.5  # of what `seeded` draws for four units
    kind = LargestForgetGate(3, 4, bound, 1.5)
    opened = [run(spec, seeded(spec, seed), [[1.5, 1.5, 1.5]]).steps[0].f.max() for seed in range(100)]

    assert 0.75 < max(opened) < kind.answer()


def test_the_solution_adds_up_all_contributions() -> None:
    assert r"$$z = 3 \cdot 0.3 \cdot 1.5 + 0.3 = 1.65, \quad f_1 = \sigma(z) \approx 0.8389$$" in EXAMPLE.because()


@pytest.mark.parametrize("hidden_size", LargestForgetGate.domains()["hidden_size"])
def test_the_number_of_units_plays_no_part(hidden_size: int) -> None:
    assert LargestForgetGate(3, hidden_size, 0.3, 1.5).answer() == pytest.approx(EXAMPLE.answer(), abs=1e-12)
