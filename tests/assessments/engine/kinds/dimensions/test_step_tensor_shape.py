import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.step_tensor_shape import StepTensorShape
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed

DEFINITION = Definition(StepTensorShape.slug)
LESSON = {"input_size": 80, "hidden_size": 12, "which": "f"}


def test_everywhere_the_key_is_a_column_of_units() -> None:
    kinds = [StepTensorShape(**point) for point in Space(StepTensorShape.domains())]

    assert [kind for kind in kinds if kind.answer() != (kind.hidden_size, 1)] == []


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("12x1", ""),
        ("1x1", "one-number-for-all"),
        ("80x1", "input-size-for-hidden"),
        ("1x12", "row-for-column"),
        ("12x80", "weights-for-activation"),
    ],
)
def test_the_lessons_forget_gate_puts_out_a_column_of_12(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, LESSON, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_equal_sizes_are_not_asked_because_the_input_size_would_score() -> None:
    with pytest.raises(Unposable, match=r"^the slip 'input-size-for-hidden' gives the right answer$"):
        posed(DEFINITION, LESSON | {"input_size": 12}, "seed")


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("f", "$f_t$, the output of the forget gate,"),
        ("g", r"$\tilde{C}_t$, the candidate,"),
        ("c", "$C_t$, the cell state,"),
    ],
)
def test_the_solution_ends_with_what_was_asked(which: str, said: str) -> None:
    ending = StepTensorShape(80, 12, which).because().rpartition("\n\n")[2]

    assert ending == f"So {said} is a column of shape **(12, 1)**."
