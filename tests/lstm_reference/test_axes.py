import numpy as np
import pytest

from lstm_reference.axes import fitted, numbers


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (np.zeros((2, 5)), "x has 5 features, Spec says 7"),
        (np.zeros((0, 7)), "x has 0 steps, at least 1 is expected"),
        (np.zeros(7), "x has 1 axes, 2 are expected: steps, features"),
        (np.zeros((1, 2, 7)), "x has 3 axes, 2 are expected: steps, features"),
        (np.full((2, 7), np.nan), "x holds NaN"),
        (np.full((2, 7), -np.inf), "x holds an infinite value"),
        (np.full((2, 7), "1"), "x is not an array of numbers"),
        (np.full((2, 7), fill_value=True), "x is not an array of numbers"),
        (np.full((2, 7), 1j), "x is not an array of numbers"),
        ([[1.0, 2.0], [3.0]], "x is not an array of numbers"),
        ([[10**400]], "x is not an array of numbers"),
        (None, "x is not an array of numbers"),
    ],
)
def test_an_array_that_does_not_fit_is_refused_by_its_axis(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=r"^x ") as refusal:
        fitted("x", value, steps=None, features=7)

    assert str(refusal.value) == message


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.int64, np.uint8])
def test_numbers_of_any_type_become_float64(dtype: type) -> None:
    assert fitted("x", np.ones((1, 2), dtype), rows=1, columns=2).dtype == np.float64


def test_infinities_are_numbers_where_ends_of_boxes_are_read() -> None:
    assert numbers("x_box", [-np.inf, np.inf]).tolist() == [-np.inf, np.inf]
