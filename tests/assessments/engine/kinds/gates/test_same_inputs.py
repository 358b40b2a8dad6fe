import pytest

from assessments.engine.kinds.gates.same_inputs import ALWAYS, DIFFER, SAME_INPUTS, SAME_WEIGHTS, SameInputs
from assessments.engine.space import Space

SPACE = Space(SameInputs.domains())


def test_gates_generally_differ_at_every_point() -> None:
    assert {SameInputs(**point).answer() for point in SPACE} == {DIFFER}


def test_every_other_statement_has_its_mistake() -> None:
    assert dict(SameInputs("f and o", 2, 3).slips()) == {
        "gates-always-differ": ALWAYS,
        "same-inputs-same-outputs": SAME_INPUTS,
        "gates-share-weights": SAME_WEIGHTS,
    }


def test_the_gates_of_every_example_differ_and_are_gates() -> None:
    for point in SPACE:
        one, other = SameInputs(**point).executed()

        assert 0 < one < 1
        assert 0 < other < 1
        assert abs(one - other) > 1e-6


@pytest.mark.parametrize(
    ("pair", "first", "second"),
    [
        ("f and i", "forget gate", "input gate"),
        ("f and o", "forget gate", "output gate"),
        ("i and o", "input gate", "output gate"),
    ],
)
def test_a_pair_is_called_by_its_gates_names(pair: str, first: str, second: str) -> None:
    names = SameInputs(pair, 2, 3).names()

    assert (names["first"], names["second"]) == (first, second)


def test_the_solution_shows_two_executed_gates() -> None:
    assert r"gives $i_t \approx 0.5731$ and $o_t \approx 0.4002$" in SameInputs("i and o", 7, 7).because()
