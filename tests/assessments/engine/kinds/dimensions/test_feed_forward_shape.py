import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.feed_forward_shape import FeedForwardShape
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed

DEFINITION = Definition(FeedForwardShape.slug)
LESSON = {"input_size": 20, "hidden_size": 50, "gate": "f"}


def test_everywhere_the_key_is_units_by_inputs() -> None:
    kinds = [FeedForwardShape(**point) for point in Space(FeedForwardShape.domains())]

    assert [kind for kind in kinds if kind.answer() != (kind.hidden_size, kind.input_size)] == []


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("(50, 20)", ""),
        ("50x20", ""),
        ("(20, 50)", "transposed"),
        ("(50, 50)", "recurrent-for-feed-forward"),
        ("(20, 20)", "input-size-for-hidden"),
        ("(50, 70)", "states-stacked"),
        ("(50, 21)", "one-axis-wrong"),
        ("(50,)", "wrong-rank"),
    ],
)
def test_the_lessons_matrix_has_50_rows_and_20_columns(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, LESSON, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_equal_sizes_are_not_asked_because_turning_the_matrix_would_score() -> None:
    with pytest.raises(Unposable, match=r"^the slip 'transposed' gives the right answer$"):
        posed(DEFINITION, LESSON | {"input_size": 50}, "seed")


@pytest.mark.parametrize(
    ("gate", "name"), [("f", "forget gate"), ("i", "input gate"), ("c", "candidate"), ("o", "output gate")]
)
def test_the_stem_calls_the_gate_and_its_matrix_by_name(gate: str, name: str) -> None:
    names = FeedForwardShape(20, 50, gate).names()

    assert (names["gate_name"], names["matrix"]) == (name, f"W_{{{gate}F}}")


def test_the_solution_counts_columns_and_rows() -> None:
    assert FeedForwardShape(20, 50, "f").because() == (
        "- $W_{fF}$ multiplies $x_t$, a column of 20 entries, and a matrix needs one column for each entry that it "
        "meets: 20 columns.\n"
        "- The product has one entry for each of the 50 hidden units: 50 rows.\n\n"
        "Rows come first, so the shape is **(50, 20)**. All four blocks of the layer are alike in this."
    )
