import numpy as np
import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.sequences.where_a_direction_ends import WhereADirectionEnds
from assessments.engine.space import Space
from assessments.engine.texts.stems import fill
from assessments.engine.variant import posed
from lstm_reference import Spec, faces, run, seeded

DEFINITION = Definition(WhereADirectionEnds.slug)
POINT = {
    "input_size": 3,
    "hidden_size": 4,
    "layers": 2,
    "batch": 2,
    "steps": 7,
    "batch_first": False,
    "direction": "backward",
}


def test_everywhere_the_backward_direction_ends_at_the_first_step_and_the_forward_one_at_the_last() -> None:
    for point in Space(WhereADirectionEnds.domains()):
        kind = WhereADirectionEnds(**point)
        end, half = ("-1", f":{kind.hidden_size}") if kind.direction == "forward" else ("0", f"{kind.hidden_size}:")
        axes = f":, {end}" if kind.batch_first else f"{end}, :"

        assert kind.answer() == f"`output[{axes}, {half}]`"


@pytest.mark.parametrize("batch_first", [False, True])
@pytest.mark.parametrize(("direction", "row"), [("forward", -2), ("backward", -1)])
def test_what_the_answer_says_is_what_another_run_gives(batch_first: bool, direction: str, row: int) -> None:
    kind = WhereADirectionEnds(**POINT | {"batch_first": batch_first, "direction": direction})
    spec = Spec(3, 4, num_layers=2, bidirectional=True)
    found = faces.torch(run(spec, seeded(spec, 5), np.ones((7, 2, 3))), batch_first=batch_first)

    part = eval(kind.answer().strip("`"), {"output": found["output"]})  # noqa: S307 -- our own slice

    np.testing.assert_array_equal(part, found["h_n"][row])
    assert kind.names()["row"] == str(row)


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("`output[0, :, 4:]`", ""),
        ("`output[-1, :, 4:]`", "wrong-end"),
        ("`output[-1, :, :4]`", "directions-swapped"),
        ("`output[0, :, :4]`", "wrong-half"),
        ("`output[:, 0, 4:]`", "steps-and-batch-swapped"),
    ],
)
def test_the_backward_direction_ends_at_index_zero(raw: str, misconception: str) -> None:
    outcome = grade(posed(Definition(WhereADirectionEnds.slug, options=5), POINT, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_stem_names_the_row_and_the_direction() -> None:
    kind = WhereADirectionEnds(**POINT)

    assert "the same as `h_n[-1]`, the final hidden state of the last layer's backward direction" in fill(
        kind.stems[0], kind.names()
    )


def test_the_solution_follows_the_direction_to_its_end() -> None:
    backward, forward = (
        WhereADirectionEnds(**POINT | {"direction": direction}).because() for direction in ("backward", "forward")
    )

    assert backward == (
        "The backward direction begins with the last step and ends with the first: its final state is what it puts out "
        "at index $0$ of the time axis, which stands first with `batch_first=False`. On the last axis, the forward "
        "direction's numbers come first, so these are the last 4 of the 8 features: **`output[0, :, 4:]`**.\n\n"
        "In an LSTM with random weights, all numbers of the two agree there, and nowhere else."
    )
    assert "puts out at index $-1$ of the time axis" in forward
