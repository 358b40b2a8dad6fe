"""Numbers as people type them."""

import math

import pytest

from assessments.engine.formats import numerals
from assessments.engine.formats.text import Fault

UNGROUPED = "is not grouped in threes, so it cannot be read for certain."
DECIMAL = "has a decimal point, and the answer here is a whole number."
MORE = "is more than a number: leave out units, words and signs."
NOT_ONE = "cannot be read as one number: leave out words, names and units."
MUDDLED = "has commas, points or blanks that cannot be read for certain."
INFINITE = "is infinite, and the answer here is a finite number."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("131584", 131584),
        ("131,584", 131584),
        ("131 584", 131584),
        ("131_584", 131584),
        ("1,131,584", 1131584),
        ("0", 0),
        ("007", 7),
        ("+7", 7),
        ("-7", -7),
        ("- 7", -7),
        ("-131,584", -131584),
        ("9" * 999, 10**999 - 1),
    ],
)
def test_a_whole_number_may_be_grouped_in_threes(text: str, value: int) -> None:
    assert numerals.whole(text) == value


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1,23", UNGROUPED),
        ("1,2345", UNGROUPED),
        ("1234,567", UNGROUPED),
        ("0,250", UNGROUPED),  # a decimal comma, most likely
        ("1,234 567", UNGROUPED),
        ("1 2", UNGROUPED),
        ("1__234", UNGROUPED),
        ("131,584,", UNGROUPED),
        ("12.5", DECIMAL),
        ("12.0", DECIMAL),
        ("12.", DECIMAL),
        (".5", DECIMAL),
        ("131.584", DECIMAL),
        ("1,234.5", DECIMAL),
        ("1/2", "is a fraction, and the answer here is a whole number."),
        ("12 ms", MORE),
        ("1e3", MORE),
        ("0x10", MORE),
        ("10^3", MORE),
        ("2+2", MORE),
        ("12.5.6", MORE),
        ("twelve", "is not a whole number."),
        ("--1", "is not a whole number."),
        ("n*h", "is not a whole number."),
        ("-", "is not a whole number."),
        ("①", "is not a whole number."),
        ("∞", "is not a whole number."),
    ],
)
def test_what_is_no_whole_number_is_told_why(text: str, fault: str) -> None:
    with pytest.raises(Fault) as refusal:
        numerals.whole(text)

    assert str(refusal.value) == f"“{text}” {fault}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", 0.25),
        (".25", 0.25),
        (",25", 0.25),
        ("0,25", 0.25),
        ("0,125", 0.125),
        ("00,125", 0.125),
        ("12,5", 12.5),
        ("5.", 5.0),
        ("1.234", 1.234),
        ("1234,567", 1234.567),
        ("+0.25", 0.25),
        ("-0.25", -0.25),
        ("- 0.25", -0.25),
        ("1e-3", 0.001),
        ("1E3", 1000.0),
        ("2.5 e+2", 250.0),
        ("2,5e1", 25.0),
        ("2.5x10^-1", 0.25),
        ("2.5 X 10^-1", 0.25),
        ("2.5*10^-1", 0.25),
        ("2.5*10**-1", 0.25),
        ("2.5 x 10^{-1}", 0.25),
        ("2.5 x 10^(2)", 250.0),
        ("10^-3", 0.001),
        ("-10**3", -1000.0),
        ("1/4", 0.25),
        ("-1 / 4", -0.25),
        ("0.5/2", 0.25),
        ("0/7", 0.0),
        ("1 234", 1234.0),
        ("1_234.5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("1 234,567", 1234.567),
        ("1,234,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("0e-9999", 0.0),
        ("1" * 300, float("1" * 300)),
        (f"{'1' * 400}/{'2' * 400}", 0.5),
    ],
)
def test_a_real_number_has_many_spellings(text: str, value: float) -> None:
    assert numerals.real(text) == value


@pytest.mark.parametrize(("text", "one", "other"), [("1,234", "1.234", "1234"), ("-12,000", "-12.000", "-12000")])
def test_a_lone_comma_before_three_digits_is_not_guessed_at(text: str, one: str, other: str) -> None:
    with pytest.raises(Fault) as refusal:
        numerals.real(text)

    assert str(refusal.value) == f"“{text}” could be read as {one} or as {other}: type one of these."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("NaN", "says that it is not a number."),
        ("-nan", "says that it is not a number."),
        ("inf", INFINITE),
        ("-Infinity", INFINITE),
        ("∞", INFINITE),
        ("25%", "is a percentage: divide it by 100."),
        ("abc", NOT_ONE),
        ("0x10", NOT_ONE),
        ("0.5 ms", NOT_ONE),
        ("f=0.5", NOT_ONE),
        ("(0.5)", NOT_ONE),
        ("1e", NOT_ONE),
        ("e5", NOT_ONE),
        ("12e0.5", NOT_ONE),
        ("2.5 10^3", NOT_ONE),
        ("2.5x10^(3", NOT_ONE),
        ("2^10", NOT_ONE),
        ("1/4/2", NOT_ONE),
        ("1/-4", NOT_ONE),
        ("1 1/2", NOT_ONE),
        ("--1", NOT_ONE),
        ("-", NOT_ONE),
        (".", NOT_ONE),
        (",", NOT_ONE),
        ("①", NOT_ONE),
        ("0.5, 0.6", MUDDLED),
        ("1,23,456", MUDDLED),
        ("1,234 567", MUDDLED),
        ("0,123,456", MUDDLED),
        ("1__2", MUDDLED),
        ("1.2.3", MUDDLED),
        ("5,", MUDDLED),
        ("1 2", MUDDLED),
    ],
)
def test_what_is_no_real_number_is_told_why(text: str, fault: str) -> None:
    with pytest.raises(Fault) as refusal:
        numerals.real(text)

    assert str(refusal.value) == f"“{text}” {fault}"


@pytest.mark.parametrize("text", ["1/0", "-1/0.0", "0/0", "1/,0"])
def test_a_division_by_zero_is_named_as_such(text: str) -> None:
    with pytest.raises(Fault, match=r"^The fraction divides by zero\.$"):
        numerals.real(text)


@pytest.mark.parametrize("text", ["1e999", "-1e999", "9" * 400, f"1e{'9' * 900}", f"{'9' * 400}/3"])
def test_a_number_beyond_reach_does_not_become_infinite(text: str) -> None:
    with pytest.raises(Fault, match=r"^The number is too large to be marked\.$"):
        numerals.real(text)


@pytest.mark.parametrize("text", ["1e-999", "0.1e-400", f"1/{'3' * 900}", f"1e-{'9' * 900}"])
def test_a_number_too_small_does_not_become_zero(text: str) -> None:
    with pytest.raises(Fault, match=r"^The number is too close to 0 to be told from it\.$"):
        numerals.real(text)


@pytest.mark.parametrize("text", ["∞", "oo", "inf", "Infinity", "INF"])
def test_infinity_is_known_by_its_names(text: str) -> None:
    assert numerals.INFINITY.fullmatch(text)


def test_the_smallest_and_the_largest_doubles_can_be_typed() -> None:
    assert [numerals.real("5e-324"), numerals.real("1.7976931348623157e308")] == [
        math.ulp(0),
        math.nextafter(math.inf, 0),
    ]
