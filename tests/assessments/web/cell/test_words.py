from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.web.cell.words import brief, column, lower, rounded, upper

NUMBERS = st.floats(-20, 20)


def number(text: str) -> float:
    return float(text.replace("−", "-"))


@given(NUMBERS)
def test_an_end_is_rounded_away_from_what_lies_between(value: float) -> None:
    assert number(lower(value)) <= value + 1e-12
    assert number(upper(value)) >= value - 1e-12
    assert number(upper(value)) - number(lower(value)) < 1.01e-4


@given(NUMBERS)
def test_numbers_are_shown_to_four_places(value: float) -> None:
    assert abs(number(brief(value)) - value) <= 0.5001e-4
    assert len(rounded(value).partition(".")[2]) == 4
    assert "-" not in brief(value) + rounded(value)


@pytest.mark.parametrize(
    ("value", "text", "long"),
    [(0.0, "0", "0.0000"), (-0.00001, "0", "0.0000"), (-0.5, "−0.5", "−0.5000"), (12.34567, "12.3457", "12.3457")],
)
def test_nothing_has_no_sign(value: float, text: str, long: str) -> None:
    assert (brief(value), rounded(value)) == (text, long)


def test_several_units_are_bracketed() -> None:
    assert (column((0.25,)), column((0.25, -1.0))) == ("0.25", "(0.25, −1)")
