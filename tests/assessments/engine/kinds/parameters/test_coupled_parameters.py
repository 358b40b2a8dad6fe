import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.coupled_parameters import CoupledParameters
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(CoupledParameters.slug)
SIZES = {"input_size": 80, "hidden_size": 12, "coupled": "input_from_forget"}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [CoupledParameters(**point) for point in Space(CoupledParameters.domains())]

    assert [kind for kind in kinds if kind.answer() != closed_form(kind)] == []


def closed_form(kind: CoupledParameters) -> int:
    n, h = kind.input_size, kind.hidden_size
    return 3 * h * (n + h + 1)


@pytest.mark.parametrize(
    ("coupled", "saved", "tie"),
    [
        ("input_from_forget", "input gate", "i_t = 1 - f_t"),
        ("forget_from_input", "forget gate", "f_t = 1 - i_t"),
    ],
)
def test_either_gate_may_follow_from_the_other(coupled: str, saved: str, tie: str) -> None:
    names = CoupledParameters(80, 12, coupled).names()

    assert (names["saved"], names["tie"]) == (saved, tie)


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("3348", ""),
        ("4464", "coupled-gate-counted"),
        ("2232", "both-coupled-gates-left-out"),
        ("1116", "one-gate-only"),
        ("2916", "no-recurrent"),
        ("3384", "two-biases"),
        ("3312", "no-bias"),
        ("22320", "sizes-swapped"),
    ],
)
def test_the_lessons_layer_with_coupled_gates_has_3348_parameters(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, SIZES, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_names_the_three_blocks_that_are_left() -> None:
    assert CoupledParameters(**SIZES).because() == (
        "The input gate follows from $i_t = 1 - f_t$, without weights of its own. Three blocks are left: forget "
        "gate, candidate and output gate. Each has $12 \\cdot (80 + 12 + 1) = 1116$ parameters.\n\n"
        "Together $1116 + 1116 + 1116 =$ **3348**, three quarters of the $4464$ of a standard layer."
    )
