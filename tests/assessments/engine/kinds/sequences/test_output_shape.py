import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.sequences.output_shape import OutputShape
from assessments.engine.space import Space
from assessments.engine.texts.stems import fill
from assessments.engine.variant import posed

DEFINITION = Definition(OutputShape.slug)
POINT = {"input_size": 10, "hidden_size": 24, "steps": 7, "batch": 4, "batch_first": False}


def test_everywhere_batch_first_decides_the_order_of_steps_and_sequences() -> None:
    for point in Space(OutputShape.domains()):
        kind = OutputShape(**point)
        order = (kind.batch, kind.steps) if kind.batch_first else (kind.steps, kind.batch)

        assert kind.answer() == (*order, kind.hidden_size)


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("(7, 4, 24)", ""),
        ("(4, 7, 24)", "steps-and-batch-swapped"),
        ("(7, 4, 10)", "input-size-for-hidden"),
        ("(4, 24)", "last-step-only"),
        ("(7, 24)", "batch-left-out"),
        ("(28, 24)", "steps-and-batch-merged"),
        ("(24, 4, 7)", "axes-permuted"),
    ],
)
def test_the_steps_come_first_in_pytorch(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_with_batch_first_the_swapped_order_is_that_of_the_default() -> None:
    outcome = grade(posed(DEFINITION, POINT | {"batch_first": True}, "seed"), "(7, 4, 24)")

    assert outcome.misconception == "steps-and-batch-swapped"


def test_the_stem_is_written_as_python() -> None:
    kind = OutputShape(**POINT)

    assert "`nn.LSTM(10, 24, batch_first=False)`" in fill(kind.stems[0], kind.names())


def test_the_solution_goes_axis_by_axis() -> None:
    assert OutputShape(**POINT).because() == (
        "`output` holds the hidden state of every step of every sequence. With `batch_first=False` the steps come "
        "first, then the batch; the features are always last.\n\n"
        "- 7 steps and 4 sequences keep an axis each.\n"
        "- A hidden state has one number for each of the 24 hidden units; the 10 inputs are read, not put out.\n\n"
        "So the shape is **(7, 4, 24)**."
    )
