import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.state_shape import StateShape
from assessments.engine.proving.verify import verify
from assessments.engine.space import Space
from assessments.engine.variant import posed
from lstm_reference import Spec, run, zeros

DEFINITION = Definition(StateShape.slug)


def test_everywhere_the_key_is_a_column_of_units() -> None:
    kinds = [StateShape(**point) for point in Space(StateShape.domains())]

    assert [kind for kind in kinds if kind.answer() != (kind.hidden_size, 1)] == []


def test_the_key_is_what_a_second_step_takes_over_from_the_first() -> None:
    spec = Spec(20, 50)

    first, _ = run(spec, zeros(spec), [[[0.0] * 20]] * 2).steps

    assert StateShape(20, 50).answer() == first.h.shape


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("50x1", ""),
        ("50x50", "matrix-for-vector"),
        ("1x50", "row-for-column"),
        ("1x1", "one-number-for-all"),
        ("20x1", "input-size-for-hidden"),
        ("50", "size-one-axis"),
    ],
)
def test_the_lessons_fifth_question_has_one_right_answer(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, {"input_size": 20, "hidden_size": 50}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_only_where_the_sizes_are_equal_nothing_is_asked() -> None:
    report = verify(DEFINITION)

    assert (report.space, report.posable, report.verified) == (8001, 8001 - 63, 8001 - 63)


def test_the_solution_follows_the_state_from_step_to_step() -> None:
    assert StateShape(20, 50).because() == (
        "$h_{t-1}$ is nothing but the output of the step before, and every step puts out 50 numbers, one for each "
        "hidden unit. As a column that is **(50, 1)**. The 20 entries of the input are read through $W_{fF}$ and its "
        "like; they have no say in the size of the state."
    )
