import math

import pytest

from assessments.engine.kinds.gradients.half_life_from_bias import HalfLifeFromBias

BIASES = HalfLifeFromBias.domains()["bias"]


def halvings(f: float, share: float = 0.5) -> float:
    return math.log(share) / math.log(f)


@pytest.mark.parametrize("bias", BIASES)
def test_key_and_slips_follow_the_logarithms(bias: float) -> None:
    f = 1 / (1 + math.exp(-bias))
    witness = {
        "linear-decay": math.ceil(0.5 / (1 - f)),
        "gate-inverted": 1,
        "time-constant-for-half-life": math.ceil(halvings(f, math.exp(-1))),
    } | ({"tanh-for-sigmoid": math.ceil(halvings(math.tanh(bias)))} if bias <= 3 else {})

    assert HalfLifeFromBias(bias).answer() == math.ceil(halvings(f))
    assert dict(HalfLifeFromBias(bias).wrong_answers()) == witness


def test_what_hangs_on_a_rounding_is_not_asked() -> None:
    for bias in BIASES:
        f = 1 / (1 + math.exp(-bias))
        key = math.ceil(halvings(f))

        assert HalfLifeFromBias(bias).posable() == (min(abs(f**key - 0.5), abs(f ** (key - 1) - 0.5)) > 5e-4)


def test_a_bias_of_five_keeps_half_for_a_hundred_steps() -> None:
    assert HalfLifeFromBias(5.0).answer() == 104


def test_the_solution_tells_the_step_before() -> None:
    solution = HalfLifeFromBias(4.5).because()

    assert r"\approx 62.74$$" in solution
    assert solution.endswith("after **63** of them $0.4986$ is left, and one step before it was still $0.5041$.")
