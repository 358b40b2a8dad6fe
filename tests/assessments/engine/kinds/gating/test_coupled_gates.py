import pytest

from assessments.engine.kinds.gating.coupled_gates import CoupledGates
from assessments.engine.space import Space

SPACE = Space(CoupledGates.domains())
TOLERANCE = 1e-12


def everywhere() -> list[CoupledGates]:
    return [CoupledGates(**point) for point in SPACE]


def test_the_gates_add_up_to_one_at_every_point() -> None:
    for kind in everywhere():
        kept = kind.opened if kind.coupled == "input_from_forget" else 1 - kind.opened
        new = kept * kind.before + (1 - kept) * kind.candidate

        assert kind.answer() == pytest.approx(new, rel=0, abs=TOLERANCE)


def test_every_slip_is_the_right_answer_to_another_cell() -> None:
    for kind in everywhere():
        v, g, c = kind.opened, kind.candidate, kind.before
        forward = kind.coupled == "input_from_forget"
        witness = {
            "coupled-to-the-other-gate": (1 - v) * c + v * g if forward else v * c + (1 - v) * g,
            "coupled-gates-equal": v * c + v * g,
            "input-gate-left-out" if forward else "forget-gate-left-out": v * c + g if forward else c + v * g,
        }

        assert dict(kind.wrong_answers()) == pytest.approx(witness, rel=0, abs=TOLERANCE)


@pytest.mark.parametrize(
    ("coupled", "own", "derived", "symbol"),
    [
        ("input_from_forget", "forget gate", "input gate", "f_t"),
        ("forget_from_input", "input gate", "forget gate", "i_t"),
    ],
)
def test_the_question_says_which_gate_follows(coupled: str, own: str, derived: str, symbol: str) -> None:
    names = CoupledGates(coupled, 0.3, 0.4, 1.0).names()

    assert (names["own"], names["derived"], names["symbol"]) == (own, derived, symbol)


def test_the_solution_derives_one_gate_from_the_other() -> None:
    solution = CoupledGates("forget_from_input", opened=0.7, candidate=-0.4, before=2.0).because()

    assert "$f_t = 1 - i_t = 1 - 0.7 = 0.3$" in solution
    assert r"= 0.3 \cdot 2 + 0.7 \cdot (-0.4) = 0.32$$" in solution
