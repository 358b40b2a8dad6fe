import math

import pytest

from assessments.engine.kinds.steps.cell_update import CellUpdate
from assessments.engine.space import Space

SPACE = Space(CellUpdate.domains())
TOLERANCE = 1e-12


def test_the_key_is_kept_plus_written_at_every_point() -> None:
    for kind in (CellUpdate(**point) for point in SPACE):
        assert kind.answer() == pytest.approx(
            kind.forget * kind.before + kind.write * kind.candidate, rel=0, abs=TOLERANCE
        )


def test_every_slip_is_the_right_answer_to_another_cell() -> None:
    for kind in (CellUpdate(**SPACE.in_order_of(b"test", place)) for place in range(1000)):
        f, i, g, c = kind.forget, kind.write, kind.candidate, kind.before
        witness = {
            "gates-swapped": i * c + f * g,
            "forget-gate-left-out": c + i * g,
            "input-gate-left-out": f * c + g,
            "gate-inverted": (1 - f) * c + i * g,
            "forget-gate-on-both": f * (c + i * g),
            "hidden-for-cell-state": math.tanh(f * c + i * g),
        }
        assert dict(kind.wrong_answers()) == pytest.approx(witness, rel=0, abs=TOLERANCE)


def test_the_solution_says_where_the_new_state_lies() -> None:
    fallen = CellUpdate(forget=0.4, write=0.45, candidate=0.6, before=0.5).because()
    risen = CellUpdate(forget=0.4, write=0.45, candidate=-0.2, before=-1.0).because()

    assert r"= 0.4 \cdot 0.5 + 0.45 \cdot 0.6 = 0.2 + 0.27 = 0.47$$" in fallen
    assert fallen.endswith(
        "the sum lies above the kept part $0.2$. "
        "How it compares with $C_{t-1}$ is another question: here it lies below $0.5$."
    )
    assert r"= 0.4 \cdot (-1) + 0.45 \cdot (-0.2) = -0.4 + (-0.09) = -0.49$$" in risen
    assert risen.endswith(
        "the sum lies below the kept part $-0.4$. "
        "How it compares with $C_{t-1}$ is another question: here it lies above $-1$."
    )
