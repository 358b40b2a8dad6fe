import pytest

from assessments.engine.kinds.gradients.cell_state_slope import CellStateSlope
from assessments.engine.space import Space

SPACE = Space(CellStateSlope.domains())
EXAMPLE = CellStateSlope(forget=0.3, write=0.35, candidate=-0.25, before=0.5)
NUDGE = 1e-6


def cell_state(kind: CellStateSlope, nudge: float = 0.0) -> float:
    return kind.forget * (kind.before + nudge) + kind.write * kind.candidate


def test_the_key_is_the_finite_difference_at_every_point() -> None:
    for kind in (CellStateSlope(**point) for point in SPACE):
        slope = (cell_state(kind, NUDGE) - cell_state(kind, -NUDGE)) / (2 * NUDGE)

        assert abs(kind.answer() - slope) < 1e-8


def test_every_slip_is_witnessed_at_every_point() -> None:
    for kind in (CellStateSlope(**point) for point in SPACE):
        f = kind.forget
        witness = {
            "forget-gate-left-out": 1.0,
            "gate-inverted": 1 - f,
            "gates-swapped": kind.write,
            "value-for-slope": cell_state(kind),
            "slope-of-the-sigmoid": f * (1 - f),
        }

        assert dict(kind.wrong_answers()) == pytest.approx(witness, rel=0, abs=1e-12)


@pytest.mark.parametrize("stem", CellStateSlope.stems)
def test_the_question_says_what_is_held_fixed(stem: str) -> None:
    assert "with $h_{t-1}$ held fixed" in stem


def test_the_solution_moves_the_old_state_by_one() -> None:
    solution = EXAMPLE.because()

    assert r"= 0.3 \cdot 0.5 + 0.35 \cdot (-0.25) = 0.0625$$" in solution
    assert "with $1.5$ in place of $0.5$ the cell state becomes $0.3625$, which is $0.3$ more" in solution
