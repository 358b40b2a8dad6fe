import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.size_from_matrix import SizeFromMatrix
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed

DEFINITION = Definition(SizeFromMatrix.slug)
LESSON = {"input_size": 80, "hidden_size": 12, "gate": "f"}


def test_everywhere_columns_are_inputs_and_rows_are_units() -> None:
    for point in Space(SizeFromMatrix.domains()):
        kind = SizeFromMatrix(**point)

        assert kind.answer() == {"input size": kind.input_size, "hidden units": kind.hidden_size}[kind.asked]


@pytest.mark.parametrize(
    ("asked", "raw", "misconception"),
    [
        ("input size", "80", ""),
        ("input size", "12", "other-axis-read"),
        ("hidden units", "12", ""),
        ("hidden units", "80", "other-axis-read"),
        ("hidden units", "960", "all-entries-counted"),
        ("hidden units", "92", "sizes-added"),
    ],
)
def test_the_lessons_matrix_tells_both_sizes(asked: str, raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, LESSON | {"asked": asked}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_a_square_matrix_is_not_asked_about_because_either_axis_would_score() -> None:
    with pytest.raises(Unposable, match=r"^the slip 'other-axis-read' gives the right answer$"):
        posed(DEFINITION, LESSON | {"input_size": 12, "asked": "input size"}, "seed")


def test_the_solution_goes_through_both_axes_and_ends_with_what_was_asked() -> None:
    assert SizeFromMatrix(80, 12, "f", "hidden units").because() == (
        "- The columns of $W_{fF}$ meet the entries of $x_t$, one each: 80 columns, 80 entries.\n"
        "- Its rows make the entries of $W_{fF}\\,x_t$, one for each hidden unit: 12 rows, 12 units.\n\n"
        "So there are **12** hidden units."
    )
