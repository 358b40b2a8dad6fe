import pytest

from assessments.engine.kinds.notation import equals, number


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.25, "0.25"),
        (-0.00004, "0"),
        (3, "3"),
        (100.0, "100"),
        (0.73105858, "0.7311"),
        (2101248, "2101248"),
        (1234567.0, "1234567"),
        (-123.45678, "-123.4568"),
    ],
)
def test_a_number_has_four_decimals_and_all_that_stands_before_them(value: float, shown: str) -> None:
    assert number(value) == shown


def test_a_number_that_is_said_to_be_equal_is() -> None:
    assert [equals(value) for value in (1234.5678, 123456.5, 1 / 3)] == ["= 1234.5678", "= 123456.5", r"\approx 0.3333"]
