import numpy as np
import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.stacked_matrix_shape import StackedMatrixShape
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed
from lstm_reference import Spec, run, seeded
from lstm_reference.cell import sigmoid

DEFINITION = Definition(StackedMatrixShape.slug)
LESSON = {"input_size": 80, "hidden_size": 12, "gate": "f", "on_top": "hidden state"}


def test_everywhere_the_key_is_units_by_units_and_inputs() -> None:
    kinds = [StackedMatrixShape(**point) for point in Space(StackedMatrixShape.domains())]

    assert [kind for kind in kinds if kind.answer() != (kind.hidden_size, kind.hidden_size + kind.input_size)] == []


def test_a_matrix_of_that_shape_does_what_two_do() -> None:
    spec = Spec(3, 2)
    weights = seeded(spec, 0)
    first, second = run(spec, weights, np.ones((2, 3))).steps

    stacked = np.hstack([weights.W_fR, weights.W_fF]) @ np.vstack([first.h, second.x]) + weights.b_f

    assert np.allclose(sigmoid(stacked), second.f)


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("12x92", ""),
        ("92x12", "transposed"),
        ("12x80", "no-recurrent"),
        ("92x1", "vector-for-matrix"),
        ("92x92", "square-for-stacked"),
        ("48x92", "all-gates-at-once"),
        ("80x160", "input-size-for-hidden"),
    ],
)
@pytest.mark.parametrize("on_top", ["hidden state", "input"])
def test_the_lessons_gate_has_12_rows_and_92_columns(raw: str, misconception: str, on_top: str) -> None:
    outcome = grade(posed(DEFINITION, LESSON | {"on_top": on_top}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_equal_sizes_are_not_asked_because_the_input_size_would_score() -> None:
    with pytest.raises(Unposable, match=r"^the slip 'input-size-for-hidden' gives the right answer$"):
        posed(DEFINITION, LESSON | {"input_size": 12}, "seed")


@pytest.mark.parametrize(
    ("on_top", "column", "matrices", "shapes", "columns"),
    [
        ("hidden state", r"h_{t-1} \\ x_t", "W_{fR} & W_{fF}", "(12, 12) and (12, 80)", "12 + 80"),
        ("input", r"x_t \\ h_{t-1}", "W_{fF} & W_{fR}", "(12, 80) and (12, 12)", "80 + 12"),
    ],
)
def test_the_matrices_stand_in_the_order_of_the_vectors(
    on_top: str, column: str, matrices: str, shapes: str, columns: str
) -> None:
    kind = StackedMatrixShape(80, 12, "f", on_top)

    assert kind.names()["column"] == rf"\begin{{bmatrix}} {column} \end{{bmatrix}}"
    assert kind.because() == (
        "$W_f$ is nothing but the two matrices of the gate side by side: "
        rf"$W_f = \begin{{bmatrix}} {matrices} \end{{bmatrix}}$, of shapes {shapes}."
        "\n\n"
        f"- The columns add up: ${columns} = 92$, one for each entry of the stacked column.\n"
        "- The rows stay: 12, one for each hidden unit.\n\n"
        "So the shape is **(12, 92)**. Which of the two vectors stands on top makes no difference to it."
    )
