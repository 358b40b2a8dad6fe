import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.bias_shape import BiasShape
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed

DEFINITION = Definition(BiasShape.slug)
LESSON = {"input_size": 80, "hidden_size": 12, "gate": "i"}


def test_everywhere_the_key_is_a_column_of_units() -> None:
    kinds = [BiasShape(**point) for point in Space(BiasShape.domains())]

    assert [kind for kind in kinds if kind.answer() != (kind.hidden_size, 1)] == []


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("12x1", ""),
        ("(1, 12)", "row-for-column"),
        ("(80, 1)", "input-size-for-hidden"),
        ("(12, 12)", "matrix-for-vector"),
        ("(1, 1)", "one-number-for-all"),
        ("(12,)", "size-one-axis"),
    ],
)
def test_the_lessons_bias_is_a_column_of_12(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, LESSON, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_equal_sizes_are_not_asked_because_the_input_size_would_score() -> None:
    with pytest.raises(Unposable, match=r"^the slip 'input-size-for-hidden' gives the right answer$"):
        posed(DEFINITION, LESSON | {"input_size": 12}, "seed")


def test_the_solution_adds_arrays_of_one_shape() -> None:
    assert BiasShape(80, 12, "i").because() == (
        "The bias is added to $W_{iF}\\,x_t$ and $W_{iR}\\,h_{t-1}$. Both are columns with one entry for each of the "
        "12 hidden units, and only arrays of the same shape add up entry by entry. So $b_i$ has 12 rows and 1 column: "
        "**(12, 1)**."
    )
