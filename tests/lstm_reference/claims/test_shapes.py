import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import settle

READING = "columns, as in W x"
SIZES = st.integers(1, 60)


@pytest.mark.parametrize(
    ("tensor", "shape", "status"),
    [
        ("h_prev", "50×50", "refuted"),
        ("h_prev", "50×1", "proved"),
        ("h_prev", "1×50", "refuted"),
        ("h_prev", "1×1", "refuted"),
        ("h_prev", "50", "refuted"),
        ("c_prev", "50×1", "proved"),
        ("x", "20×1", "proved"),
        ("f", "50×1", "proved"),
        ("g", "50×1", "proved"),
        ("W_fF", "50×20", "proved"),
        ("W_fF", "20×50", "refuted"),
        ("W_oR", "50×50", "proved"),
        ("b_c", "50×1", "proved"),
    ],
)
def test_a_tensor_has_the_shape_of_the_executed_one(tensor: str, shape: str, status: str) -> None:
    verdict = settle("tensor-shape", tensor=tensor, input_size=20, hidden_size=50, shape=shape)

    assert verdict[READING].status == status


@pytest.mark.parametrize("shape", ["50×1", "50x1", "(50, 1)", "50 by 1", " 50 × 1 ", "50,1"])
def test_a_shape_is_read_however_it_is_written(shape: str) -> None:
    verdict = settle("tensor-shape", tensor="h", input_size=20, hidden_size=50, shape=shape)

    assert verdict[READING].holds is True


@pytest.mark.parametrize(
    ("shapes", "status"),
    [
        (["50×20", "50×20"], "proved"),
        (["50×50", "20×20"], "refuted"),
        (["20×50", "20×50"], "refuted"),
        (["50×20", "20×50"], "refuted"),
    ],
)
def test_matrices_have_the_shapes_of_the_executed_ones(shapes: list[str], status: str) -> None:
    verdict = settle("matrix-shapes", matrices=["W_fF", "W_iF"], input_size=20, hidden_size=50, shapes=shapes)

    assert verdict[READING].status == status


@given(SIZES, SIZES)
def test_the_witness_is_the_true_shape(n: int, h: int) -> None:
    found = settle("tensor-shape", tensor="W_iF", input_size=n, hidden_size=h, shape="1×1")[READING]

    assert found.witness == {"shapes": {"W_iF": [h, n]}}
    assert found.holds is (n == h == 1)


def test_the_reason_names_the_sizes() -> None:
    found = settle("tensor-shape", tensor="h_prev", input_size=20, hidden_size=50, shape="50×1")[READING]

    assert found.why == "With 20 inputs and 50 units, h_prev is 50 × 1."
