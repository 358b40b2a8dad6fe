import warnings

import numpy as np
import pytest

from assessments.engine.kinds.ranges.saturated_sigmoid import BETWEEN, NEITHER, ONE, ZERO, SaturatedSigmoid
from assessments.engine.space import Space

SPACE = Space(SaturatedSigmoid.domains())


def by_the_formula(heard: float, dtype: str) -> str:
    one, z = np.array(1, dtype), np.array(heard, dtype)
    with warnings.catch_warnings(action="error"):  # an overflow would warn
        out = one / (one + np.exp(-z))
    return {0.0: ZERO, 1.0: ONE}.get(float(out), BETWEEN)


def test_the_formula_in_the_question_gives_the_key_at_every_point() -> None:
    for kind in (SaturatedSigmoid(**point) for point in SPACE):
        assert kind.answer() == by_the_formula(kind.heard, kind.dtype)


@pytest.mark.parametrize(
    ("heard", "dtype", "key", "mistakes"),
    [
        (19.0, "float32", ONE, {"rounding-ignored": BETWEEN, "sigmoid-mirrored": ZERO}),
        (19.0, "float64", BETWEEN, {"rounding-overrated": ONE, "sigmoid-mirrored": ZERO}),
        (39.0, "float64", ONE, {"rounding-ignored": BETWEEN, "sigmoid-mirrored": ZERO}),
        (-60.0, "float32", BETWEEN, {"rounding-overrated": ZERO, "sigmoid-mirrored": ONE}),
    ],
)
def test_every_other_result_has_its_mistake(heard: float, dtype: str, key: str, mistakes: dict[str, str]) -> None:
    kind = SaturatedSigmoid("f", heard, dtype)

    assert kind.answer() == key
    assert dict(kind.slips()) == mistakes | {"overflow-expected": NEITHER}


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_nothing_is_asked_near_the_thresholds(dtype: str) -> None:
    for heard in SaturatedSigmoid.domains()["heard"]:
        assert len({by_the_formula(heard + nudge, dtype) for nudge in (-1, 0, 1)}) == 1


def test_the_solution_compares_with_the_next_number() -> None:
    assert (
        r"$1 + 1.2 \cdot 10^{-7}$. Here $e^{-19} \approx 5.6 \cdot 10^{-9}$ is less than half"
        in SaturatedSigmoid("i", 19.0, "float32").because()
    )
    assert (
        r"$1 + 2.2 \cdot 10^{-16}$. Here $e^{-19} \approx 5.6 \cdot 10^{-9}$ is more than that"
        in SaturatedSigmoid("i", 19.0, "float64").because()
    )
    assert r"$\sigma(-39) \approx 1.2 \cdot 10^{-17}$ is tiny" in SaturatedSigmoid("i", -39.0, "float32").because()


def test_the_hint_is_of_no_less_use_where_the_sum_is_far_from_one() -> None:
    assert "near one" not in SaturatedSigmoid("f", -39.0, "float32").hint()
