import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.sequences.final_state_shape import FinalStateShape
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(FinalStateShape.slug)
POINT = {
    "input_size": 20,
    "hidden_size": 12,
    "layers": 3,
    "bidirectional": True,
    "batch_first": True,
    "batch": 8,
    "steps": 5,
}


def test_everywhere_layers_times_directions_come_first_whatever_batch_first_says() -> None:
    for point in Space(FinalStateShape.domains()):
        kind = FinalStateShape(**point)

        assert kind.answer() == (kind.layers * (2 if kind.bidirectional else 1), kind.batch, kind.hidden_size)


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("(6, 8, 12)", ""),
        ("(8, 6, 12)", "batch-first-in-state"),
        ("(8, 5, 24)", "every-step"),
        ("(3, 8, 12)", "one-direction-only"),
        ("(3, 8, 24)", "directions-side-by-side"),
        ("(2, 8, 12)", "one-layer-only"),
        ("(8, 12)", "layer-axis-left-out"),
    ],
)
def test_three_layers_in_both_directions_end_with_six_states(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_a_single_cell_still_leaves_three_ways_to_be_wrong() -> None:
    single = POINT | {"layers": 1, "bidirectional": False, "batch_first": False}

    assert dict(posed(DEFINITION, single, "seed").slips) == {
        "batch-first-in-state": (8, 1, 12),
        "every-step": (5, 8, 12),
        "layer-axis-left-out": (8, 12),
    }


def test_the_solution_goes_axis_by_axis() -> None:
    assert FinalStateShape(**POINT).because() == (
        "`h_n` keeps what every layer ends with, in both directions, so its first axis has size $3 \\cdot 2 = 6$. The "
        "second axis has the 8 sequences, because `batch_first` moves axes of the input and of `output` only; the "
        "third has the 12 hidden units. The 5 steps leave no axis, for only the end is kept.\n\n"
        "The shape is **(6, 8, 12)**."
    )
