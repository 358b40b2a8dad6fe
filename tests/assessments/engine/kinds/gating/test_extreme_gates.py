import math

import pytest

from assessments.engine.kinds.gating.extreme_gates import EMPTY, ExtremeGates
from assessments.engine.space import Space

SPACE = Space(ExtremeGates.domains())


def everywhere() -> list[ExtremeGates]:
    return [ExtremeGates(**point) for point in SPACE]


def test_the_states_are_what_the_answer_says_at_every_point() -> None:
    for kind in everywhere():
        done, said = kind.executed(), kind.answer()
        state, hidden = said.split(" and ")
        values = {
            r"$C_t \approx C_{t-1}$": kind.before,
            r"$C_t \approx C_{t-1} + \tilde{C}_t$": kind.before + kind.candidate,
            r"$C_t \approx \tilde{C}_t$": kind.candidate,
            r"$C_t \approx 0$": 0.0,
        }
        shown = {r"$h_t \approx 0$": 0.0, r"$h_t \approx \tanh(C_t)$": math.tanh(values[state])}

        assert done["c"] == pytest.approx(values[state], abs=0.002)
        assert done["h"] == pytest.approx(shown[hidden], abs=0.002)


def test_states_that_are_said_to_differ_do() -> None:
    for kind in everywhere():
        ends = [0.0, kind.before, kind.candidate, kind.before + kind.candidate]

        assert min(abs(one - other) for place, one in enumerate(ends) for other in ends[:place]) > 0.3


def test_every_gate_and_all_of_them_can_be_read_the_wrong_way_round() -> None:
    kind = ExtremeGates(forget=8.0, write=-8.0, show=10.0, candidate=0.4, before=2.0)
    inverted = [slip.answer() for tag, slip in kind.slips() if tag == "gate-inverted"]

    assert kind.answer() == r"$C_t \approx C_{t-1}$ and $h_t \approx \tanh(C_t)$"
    assert inverted == [
        r"$C_t \approx \tilde{C}_t$ and $h_t \approx 0$",
        EMPTY,
        r"$C_t \approx C_{t-1} + \tilde{C}_t$ and $h_t \approx \tanh(C_t)$",
        r"$C_t \approx C_{t-1}$ and $h_t \approx 0$",
    ]


def test_a_shut_output_gate_is_taken_to_erase() -> None:
    hidden = ExtremeGates(forget=10.0, write=-10.0, show=-8.0, candidate=0.4, before=2.0)

    assert dict(hidden.wrong_answers())["output-gate-on-cell-state"] == EMPTY
    assert "output-gate-on-cell-state" not in dict(ExtremeGates(10.0, -10.0, 8.0, 0.4, 2.0).slips())


def test_nothing_held_is_nothing_shown_whatever_the_output_gate_does() -> None:
    assert {ExtremeGates(-8.0, -8.0, show, 0.4, 2.0).answer() for show in (-10.0, 10.0)} == {EMPTY}


def test_the_solution_shows_the_executed_step() -> None:
    solution = ExtremeGates(forget=-8.0, write=8.0, show=-10.0, candidate=-0.4, before=3.0).because()

    assert f"{1 / (1 + math.exp(8)):.1e}" == "3.4e-04"
    assert r"$$f_t = \sigma(-8) \approx 3.4 \cdot 10^{-4}, \quad i_t = \sigma(8) \approx 0.9997" in solution
    assert r"C_t = f_t \, C_{t-1} + i_t \, \tilde{C}_t \approx -0.3989" in solution
    assert "puts the candidate in its place. The output gate hides it, which does not change $C_t$." in solution
