from collections.abc import Mapping

import pytest

from assessments.engine.authoring.claims import finding
from assessments.engine.kinds.gating import output_gate_statements, sigmoid_times_tanh
from assessments.engine.kinds.gating.pool import PoolKind, Statement, handfuls

KINDS = [sigmoid_times_tanh.SigmoidTimesTanh, output_gate_statements.OutputGateStatements]
STATEMENTS = [
    pytest.param(statement, id=f"{kind.slug}-{letter}") for kind in KINDS for letter, statement in kind.pool.items()
]

POOL = {
    "A": Statement("high", "gate-output-attains", "…", ("x",), {"gate": "f", "value": 0.9}),
    "B": Statement("higher", "gate-output-attains", "…", ("x", "y"), {"gate": "f", "value": 1.9}),
    "C": Statement("highest", "gate-output-attains", "…", ("y",), {"gate": "f", "value": 2.9}),
}


class ThreeStatements(PoolKind):
    pool = POOL


@pytest.mark.parametrize("statement", STATEMENTS)
def test_every_statement_is_settled_under_its_reading(statement: Statement) -> None:
    claim = {"name": statement.claim, "arguments": dict(statement.arguments)}

    assert finding(claim, statement.reading).status in {"proved", "refuted"}


@pytest.mark.parametrize("statement", STATEMENTS)
def test_every_statement_is_some_mistakes_touchstone(statement: Statement) -> None:
    assert statement.mistakes


@pytest.mark.parametrize("pool", [kind.pool for kind in KINDS])
def test_a_pool_holds_enough_of_both(pool: Mapping[str, Statement]) -> None:
    true = [statement.holds for statement in pool.values()]

    assert len(true) >= 8
    assert 4 <= sum(true) <= len(true) - 4


def test_true_statements_are_the_key_and_the_solution_says_of_each_why() -> None:
    kind = ThreeStatements("AC")

    assert kind.statements() == ("high", "highest")
    assert kind.answer() == {"high"}
    assert kind.because() == "- high **True.** …\n- highest **False.** …"


def test_a_mistake_turns_every_statement_that_it_touches() -> None:
    assert dict(ThreeStatements("ABC").slips()) == {"x": {"higher"}, "y": {"high", "higher", "highest"}}


@pytest.mark.parametrize(("offered", "posable"), [("ABC", True), ("BC", False), ("AB", False)])
def test_something_is_true_and_two_are_not(offered: str, posable: bool) -> None:
    assert ThreeStatements(offered).posable() is posable


def test_handfuls_are_named_by_their_letters() -> None:
    assert list(handfuls(POOL, 2)) == ["AB", "AC", "BC"]
