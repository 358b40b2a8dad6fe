import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.recurrent_shape import RecurrentShape
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed

DEFINITION = Definition(RecurrentShape.slug)
LESSON = {"input_size": 80, "hidden_size": 12, "gate": "o"}


def test_everywhere_the_key_is_units_by_units() -> None:
    kinds = [RecurrentShape(**point) for point in Space(RecurrentShape.domains())]

    assert [kind for kind in kinds if kind.answer() != (kind.hidden_size, kind.hidden_size)] == []


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("12 by 12", ""),
        ("(12, 80)", "feed-forward-for-recurrent"),
        ("(80, 12)", "feed-forward-transposed"),
        ("(80, 80)", "input-size-for-hidden"),
        ("(12, 1)", "vector-for-matrix"),
        ("(12, 12, 1)", "size-one-axis"),
    ],
)
def test_the_lessons_matrix_leads_from_12_units_to_12(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, LESSON, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_equal_sizes_are_not_asked_because_the_wrong_matrix_would_score() -> None:
    with pytest.raises(Unposable, match=r"^the slip 'feed-forward-for-recurrent' gives the right answer$"):
        posed(DEFINITION, LESSON | {"input_size": 12}, "seed")


def test_the_solution_says_that_the_input_plays_no_part() -> None:
    assert RecurrentShape(80, 12, "o").because() == (
        "- $W_{oR}$ multiplies $h_{t-1}$, the layer's own last output: a column of 12 entries, so the matrix has 12 "
        "columns.\n"
        "- The product again has one entry for each of the 12 hidden units: 12 rows.\n\n"
        "From hidden units to hidden units: the shape is **(12, 12)**. The input size, 80, plays no part in it."
    )
