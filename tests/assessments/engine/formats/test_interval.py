"""Intervals whose ends are included or not, and may be infinite."""

import math

import pytest

from assessments.engine.formats import Ends, Interval, Tolerance, Unreadable

EXAMPLE = "Type both ends with brackets, such as (31, 77) or [31, 77], or with signs, such as 31 < f < 77."
NO_NAME = "The quantity belongs between the two signs, by its name."
LOST_END = "One end is missing: put the quantity between two ends."
BRACKETS = "An interval has one bracket at each end and none inside."
COMMAS = "With so many commas the ends cannot be told apart: put a semicolon between them."
DOTS = "Three dots in a row can be read in two ways: put a comma between the ends."
INFINITE = "Infinity is never reached, so its end must be open."
WRONG_INFINITY = "Only the lower end can be minus infinity, and only the upper end infinity."
TWO_ENDS = "An interval has two ends, with a comma between them."

INF = math.inf
UNIT = Ends.open(0, 1)
RANGE = Ends.closed(0.222700138825, 0.962673112656)


@pytest.mark.parametrize(
    ("raw", "lo", "hi", "lo_open", "hi_open"),
    [
        ("(0, 1)", 0, 1, True, True),
        ("[0, 1]", 0, 1, False, False),
        ("[0, 1)", 0, 1, False, True),
        ("(0, 1]", 0, 1, True, False),
        ("]0,1[", 0, 1, True, True),
        ("]0,1]", 0, 1, True, False),
        ("[0,1[", 0, 1, False, True),
        ("0 < f < 1", 0, 1, True, True),
        ("0<f<1", 0, 1, True, True),
        ("0 <= f ≤ 1", 0, 1, False, False),
        ("0 ⩽ f_t < 1", 0, 1, False, True),
        ("0 =< σ(z) < 1", 0, 1, False, True),
        ("1 > f > 0", 0, 1, True, True),
        ("1 ≥ f > 0", 0, 1, True, False),
        ("1 > f => 0", 0, 1, False, True),
        ("0 < |h| < 1", 0, 1, True, True),
        ("0 < f, f < 1", 0, 1, True, True),
        ("f ∈ (0, 1)", 0, 1, True, True),
        ("f_t∈[0, 1[", 0, 1, False, True),
        ("C̃_t in [0; 1]", 0, 1, False, False),
        ("0..1", 0, 1, False, False),
        ("0 .. 1", 0, 1, False, False),
        ("0…1", 0, 1, False, False),
        (".5..1.5", 0.5, 1.5, False, False),
        ("(0..1]", 0, 1, True, False),
        ("(-1, 1)", -1, 1, True, True),
        ("（−１，１）", -1, 1, True, True),
        ("(1/4, ½)", 0.25, 0.5, True, True),
        ("[2.5×10⁻¹, 1e0]", 0.25, 1, False, False),
        ("[2, 2]", 2, 2, False, False),
        ("(-∞, ∞)", -INF, INF, True, True),
        ("(-inf, +Infinity)", -INF, INF, True, True),
        ("]-oo, 3]", -INF, 3, True, False),
        ("-∞ < c ≤ 3", -INF, 3, True, False),
        ("(0; 1)", 0, 1, True, True),
    ],
)
def test_both_ends_and_their_kind_are_read(raw: str, lo: float, hi: float, lo_open: bool, hi_open: bool) -> None:
    assert Interval().parse(raw) == Ends(lo, hi, lo_open, hi_open)


@pytest.mark.parametrize(
    ("raw", "ends"),
    [
        ("(0,5)", Ends.open(0, 5)),
        ("(0,5; 1,5)", Ends.open(0.5, 1.5)),
        ("(0,5..1,5)", Ends.open(0.5, 1.5)),
        ("0,5..1,5", Ends.closed(0.5, 1.5)),
        ("0,5 < f < 1,5", Ends.open(0.5, 1.5)),
        ("(,5; 1)", Ends.open(0.5, 1)),
    ],
)
def test_a_comma_is_decimal_only_where_something_else_parts_the_ends(raw: str, ends: Ends) -> None:
    assert Interval().parse(raw) == ends


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("", "There is no answer here yet."),
        ("(0,5, 1,5)", COMMAS),
        ("(0,5, 1)", COMMAS),
        ("[0, 1, 2]", COMMAS),
        ("(1,234; 2000)", "“1,234” could be read as 1.234 or as 1234: type one of these."),
        ("(0; 1; 2)", TWO_ENDS),
        ("(0..1..2)", TWO_ENDS),
        ("(0 1)", TWO_ENDS),
        ("[5]", TWO_ENDS),
        ("()", TWO_ENDS),
        ("(0, )", "One end is missing."),
        ("(, 1)", "One end is missing."),
        ("(;)", "One end is missing."),
        ("0..", "One end is missing."),
        (".. 1", "One end is missing."),
        ("< f < 1", "One end is missing."),
        ("0 < f <", "One end is missing."),
        ("0 < f", LOST_END),
        ("f > 0", LOST_END),
        ("<", LOST_END),
        ("0 < f < 1 < 2", "There are too many signs: put the quantity between two ends."),
        ("0 < < 1", NO_NAME),
        ("0 < 0.5 < 1", NO_NAME),
        ("f > 0 and f < 1", NO_NAME),
        ("0 < f > 1", "The two signs point in different directions."),
        ("0 > f <= 1", "The two signs point in different directions."),
        ("(1, 0)", "The lower end lies above the upper end."),
        ("1 < f < 0", "The lower end lies above the upper end."),
        ("0 > f > 1", "The lower end lies above the upper end."),
        ("1..0", "The lower end lies above the upper end."),
        ("(2, 2)", "There is nothing between the ends."),
        ("[2, 2)", "There is nothing between the ends."),
        ("2 < f ≤ 2", "There is nothing between the ends."),
        ("[-∞, 0]", INFINITE),
        ("(0, ∞]", INFINITE),
        ("-∞..0", INFINITE),
        ("0 ≤ c ≤ ∞", INFINITE),
        ("(∞, ∞)", WRONG_INFINITY),
        ("(∞, -∞)", WRONG_INFINITY),
        ("(-∞, -∞)", WRONG_INFINITY),
        ("(0, 1", BRACKETS),
        ("0, 1)", BRACKETS),
        ("((0, 1))", BRACKETS),
        ("(0, 1) ∪ (2, 3)", BRACKETS),
        ("(", BRACKETS),
        ("σ(0, 1)", BRACKETS),
        ("0...1", DOTS),
        ("(0...1)", DOTS),
        ("0, 1", "“0, 1” does not say whether its ends belong to it."),
        ("0-1", "“0-1” does not say whether its ends belong to it."),
        ("{0, 1}", "“{0, 1}” does not say whether its ends belong to it."),
        ("all", "“all” does not say whether its ends belong to it."),
        ("(a, b)", "“a” cannot be read as one number: leave out words, names and units."),
        ("(NaN, 1)", "“NaN” says that it is not a number."),
        ("(0, 1e999)", "The number is too large to be marked."),
        ("(0, 1/0)", "The fraction divides by zero."),
        ("(0, 1\x00)", "The answer holds a character that cannot be seen."),
        ("(0,\n1)", "The answer runs over more than one line."),
        ("(0, 1" + " " * 9_999, "The answer is longer than 1,000 characters."),
    ],
)
def test_a_refusal_names_the_fault_and_shows_an_example(raw: str, fault: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        Interval().parse(raw)

    assert str(refusal.value) == f"{fault} {EXAMPLE}"


@pytest.mark.parametrize(
    ("response", "key", "strict", "lenient"),
    [
        (Ends.open(0, 1), UNIT, 1, 1),
        (Ends.open(0.0004, 0.9996), UNIT, 1, 1),
        (Ends.closed(0, 1), UNIT, 0, 1),
        (Ends(0, 1, lo_open=True, hi_open=False), UNIT, 0, 1),
        (Ends.open(0, 2), UNIT, 0, 0),
        (Ends.open(-1, 1), UNIT, 0, 0),
        (Ends.closed(0.2227, 0.9627), RANGE, 1, 1),
        (Ends.open(-INF, INF), Ends.open(-INF, INF), 1, 1),
        (Ends.open(-1e308, 1e308), Ends.open(-INF, INF), 0, 0),
        (Ends.open(-INF, 1), UNIT, 0, 0),
    ],
)
def test_both_ends_must_be_right_and_brackets_if_judged(
    response: Ends, key: Ends, strict: float, lenient: float
) -> None:
    assert [Interval(judge_ends=judge).credit(response, key) for judge in (True, False)] == [strict, lenient]


@pytest.mark.parametrize(
    ("ends", "shown", "echoed"),
    [
        (UNIT, "(0, 1)", "(0, 1)"),
        (RANGE, "[0.2227, 0.9627]", "[0.222700138825, 0.962673112656]"),
        (Ends(-1, 0.5, lo_open=False, hi_open=True), "[-1, 0.5)", "[-1, 0.5)"),
        (Ends(-INF, 3, lo_open=True, hi_open=False), "(-∞, 3]", "(-∞, 3]"),
        (Ends.open(-INF, INF), "(-∞, ∞)", "(-∞, ∞)"),
        (Ends.closed(2, 2), "[2, 2]", "[2, 2]"),
        (Ends.closed(0.123456, 0.123456), "[0.1235, 0.1235]", "[0.123456, 0.123456]"),
        (Ends.open(0.50001, 0.50002), "(0.50001, 0.50002)", "(0.50001, 0.50002)"),  # rounded, nothing would be left
    ],
)
def test_a_key_is_shown_short_and_a_response_is_echoed_whole(ends: Ends, shown: str, echoed: str) -> None:
    assert (Interval().show(ends), Interval().echo(ends)) == (shown, echoed)


@pytest.mark.parametrize(
    ("response", "key", "tag"),
    [
        (UNIT, UNIT, None),
        (Ends.closed(0, 1), UNIT, "ends-open-closed"),
        (Ends(0, 1, lo_open=False, hi_open=True), UNIT, "ends-open-closed"),
        (Ends.open(-1, 1), UNIT, "one-end-wrong"),
        (Ends.open(0, 4), UNIT, "one-end-wrong"),
        (Ends.open(-INF, 1), UNIT, "one-end-wrong"),
        (Ends.closed(-1, 1), UNIT, "one-end-wrong"),
        (Ends.open(-1, 0), UNIT, "sign-flipped"),
        (Ends.open(-1.5, 2), Ends.open(-2, 1.5), "sign-flipped"),
        (Ends.closed(0.22, 0.96), RANGE, "rounded-too-far"),
        (Ends.open(0.22, 0.96), RANGE, "rounded-too-far"),
        (Ends.closed(0.2227, 0.96), RANGE, "rounded-too-far"),
        (Ends.closed(22.27, 96.27), RANGE, "power-of-ten"),
        (Ends.closed(0.22, 96.27), RANGE, None),
        (Ends.open(-3, 3), UNIT, None),
        (Ends.open(-INF, INF), UNIT, None),
        (Ends.open(-3, 3), Ends.open(-INF, INF), None),
    ],
)
def test_a_wrong_interval_tells_what_happened(response: Ends, key: Ends, tag: str | None) -> None:
    assert Interval().diagnose(response, key) == tag


def test_brackets_are_no_mistake_where_they_are_not_judged() -> None:
    assert Interval(judge_ends=False).diagnose(Ends.closed(0, 1), UNIT) is None


@pytest.mark.parametrize("key", [UNIT, RANGE, Ends.open(-INF, INF), Ends.closed(2, 2), Ends.open(0.50001, 0.50002)])
def test_a_sound_interval_can_be_judged(key: Ends) -> None:
    Interval().check(key)


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        (Ends.open(1, 0), "The lower end lies above the upper end."),
        (Ends.open(2, 2), "There is nothing between the ends."),
        (Ends.closed(0, INF), INFINITE),
        (Ends.open(INF, INF), WRONG_INFINITY),
        (Ends.open(math.nan, 1), WRONG_INFINITY),
    ],
)
def test_a_key_that_is_no_interval_is_refused(key: Ends, fault: str) -> None:
    with pytest.raises(ValueError, match=f"^{fault}$"):
        Interval().check(key)


def test_a_relative_tolerance_is_refused_where_an_end_is_zero() -> None:
    with pytest.raises(ValueError, match=r"^a tolerance by relative cannot judge a key of 0: use an absolute one$"):
        Interval(Tolerance("relative", 0.01)).check(UNIT)


def test_a_relative_tolerance_is_fine_where_no_end_is_zero() -> None:
    Interval(Tolerance("relative", 0.01)).check(Ends.open(-INF, 0.5))


@pytest.mark.parametrize(
    ("judge_ends", "terms"), [(True, "and its bracket must be right"), (False, "and any bracket will do")]
)
def test_the_guide_states_the_tolerance_and_what_brackets_mean(judge_ends: bool, terms: str) -> None:
    assert Interval(Tolerance("places", 3), judge_ends).guide() == (
        "Type both ends between round brackets, which leave an end out, or square ones, which include it, "
        f"such as (31, 77) or [31, 77]; each end must match the exact value to 3 decimal places, {terms}."
    )


@pytest.mark.parametrize("settings", [{"judge_ends": "no"}, {"judge_ends": 0}, {"tolerance": 0.1}])
def test_a_setting_of_the_wrong_type_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"is true or false|has a mode and an amount"):
        Interval(**settings)
