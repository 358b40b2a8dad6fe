import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.sequences.merged_directions_shape import MergedDirectionsShape
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(MergedDirectionsShape.slug)
POINT = {"batch": 4, "steps": 7, "input_size": 10, "units": 32, "merge": "concat"}


def test_everywhere_concat_doubles_the_features_and_sum_does_not() -> None:
    for point in Space(MergedDirectionsShape.domains()):
        kind = MergedDirectionsShape(**point)
        times = {"concat": 2, "sum": 1}[kind.merge]

        assert kind.answer() == (kind.batch, kind.steps, times * kind.units)


@pytest.mark.parametrize(
    ("merge", "raw", "misconception"),
    [
        ("concat", "(4, 7, 64)", ""),
        ("concat", "(4, 7, 32)", "directions-added"),
        ("concat", "(4, 14, 32)", "directions-in-time"),
        ("concat", "(4, 7, 2, 32)", "directions-stacked"),
        ("concat", "(4, 7, 20)", "input-size-for-hidden"),
        ("sum", "(4, 7, 32)", ""),
        ("sum", "(4, 7, 64)", "directions-side-by-side"),
        ("sum", "(4, 14, 32)", "directions-in-time"),
        ("sum", "(4, 7, 10)", "input-size-for-hidden"),
    ],
)
def test_two_directions_of_32_units(merge: str, raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT | {"merge": merge}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_says_how_the_directions_come_together() -> None:
    side_by_side, added = (MergedDirectionsShape(**POINT | {"merge": merge}).because() for merge in ("concat", "sum"))

    assert side_by_side == (
        "Each direction is an LSTM of 32 units with weights of its own, and each puts out 32 numbers at every step. "
        "`concat` sets them side by side: $2 \\cdot 32 = 64$ features. Both directions speak about the same 7 steps of "
        "the same 4 sequences, so these axes stay as they are: **(4, 7, 64)**."
    )
    assert "`sum` adds them number by number, so there are still 32 features." in added
