"""Shapes of arrays, of any rank."""

import pytest

from assessments.engine.formats import Shape, Unreadable

EXAMPLE = "Type the sizes of the axes in order, such as (900, 700), 900x700 or (900,)."

Axes = tuple[int, ...]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("(50, 20)", (50, 20)),
        ("[50,20]", (50, 20)),
        ("50x20", (50, 20)),
        ("50×20", (50, 20)),
        ("50 X 20", (50, 20)),
        ("50 by 20", (50, 20)),
        ("50BY20", (50, 20)),
        ("50*20", (50, 20)),
        ("50-by-20", (50, 20)),
        ("(50; 20)", (50, 20)),
        ("TensorShape([50, 20])", (50, 20)),
        ("tf.TensorShape([50, 20])", (50, 20)),
        ("50х20", (50, 20)),
        ("50, 20", (50, 20)),
        ("torch.Size([50, 20])", (50, 20)),
        ("Torch.size([50, 20])", (50, 20)),
        ("Size([50, 20])", (50, 20)),
        ("((50, 20))", (50, 20)),
        ("(50x20)", (50, 20)),
        ("（５０，２０）", (50, 20)),
        (" ( 50 ,20 ) \n", (50, 20)),
        ("(50, 20,)", (50, 20)),
        ("(4,)", (4,)),
        ("[4]", (4,)),
        ("4", (4,)),
        ("4,", (4,)),
        ("()", ()),
        ("[ ]", ()),
        ("torch.Size([])", ()),
        ("0x10", (0, 10)),  # no hexadecimal: an axis may be empty
        ("2x3x4x5", (2, 3, 4, 5)),
        ("(1, 2, 3, 4, 5, 6)", (1, 2, 3, 4, 5, 6)),
    ],
)
def test_a_shape_is_read_however_it_is_spelled(raw: str, value: Axes) -> None:
    assert Shape().parse(raw) == value


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("", "There is no answer here yet."),
        ("(-1, 20)", "“-1” is negative, and the size of an axis cannot be."),
        ("50×−20", "“-20” is negative, and the size of an axis cannot be."),
        ("(2.5, 3)", "“2.5” is not one whole number."),
        ("(50.0, 20)", "“50.0” is not one whole number."),
        ("(1e2, 20)", "“1e2” is not one whole number."),
        ("(h, n)", "“h” is not one whole number."),
        ("(None, 20)", "“None” is not one whole number."),
        ("(50 20)", "“50 20” is not one whole number."),
        ("(50,5; 20)", "“50,5” is not one whole number."),
        ("(½, 20)", "“1/2” is not one whole number."),
        ("50²", "“50^2” is not one whole number."),
        ("+50x20", "“+50” is not one whole number."),
        ("{50, 20}", "“{50” is not one whole number."),
        ("size", "“size” is not one whole number."),
        ("50x20 torch.Size", "“20 torch.Size” is not one whole number."),
        ("(50, 20", "The brackets do not match."),
        ("50, 20)", "The brackets do not match."),
        ("[50, 20)", "The brackets do not match."),
        ("((50, 20)", "The brackets do not match."),
        ("(50), (20)", "The brackets do not match."),
        ("(", "The brackets do not match."),
        (")(", "The brackets do not match."),
        ("shape=(50, 20)", "Leave out what stands before or after the brackets."),
        ("R^[50x20]", "Leave out what stands before or after the brackets."),
        ("(50,, 20)", "The size of an axis is missing between the separators."),
        ("(,)", "The size of an axis is missing between the separators."),
        ("50x", "The size of an axis is missing between the separators."),
        (",", "The size of an axis is missing between the separators."),
        ("(1,024, 20)", "“024” begins with 0: write a size without commas inside it."),
        ("(00, 20)", "“00” begins with 0: write a size without commas inside it."),
        ("1,024x20", "The sizes are separated in two ways: use either commas or x."),
        ("(50, 20\x00)", "The answer holds a character that cannot be seen."),
        ("(50,\n20)", "The answer runs over more than one line."),
        ("(" * 10_000, "The answer is longer than 1,000 characters."),
    ],
)
def test_a_refusal_names_the_fault_and_shows_an_example(raw: str, fault: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        Shape().parse(raw)

    assert str(refusal.value) == f"{fault} {EXAMPLE}"


def test_a_thousand_brackets_are_no_trouble() -> None:
    assert Shape().parse("(" * 499 + "7" + ")" * 499) == (7,)


@pytest.mark.parametrize(
    ("value", "shown"), [((), "()"), ((4,), "(4,)"), ((50, 20), "(50, 20)"), ((1, 2, 3), "(1, 2, 3)")]
)
def test_a_shape_is_shown_as_python_does(value: Axes, shown: str) -> None:
    assert Shape().show(value) == shown


@pytest.mark.parametrize(
    ("response", "key", "whole", "by_axis"),
    [
        ((9, 7, 4), (9, 7, 4), 1, 1),
        ((9, 7, 8), (9, 7, 4), 0, 2 / 3),
        ((7, 9, 4), (9, 7, 4), 0, 1 / 3),
        ((1, 2, 3), (9, 7, 4), 0, 0),
        ((9, 7), (9, 7, 4), 0, 0),
        ((9, 7, 4, 1), (9, 7, 4), 0, 0),
        ((), (), 1, 1),
        ((), (9,), 0, 0),
        ((9,), (), 0, 0),
    ],
)
def test_axes_earn_their_share_only_where_the_item_allows_it(
    response: Axes, key: Axes, whole: float, by_axis: float
) -> None:
    earned = [Shape(per_axis).credit(response, key) for per_axis in (False, True)]

    assert earned == [whole, by_axis]


@pytest.mark.parametrize(
    ("response", "key", "tag"),
    [
        ((50, 20), (50, 20), None),
        ((), (), None),
        ((20, 50), (50, 20), "transposed"),
        ((1, 50), (50, 1), "transposed"),
        ((7, 9, 4), (9, 7, 4), "axes-permuted"),
        ((4, 7, 9), (9, 7, 4), "axes-permuted"),
        ((1, 9, 7), (9, 1, 7), "axes-permuted"),
        ((50,), (50, 20), "wrong-rank"),
        ((50, 20, 3), (50, 20), "wrong-rank"),
        ((), (50, 20), "wrong-rank"),
        ((50,), (50, 1), "size-one-axis"),
        ((1, 50, 20), (50, 20), "size-one-axis"),
        ((), (1, 1), "size-one-axis"),
        ((50, 21), (50, 20), "one-axis-wrong"),
        ((9, 7, 8), (9, 7, 4), "one-axis-wrong"),
        ((50, 50), (50, 20), "one-axis-wrong"),
        ((5,), (4,), None),  # there is no other axis that could be right
        ((51, 21), (50, 20), None),
    ],
)
def test_a_wrong_shape_tells_what_happened(response: Axes, key: Axes, tag: str | None) -> None:
    assert Shape().diagnose(response, key) == tag


@pytest.mark.parametrize("key", [(), (0,), (50, 20), (1,) * 300])
def test_a_shape_can_be_a_key(key: Axes) -> None:
    Shape(per_axis=True).check(key)


@pytest.mark.parametrize("key", [(-1, 20), (2.5, 3), (1,) * 500])
def test_a_key_that_nobody_can_type_is_refused(key: Axes) -> None:
    with pytest.raises(ValueError, match=r"negative|format|longer"):
        Shape().check(key)


@pytest.mark.parametrize(
    ("per_axis", "terms"), [(False, "every axis must be right"), (True, "each right axis earns its share")]
)
def test_the_guide_says_what_is_credited(per_axis: bool, terms: str) -> None:
    assert Shape(per_axis).guide() == (f"Type the sizes of the axes in order, such as (900, 700) or 900x700; {terms}.")


@pytest.mark.parametrize("per_axis", ["yes", 1, None])
def test_a_setting_of_the_wrong_type_is_refused(per_axis: bool) -> None:
    with pytest.raises(ValueError, match=r"^per_axis is true or false, not "):
        Shape(per_axis)
