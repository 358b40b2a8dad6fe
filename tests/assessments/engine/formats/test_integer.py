"""Whole numbers, exact to the last digit."""

import pytest

from assessments.engine.formats import Integer, Unreadable


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("131584", 131584),
        ("131,584", 131584),
        ("131 584", 131584),
        ("131_584", 131584),
        ("131'584", 131584),
        ("131’584", 131584),
        ("131\u202f584", 131584),
        (" 131584\n", 131584),
        ("１３１５８４", 131584),
        ("۱۳۱٬۵۸۴", 131584),
        ("−7", -7),
        ("np.int64(131584)", 131584),
        ("tensor(131584)", 131584),
    ],
)
def test_a_count_is_read_however_it_is_grouped(raw: str, value: int) -> None:
    assert Integer().parse(raw) == value


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("", "There is no answer here yet."),
        ("1,23", "“1,23” is not grouped in threes, so it cannot be read for certain."),
        ("12.5", "“12.5” has a decimal point, and the answer here is a whole number."),
        ("½", "“1/2” is a fraction, and the answer here is a whole number."),
        ("12 weights", "“12 weights” is more than a number: leave out units, words and signs."),
        ("0x10", "“0x10” is more than a number: leave out units, words and signs."),
        ("twelve", "“twelve” is not a whole number."),
        ("12\x00", "The answer holds a character that cannot be seen."),
        ("12\n13", "The answer runs over more than one line."),
        ("1" * 10_000, "The answer is longer than 1,000 characters."),
    ],
)
def test_a_refusal_names_the_fault_and_shows_an_example(raw: str, fault: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        Integer().parse(raw)

    assert str(refusal.value) == f"{fault} Type a whole number such as 12345 or 12,345."


def test_an_answer_may_be_as_long_as_the_limit() -> None:
    assert Integer().parse("7" * 1000) == int("7" * 1000)


@pytest.mark.parametrize(("response", "credit"), [(131584, 1), (131583, 0), (-131584, 0), (0, 0)])
def test_a_count_has_no_tolerance(response: int, credit: float) -> None:
    assert Integer().credit(response, 131584) == credit


def test_the_last_digit_of_a_long_count_matters() -> None:
    assert Integer().credit(2**70 + 1, 2**70) == 0


@pytest.mark.parametrize(
    ("response", "key", "tag"),
    [
        (131584, 131584, None),
        (-131584, 131584, "sign-flipped"),
        (131583, 131584, "off-by-one"),
        (131585, 131584, "off-by-one"),
        (-1, 0, "off-by-one"),
        (1315840, 131584, "power-of-ten"),
        (12, 12000, "power-of-ten"),
        (12, 120000, None),
        (0, 500, None),
        (135184, 131584, "digits-swapped"),
        (531184, 131584, None),  # two digits far apart
        (13158, 131584, None),
        (131684, 131584, None),
        (7, 131584, None),
    ],
)
def test_a_wrong_count_tells_what_happened(response: int, key: int, tag: str | None) -> None:
    assert Integer().diagnose(response, key) == tag


@pytest.mark.parametrize("key", [0, 7, -7, 131584, 10**900])
def test_a_whole_key_can_be_judged(key: int) -> None:
    Integer().check(key)


@pytest.mark.parametrize("key", [0.5, 7.0, "7", 10**1001])
def test_a_key_that_nobody_can_type_is_refused(key: int) -> None:
    with pytest.raises(ValueError, match=r"format|limit|longer"):
        Integer().check(key)


def test_the_guide_says_that_it_must_be_exact() -> None:
    assert Integer().guide() == "Type a whole number, such as 12345 or 12,345; it must be exact."
