import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.sequences.head_shape import HeadShape
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(HeadShape.slug)
POINT = {"batch": 4, "steps": 7, "input_size": 20, "units": 12, "classes": 10, "return_sequences": True}


def test_everywhere_the_classes_stand_where_the_units_stood() -> None:
    for point in Space(HeadShape.domains()):
        kind = HeadShape(**point)
        kept = (kind.steps,) if kind.return_sequences else ()

        assert kind.answer() == (kind.batch, *kept, kind.classes)


@pytest.mark.parametrize(
    ("return_sequences", "raw", "misconception"),
    [
        (True, "(4, 7, 10)", ""),
        (True, "(4, 10)", "last-step-only"),
        (True, "(4, 7, 12)", "head-left-out"),
        (True, "(4, 70)", "steps-flattened"),
        (True, "(4, 10, 7)", "classes-before-steps"),
        (True, "(7, 4, 10)", "steps-and-batch-swapped"),
        (True, "(4, 7, 22)", "head-widens"),
        (False, "(4, 10)", ""),
        (False, "(4, 7, 10)", "every-step"),
        (False, "(4, 12)", "head-left-out"),
        (False, "(4, 1, 10)", "step-axis-kept"),
        (False, "(7, 10)", "steps-and-batch-swapped"),
        (False, "(4, 22)", "head-widens"),
    ],
)
def test_ten_classes_for_each_step_or_for_each_sequence(return_sequences: bool, raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT | {"return_sequences": return_sequences}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_follows_the_steps_and_then_the_features() -> None:
    every, last = (HeadShape(**POINT | {"return_sequences": flag}).because() for flag in (True, False))

    assert every == (
        "`return_sequences=True` hands on all 7 hidden states, and the `Dense` layer is applied to each of them with "
        "the same weights, so the axis of the steps stays. `Dense(10)` replaces the last axis, 12 units, by 10 "
        "numbers. The shape is **(4, 7, 10)**."
    )
    assert "hands on the hidden state after the last of the 7 steps only, so there is no axis of steps" in last
