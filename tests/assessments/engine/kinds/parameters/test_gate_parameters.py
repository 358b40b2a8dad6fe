import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.gate_parameters import GateParameters
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed

DEFINITION = Definition(GateParameters.slug)
LESSON = {"input_size": 80, "hidden_size": 12, "gate": "f"}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [GateParameters(**point) for point in Space(GateParameters.domains() | {"gate": ("f", "c")})]

    assert [
        kind for kind in kinds if kind.answer() != kind.hidden_size * (kind.input_size + kind.hidden_size + 1)
    ] == []


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("1116", ""),
        ("1,116", ""),
        ("1104", "no-bias"),
        ("972", "no-recurrent"),
        ("7440", "sizes-swapped"),
        ("7372", "recurrent-from-input-size"),
        ("1128", "two-biases"),
        ("4464", "whole-layer"),
        ("1117", "off-by-one"),
        ("1161", "digits-swapped"),
    ],
)
def test_a_gate_of_the_lessons_layer_has_1116_parameters(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, LESSON, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_equal_sizes_are_not_asked_because_swapping_them_would_score() -> None:
    with pytest.raises(Unposable, match=r"^the slip 'sizes-swapped' gives the right answer$"):
        posed(DEFINITION, LESSON | {"input_size": 12}, "seed")


def test_the_solution_adds_up_the_parts() -> None:
    assert GateParameters(80, 12, "f").because() == (
        "- $W_{fF}$ leads from 80 inputs to 12 units: $12 \\times 80 = 960$ weights.\n"
        "- $W_{fR}$ leads from 12 units to 12 units: $12 \\times 12 = 144$ weights.\n"
        "- $b_f$ has one number for each unit: $12$.\n\n"
        "Together $960 + 144 + 12 =$ **1116**."
    )


def test_every_wording_says_how_many_biases_the_candidate_has() -> None:
    assert all("bias" in stem and ("candidate" in stem or "{gate_name} of" in stem) for stem in GateParameters.stems)
