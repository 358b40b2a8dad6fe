import pytest

from assessments.engine.definition import Definition
from assessments.engine.formats import Unreadable
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.paired_shapes import PairedShapes
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, build, posed

LESSON = {"input_size": 20, "hidden_size": 50, "gates": "f i"}
DEFINITION = Definition(PairedShapes.slug, options=5)


def expected(kind: PairedShapes) -> str:
    one = f"{kind.hidden_size} × {kind.input_size}"
    return f"{one} and {one}"


def test_everywhere_both_shapes_are_units_by_inputs() -> None:
    kinds = [PairedShapes(**point) for point in Space(PairedShapes.domains())]

    assert [kind for kind in kinds if kind.answer() != expected(kind)] == []


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("50 × 20 and 50 × 20", ""),
        ("20 × 50 and 20 × 50", "transposed"),
        ("50 × 20 and 20 × 50", "gates-differ"),
        ("50 × 50 and 50 × 50", "recurrent-for-feed-forward"),
        ("50 × 50 and 20 × 20", "one-size-each"),
    ],
)
def test_the_lessons_sixth_question_has_one_right_answer(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, LESSON, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_it_is_a_choice_however_it_is_asked() -> None:
    _, question = build(DEFINITION, LESSON, "seed")

    assert (question.widget, len(question.options)) == ("choice", 5)


def test_an_option_that_was_not_offered_is_not_read() -> None:
    with pytest.raises(Unreadable, match="is not one of the options"):
        posed(DEFINITION, LESSON, "seed").format.parse("20 × 20 and 50 × 50")


def test_equal_sizes_are_not_asked_because_turning_the_matrices_would_score() -> None:
    with pytest.raises(Unposable, match=r"^the slip 'transposed' gives the right answer$"):
        posed(DEFINITION, LESSON | {"input_size": 50}, "seed")


def test_the_solution_says_what_the_gates_share() -> None:
    assert PairedShapes(20, 50, "f i").because() == (
        "Both matrices multiply the same $x_t$, a column of 20 entries, so both have 20 columns. Both feed 50 hidden "
        "units, so both have 50 rows.\n\n"
        "The forget gate and the input gate differ in their numbers, never in their shapes: **50 × 20 and 50 × 20**."
    )
