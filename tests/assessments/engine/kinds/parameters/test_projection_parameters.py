import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kind import Kind
from assessments.engine.kinds.parameters.projection_parameters import ProjectionParameters
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(ProjectionParameters.slug)
SIZES = {"input_size": 80, "hidden_size": 24, "proj_size": 10}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [ProjectionParameters(**point) for point in Space(ProjectionParameters.domains())]

    assert [kind for kind in kinds if kind.answer() != closed_form(kind)] == []


def closed_form(kind: ProjectionParameters) -> int:
    n, h, p = kind.input_size, kind.hidden_size, kind.proj_size
    return 4 * h * (n + p + 2) + h * p


def test_a_wrong_idea_can_be_had_beside_another() -> None:
    ideas = [slip for _, slip in ProjectionParameters(**SIZES).slips() if isinstance(slip, Kind)]

    assert all(count > 0 for idea in ideas for _, count in idea.wrong_answers())


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("9072", ""),
        ("10176", "projection-left-out"),
        ("8832", "projection-matrix-left-out"),
        ("10416", "recurrent-reads-all-units"),
        ("3680", "gates-of-projected-size"),
        ("9082", "projection-with-bias"),
        ("8976", "one-bias"),
        ("8880", "no-bias"),
        ("12320", "sizes-swapped"),
    ],
)
def test_a_layer_of_24_units_projected_to_10_has_9072_parameters(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, SIZES, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_lists_the_five_arrays() -> None:
    assert ProjectionParameters(**SIZES).because() == (
        "Gates, candidate and cell state keep 24 entries each. The hidden state is $h_t = W_{hr} (o_t \\odot \\tanh "
        "C_t)$ with 10 entries, so the recurrent matrix has 10 columns:\n\n"
        "- `weight_ih_l0`, shape (96, 80): $96 \\times 80 = 7680$\n"
        "- `weight_hh_l0`, shape (96, 10): $96 \\times 10 = 960$\n"
        "- `bias_ih_l0`, shape (96,): $96$\n"
        "- `bias_hh_l0`, shape (96,): $96$\n"
        "- `weight_hr_l0`, shape (10, 24): $10 \\times 24 = 240$\n\n"
        "Together $7680 + 960 + 96 + 96 + 240 =$ **9072**. Without the projection there would be $10176$."
    )
