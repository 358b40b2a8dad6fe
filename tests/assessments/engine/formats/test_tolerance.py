"""How far a real answer may lie from the key."""

import math

import pytest

from assessments.engine.formats.tolerance import Tolerance, numeral, plainly


@pytest.mark.parametrize(
    ("mode", "amount", "response", "key", "accepted"),
    [
        ("absolute", 0.0005, 0.7306, 0.7311, True),
        ("absolute", 0.0005, 0.7317, 0.7311, False),
        ("absolute", 0, 0.3, 0.1 + 0.2, True),
        ("absolute", 0, 0.3000001, 0.1 + 0.2, False),
        ("absolute", 0.0005, -0.7311, 0.7311, False),
        ("relative", 0.01, 99, 100, True),
        ("relative", 0.01, 98.9, 100, False),
        ("relative", 0.01, -101, -100, True),
        ("relative", 0.01, 0, 0, True),
        ("relative", 0.01, 1e-9, 0, False),
        ("figures", 3, 0.731, 0.731058, True),
        ("figures", 3, 0.73106, 0.731058, True),
        ("figures", 3, 0.73, 0.731058, False),
        ("figures", 3, 1.0, 0.9996, True),
        ("figures", 3, 131_000, 131_584, False),
        ("figures", 3, 132_000, 131_584, True),
        ("figures", 1, 0.1, 0.0999999999999999, True),
        ("figures", 1, 0.14, 0.0999999999999999, True),  # the key is 0.1 but for noise
        ("figures", 3, 0, 0, True),
        ("places", 2, 0.73, 0.731058, True),
        ("places", 2, 0.74, 0.731058, False),
        ("places", 0, 131_584.4, 131_584, True),
        ("places", 0, 131_584.6, 131_584, False),
    ],
)
def test_an_answer_is_right_up_to_the_tolerance(
    mode: str, amount: float, response: float, key: float, accepted: bool
) -> None:
    assert Tolerance(mode, amount).accepts(response, key) == accepted


@pytest.mark.parametrize(
    ("mode", "amount", "key", "down", "up"),
    [
        ("absolute", 0.0005, 0.0625, 0.062, 0.063),
        ("absolute", 0.005, 2.675, 2.67, 2.68),
        ("places", 2, 1.005, 1.00, 1.01),
        ("places", 3, 0.0625, 0.062, 0.063),
        ("places", 1, 0.25, 0.2, 0.3),
        ("figures", 2, 0.125, 0.12, 0.13),
        ("figures", 3, 1.115, 1.11, 1.12),
        ("relative", 0.1, 0.3, 0.27, 0.33),
    ],
)
def test_rounding_either_way_at_the_very_edge_is_right(
    mode: str, amount: float, key: float, down: float, up: float
) -> None:
    tolerance = Tolerance(mode, amount)

    assert (tolerance.accepts(down, key), tolerance.accepts(up, key)) == (True, True)


@pytest.mark.parametrize("response", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_is_not_right(response: float) -> None:
    assert not Tolerance("absolute", 1e300).accepts(response, 0.5)


def test_an_infinite_key_wants_the_same_infinity() -> None:
    tolerance = Tolerance("relative", 0.5)

    assert [tolerance.accepts(end, math.inf) for end in (math.inf, -math.inf, 1e308)] == [True, False, False]


def test_numbers_too_far_apart_to_subtract_are_not_right() -> None:
    assert not Tolerance("absolute", 1e308).accepts(1.7e308, -1.7e308)


@pytest.mark.parametrize(
    ("mode", "amount", "words"),
    [
        ("absolute", 0.0005, "to within 0.0005"),
        ("absolute", 5e-7, "to within 0.0000005"),
        ("absolute", 2, "to within 2"),
        ("absolute", 0, "exactly"),
        ("relative", 0.01, "to within 1 %"),
        ("relative", 0.005, "to within 0.5 %"),
        ("relative", 0.07, "to within 7 %"),
        ("relative", 0, "exactly"),
        ("figures", 3, "to 3 significant figures"),
        ("figures", 1, "to 1 significant figure"),
        ("places", 4, "to 4 decimal places"),
        ("places", 1, "to 1 decimal place"),
        ("places", 0, "to 0 decimal places"),
    ],
)
def test_a_tolerance_is_told_in_words(mode: str, amount: float, words: str) -> None:
    assert Tolerance(mode, amount).words() == words


@pytest.mark.parametrize(
    ("mode", "amount", "value", "shown"),
    [
        ("absolute", 0.0005, 0.7310585786, "0.7311"),
        ("absolute", 0.0005, 0.9996, "0.9996"),  # not 1, though 1 would be right
        ("absolute", 0.0005, 0.5, "0.5"),
        ("absolute", 0.0005, -2.0, "-2"),
        ("absolute", 0.0005, 131584.25, "131584.25"),
        ("absolute", 0.0005, 0.00001, "0"),
        ("absolute", 0.0005, -0.00001, "0"),
        ("absolute", 0.0005, 1e300, "1e300"),
        ("absolute", 100, 131584.25, "131584"),
        ("absolute", 0, 0.1, "0.1"),
        ("absolute", 0, 0.1 + 0.2, "0.3"),
        ("absolute", 0, 1 / 3, "0.333333333333333"),
        ("relative", 0.01, 0.7310585786, "0.7311"),
        ("relative", 0.5, 0.7310585786, "0.73"),
        ("relative", 0.01, 0.00001234567, "0.00001235"),
        ("relative", 0.01, 1.234567e-9, "1.235e-9"),
        ("relative", 0, 0.1, "0.1"),
        ("figures", 3, 0.7310585786, "0.731"),
        ("figures", 3, 131584, "132000"),
        ("figures", 3, 0.5, "0.5"),
        ("places", 2, 0.7310585786, "0.73"),
        ("places", 2, 0.999, "1"),
        ("places", 0, 131584.4, "131584"),
        ("places", 15, 0.25, "0.25"),
    ],
)
def test_a_value_is_shown_in_the_digits_that_are_called_for(mode: str, amount: float, value: float, shown: str) -> None:
    assert Tolerance(mode, amount).brief(value) == shown


@pytest.mark.parametrize(
    ("mode", "amount", "key", "room"),
    [
        ("absolute", 0.0005, -7, 0.0005),
        ("relative", 0.01, -7, 0.07),
        ("relative", 0.01, 0, 0),
        ("figures", 2, 731, 5),
        ("figures", 2, 0.0731, 0.0005),
        ("figures", 2, 0, 0),
        ("places", 1, 731, 0.05),
    ],
)
def test_the_room_around_a_key_follows_the_mode(mode: str, amount: float, key: float, room: float) -> None:
    assert Tolerance(mode, amount).room(key) == pytest.approx(room)


@pytest.mark.parametrize("mode", ["relative", "figures"])
def test_a_tolerance_by_size_refuses_a_key_of_zero(mode: str) -> None:
    amount = {"relative": 0.01, "figures": 3}[mode]

    with pytest.raises(ValueError, match=f"^a tolerance by {mode} cannot judge a key of 0: use an absolute one$"):
        Tolerance(mode, amount).check(0.0)


@pytest.mark.parametrize(("mode", "amount"), [("absolute", 0.1), ("places", 3)])
def test_a_tolerance_by_distance_takes_a_key_of_zero(mode: str, amount: float) -> None:
    Tolerance(mode, amount).check(0.0)


@pytest.mark.parametrize("key", [math.nan, math.inf, -math.inf])
def test_a_key_that_is_not_finite_is_refused(key: float) -> None:
    with pytest.raises(ValueError, match="is no key: no answer can come close to it"):
        Tolerance("absolute", 0.1).check(key)


@pytest.mark.parametrize(
    ("mode", "amount"),
    [
        ("absolute", -0.1),
        ("absolute", math.nan),
        ("absolute", math.inf),
        ("relative", -0.01),
        ("relative", 1),  # would let 0 pass for anything
        ("relative", math.nan),
        ("figures", 0),
        ("figures", 16),
        ("figures", 2.5),
        ("figures", math.nan),
        ("figures", math.inf),
        ("places", -1),
        ("places", 16),
        ("places", 0.5),
        ("absolute", True),
        ("absolute", "0.1"),
        ("absolute", None),
        ("percent", 1),
        ("", 1),
        (None, 1),
        (["absolute"], 1),
    ],
)
def test_nonsense_is_refused(mode: str, amount: float) -> None:
    with pytest.raises(ValueError, match="tolerance"):
        Tolerance(mode, amount)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0.2500", "0.25"),
        ("-0.0", "0"),
        ("0e-7", "0"),
        ("1e+02", "100"),
        ("131584", "131584"),
        ("0.000001", "0.000001"),
        ("1e-7", "1e-7"),
        ("1234567890123456", "1234567890123456"),
        ("1.5e+16", "1.5e16"),
        ("-1.5E-300", "-1.5e-300"),
    ],
)
def test_a_numeral_is_written_as_people_do(text: str, shown: str) -> None:
    assert numeral(text) == shown


def test_plainly_keeps_every_digit() -> None:
    assert [plainly(value) for value in (0.1 + 0.2, 2.0, -0.0, 1e22)] == ["0.30000000000000004", "2", "0", "1e22"]
