"""Answers of several named parts."""

import pytest

from assessments.engine.formats import Integer, Parts, Real, Shape, Unreadable

FORM = Parts(("$f_t$", r"$\tilde{C}_t$", "shape"), (Real(), Real(), Shape()))
NUMBERS = Parts(("$f_t$", "$i_t$"), (Real(), Real()))
KEY = (0.25, -0.5, (3, 1))

Values = tuple[object, ...]


@pytest.mark.parametrize(
    "raw",
    [
        "0.25\n-0.5\n(3, 1)",
        "1/4\r\n −0,5 \r\n3x1",
        "$f_t$ = 0.25\n$\\tilde{C}_t$ = -0.5\nshape = (3, 1)",
    ],
)
def test_each_part_is_read_by_its_own_format(raw: str) -> None:
    assert FORM.parse(raw) == KEY


@pytest.mark.parametrize(
    ("raw", "message", "by_place"),
    [
        (
            "\n-0.5\n3 y",
            "2 of 3 fields cannot be read yet. Every field needs an answer of its kind.",
            {0: "There is no answer here yet.", 2: "“3 y” is not one whole number."},
        ),
        (
            "0.25\nx\n(3, 1)",
            "1 of 3 fields cannot be read yet. Every field needs an answer of its kind.",
            {1: "“x” cannot be read as one number: leave out words, names and units."},
        ),
        ("0.25\n-0.5", "There is not one answer for each field. Every field needs an answer of its kind.", {}),
    ],
)
def test_every_part_that_cannot_be_read_is_named_by_its_place(raw: str, message: str, by_place: dict[int, str]) -> None:
    with pytest.raises(Unreadable) as refusal:
        FORM.parse(raw)

    assert (str(refusal.value), refusal.value.by_place) == (message, by_place)


def test_parts_are_shown_by_name_in_the_digits_that_count_and_echoed_in_all() -> None:
    third = (1 / 3, 1.0)

    assert NUMBERS.show(third) == "$f_t$ = 0.3333\n$i_t$ = 1"
    assert NUMBERS.echo(third) == "$f_t$ = 0.3333333333333333\n$i_t$ = 1"


@pytest.mark.parametrize(
    ("response", "credit", "tag"),
    [
        (KEY, 1, None),
        ((0.2504, -0.4996, (3, 1)), 1, None),
        ((0.25, 0.5, (3, 1)), 2 / 3, "sign-flipped"),
        ((0.25, -0.5, (1, 3)), 2 / 3, "transposed"),
        ((0.25, -0.7, (3, 1)), 2 / 3, None),
        ((0.25, 0.5, (1, 3)), 1 / 3, None),
        ((0.75, 0.7, (7, 9)), 0, None),
    ],
)
def test_each_right_part_earns_its_share_and_one_wrong_part_is_explained(
    response: Values, credit: float, tag: str | None
) -> None:
    assert FORM.credit(response, KEY) == pytest.approx(credit)
    assert FORM.diagnose(response, KEY) == tag


def test_a_part_may_earn_a_share_of_its_share() -> None:
    form = Parts(("p", "q"), (Integer(), Shape(per_axis=True)))

    assert form.credit((7, (3, 2)), (7, (3, 1))) == 0.75


def test_a_key_is_checked_part_by_part() -> None:
    with pytest.raises(ValueError, match=r"^inf is no key"):
        NUMBERS.check((0.25, float("inf")))


@pytest.mark.parametrize(
    ("form", "guide"),
    [
        (FORM, "Answer in every field; each right one earns its share."),
        (
            NUMBERS,
            (
                "In each field, type a number, such as 31.5, 63/2 or 3.15e1; it must match the exact value to within "
                "0.0005; each right one earns its share."
            ),
        ),
    ],
)
def test_the_guide_says_what_a_field_takes_where_all_take_the_same(form: Parts, guide: str) -> None:
    assert form.guide() == guide


@pytest.mark.parametrize(
    ("names", "formats", "fault"),
    [
        (("p", "p "), (Real(), Real()), "look alike"),
        (("p", "q\nr"), (Real(), Real()), "^a name is a single line$"),
        (("p", "q"), (Real(),), "^there are at least two parts"),
        ((), (), "^there are at least two parts"),
        (("p", "q"), (Real(), "real"), "^formats are a list of formats, not "),
    ],
)
def test_settings_that_make_no_sense_are_refused(names: object, formats: object, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Parts(names, formats)
