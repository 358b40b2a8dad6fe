import math
from itertools import product

import pytest

from assessments.engine.kinds.ranges.cell_state_bound import CellStateBound
from assessments.engine.space import Space

SPACE = Space(CellStateBound.domains())


@pytest.mark.parametrize("start", CellStateBound.domains()["start"])
def test_key_and_slips_follow_the_recursion(start: float) -> None:
    for steps in CellStateBound.domains()["steps"]:
        kind = CellStateBound(start, steps)
        witness = {
            "range-of-candidate": 1.0,
            "range-of-hidden-state": math.tanh(abs(start) + steps),
            "state-not-carried": steps,
            "one-step-only": abs(start) + 1,
            "write-left-out": abs(start),
        } | ({"sign-kept": start + steps} if start < 0 else {})

        assert kind.answer() == pytest.approx(abs(start) + steps, rel=0, abs=1e-12)
        assert dict(kind.wrong_answers()) == pytest.approx(witness, rel=0, abs=1e-12)


def test_no_run_goes_beyond_the_bound_and_one_comes_near() -> None:
    ends = []
    for f, i, g in product((0.001, 0.3, 0.7, 0.999), (0.001, 0.5, 0.999), (-0.999, 0.0, 0.999)):
        state = -1.5
        for _ in range(4):
            state = f * state + i * g
        ends.append(abs(state))

    assert max(ends) < CellStateBound(-1.5, 4).answer() < max(ends) + 0.02


def test_the_solution_adds_one_for_each_step() -> None:
    solution = CellStateBound(-0.75, 6).because()

    assert r"$6$ steps lead from $|C_0| = 0.75$ to less than $0.75 + 6 = 6.75$" in solution
    assert solution.endswith("the candidate as near to $-1$.")
