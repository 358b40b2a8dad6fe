import numpy as np
import pytest

from assessments.engine.executed.products import multiply_adds, step_products, watched
from lstm_reference import Spec


def test_a_step_multiplies_each_matrix_with_its_column() -> None:
    assert step_products(Spec(3, 2)) == 4 * [((2, 3), (3, 1)), ((2, 2), (2, 1))]


def test_a_projection_is_a_product_more() -> None:
    assert step_products(Spec(3, 4, proj_size=2))[-1] == ((2, 4), (4, 1))


@pytest.mark.parametrize(
    ("spec", "count"),
    [
        (Spec(80, 12), 4 * 12 * (80 + 12)),
        (Spec(80, 12, cell="gru"), 3 * 12 * (80 + 12)),
        (Spec(80, 12, cell="rnn"), 12 * (80 + 12)),
        (Spec(80, 12, peepholes=True), 4 * 12 * (80 + 12)),
        (Spec(80, 12, coupled="input_from_forget"), 3 * 12 * (80 + 12)),
        (Spec(80, 12, proj_size=5), 4 * 12 * (80 + 5) + 12 * 5),
    ],
)
def test_every_weight_of_a_matrix_meets_one_entry(spec: Spec, count: int) -> None:
    assert multiply_adds(spec) == count


def test_what_is_watched_computes_as_before() -> None:
    rows, column = np.arange(6.0).reshape(2, 3), np.array([[1.0], [2.0], [3.0]])

    seen = watched(column, [])

    assert np.array_equal(rows @ seen + 1.0, rows @ column + 1.0)
    assert seen.products == [((2, 3), (3, 1))]
