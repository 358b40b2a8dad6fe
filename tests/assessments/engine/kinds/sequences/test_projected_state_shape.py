import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.sequences.projected_state_shape import ProjectedStateShape
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(ProjectedStateShape.slug)
POINT = {
    "input_size": 20,
    "hidden_size": 32,
    "proj_size": 5,
    "layers": 3,
    "bidirectional": True,
    "batch": 8,
    "state": "c_n",
}


def test_everywhere_the_hidden_state_is_projected_and_the_cell_state_is_not() -> None:
    for point in Space(ProjectedStateShape.domains()):
        kind = ProjectedStateShape(**point)
        features = {"h_n": kind.proj_size, "c_n": kind.hidden_size}[kind.state]

        assert kind.answer() == (kind.layers * (2 if kind.bidirectional else 1), kind.batch, features)


@pytest.mark.parametrize(
    ("state", "raw", "misconception"),
    [
        ("c_n", "(6, 8, 32)", ""),
        ("c_n", "(6, 8, 5)", "cell-state-projected"),
        ("c_n", "(8, 6, 32)", "batch-first-in-state"),
        ("c_n", "(3, 8, 32)", "one-direction-only"),
        ("c_n", "(2, 8, 32)", "one-layer-only"),
        ("c_n", "(8, 32)", "layer-axis-left-out"),
        ("h_n", "(6, 8, 5)", ""),
        ("h_n", "(6, 8, 32)", "projection-left-out"),
    ],
)
def test_a_projection_from_32_units_to_5(state: str, raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT | {"state": state}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_tells_the_two_states_apart() -> None:
    cell, hidden = (ProjectedStateShape(**POINT | {"state": state}).because() for state in ("c_n", "h_n"))

    assert cell == (
        "The cell state stays inside and is never projected, so it keeps one number for each of the 32 hidden units."
        "\n\n"
        "`c_n` keeps one such state for each layer and direction, $3 \\cdot 2 = 6$, and for each of the 8 sequences: "
        "**(6, 8, 32)**."
    )
    assert "shortens the hidden state from 32 to 5 numbers" in hidden
