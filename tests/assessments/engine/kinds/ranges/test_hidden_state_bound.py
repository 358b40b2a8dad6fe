import math

import pytest

from assessments.engine.kinds.ranges.hidden_state_bound import HiddenStateBound


@pytest.mark.parametrize("start", HiddenStateBound.domains()["start"])
def test_key_and_slips_follow_the_equations(start: float) -> None:
    kind = HiddenStateBound(start)
    witness = {
        "range-of-candidate": 1.0,
        "cell-state-given": abs(start) + 1,
        "write-left-out": math.tanh(abs(start)),
    }
    witness |= {"state-not-carried": math.tanh(1)} if start else {}
    witness |= {"sign-kept": abs(math.tanh(start + 1))} if start < 0 else {}

    assert kind.answer() == pytest.approx(math.tanh(abs(start) + 1), rel=0, abs=1e-12)
    assert dict(kind.wrong_answers()) == pytest.approx(witness, rel=0, abs=1e-12)


def test_from_the_zero_state_the_ceiling_is_the_tanh_of_one() -> None:
    assert HiddenStateBound(0.0).answer() == pytest.approx(0.761594, abs=5e-7)


def test_the_solution_goes_by_way_of_the_cell_state() -> None:
    solution = HiddenStateBound(-0.6).because()

    assert r"< 0.6 + 1 = 1.6$$" in solution
    assert r"\tanh(1.6) \approx 0.9217$$" in solution
