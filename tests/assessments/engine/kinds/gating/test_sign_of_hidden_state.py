import math

import pytest

from assessments.engine.authoring.claims import finding
from assessments.engine.kinds.gating.sign_of_hidden_state import (
    ABOVE,
    BELOW,
    FLIPPED,
    NEGATIVE,
    OPENED,
    POSITIVE,
    SMALL,
    SignOfHiddenState,
)
from assessments.engine.space import Space

SPACE = Space(SignOfHiddenState.domains())


def everywhere() -> list[SignOfHiddenState]:
    return [kind for kind in (SignOfHiddenState(**point) for point in SPACE) if kind.posable()]


def test_the_true_statements_are_those_of_the_equation_at_every_point() -> None:
    for kind in everywhere():
        h = math.tanh(kind.cell_state) / (1 + math.exp(-kind.heard))
        true = {POSITIVE if kind.cell_state > 0 else NEGATIVE, OPENED} | ({SMALL} if abs(h) < 0.5 else set())

        assert kind.answer() == true


def test_nothing_is_said_of_the_last_hidden_state_that_could_be_known() -> None:
    claim = {"name": "positive-tanh-raises-state", "reading": "relative to the previous hidden state"}

    assert finding(claim).status == "refuted"
    assert not any(kind.answer() & {ABOVE, BELOW} for kind in everywhere())


def test_the_statement_on_rising_goes_with_the_sign_of_the_state() -> None:
    offered = {(kind.cell_state > 0, *(set(kind.statements()) & {ABOVE, BELOW})) for kind in everywhere()}

    assert offered == {(True, ABOVE), (False, BELOW)}


def test_a_tanh_in_the_gate_would_let_it_flip_the_sign() -> None:
    for kind in everywhere():
        h = math.tanh(kind.heard) * math.tanh(kind.cell_state)
        wrong = dict(kind.slips())["tanh-for-sigmoid"]

        assert FLIPPED in wrong
        assert (POSITIVE in wrong, NEGATIVE in wrong) == (h > 0, h < 0)


def test_a_gate_read_the_wrong_way_round_passes_less_when_it_opens() -> None:
    assert not any(OPENED in dict(kind.slips())["gate-inverted"] for kind in everywhere())


@pytest.mark.parametrize(("cell_state", "heard", "posable"), [(3.0, 0.5, True), (0.5, 3.0, True), (0.75, 1.5, False)])
def test_what_lies_too_near_a_half_is_not_asked(cell_state: float, heard: float, posable: bool) -> None:
    assert SignOfHiddenState(cell_state, heard).posable() is posable


def test_the_solution_shows_both_factors() -> None:
    solution = SignOfHiddenState(cell_state=-1.5, heard=2.0).because()

    assert r"$o_t = \sigma(2) \approx 0.8808$ and $\tanh(C_t) \approx -0.9051$" in solution
    assert r"$h_t = o_t \tanh(C_t) \approx -0.7973$" in solution
