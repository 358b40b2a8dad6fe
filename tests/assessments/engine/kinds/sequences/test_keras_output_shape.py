import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.sequences.keras_output_shape import KerasOutputShape
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(KerasOutputShape.slug)
POINT = {"batch": 4, "steps": 7, "input_size": 10, "units": 24, "return_sequences": True}


def test_everywhere_the_steps_keep_their_axis_exactly_where_all_are_returned() -> None:
    for point in Space(KerasOutputShape.domains()):
        kind = KerasOutputShape(**point)
        kept = (kind.steps,) if kind.return_sequences else ()

        assert kind.answer() == (kind.batch, *kept, kind.units)


@pytest.mark.parametrize(
    ("return_sequences", "raw", "misconception"),
    [
        (True, "(4, 7, 24)", ""),
        (True, "(4, 24)", "last-step-only"),
        (True, "(4, 7, 10)", "input-size-for-hidden"),
        (True, "(7, 4, 24)", "steps-and-batch-swapped"),
        (True, "(4, 7, 96)", "blocks-side-by-side"),
        (False, "(4, 24)", ""),
        (False, "(4, 7, 24)", "every-step"),
        (False, "(4, 10)", "input-size-for-hidden"),
        (False, "(7, 24)", "steps-and-batch-swapped"),
        (False, "(4, 96)", "blocks-side-by-side"),
        (False, "(4, 1, 24)", "step-axis-kept"),
    ],
)
def test_what_a_layer_of_24_units_returns(return_sequences: bool, raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT | {"return_sequences": return_sequences}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_says_what_becomes_of_the_steps() -> None:
    every, last = (KerasOutputShape(**POINT | {"return_sequences": flag}).because() for flag in (True, False))

    assert every == (
        "With `return_sequences=True` every step puts out its hidden state, so the axis of the 7 steps stays. The "
        "batch comes first in Keras, and the last axis has one number for each of the 24 units, whatever the number "
        "of features that were read: **(4, 7, 24)**."
    )
    assert "only the hidden state after the last of the 7 steps is put out" in last
