"""Blocks of rows, counted from 0."""

import pytest

from assessments.engine.formats import Rows, Unreadable

EXAMPLE = "Type a slice such as 7000:9000, or the first and the last row, such as 7000 to 8999."

Block = tuple[int, int]


@pytest.mark.parametrize(
    "raw",
    [
        "12:24",
        " 12 : 24 ",
        "[12:24]",
        "12:24, :",
        "[12:24, :]",
        "W[12:24]",
        "W[0][12:24, :]",
        "weight_ih_l0[12:24, :]",
        "kernel.T[12:24]",
        "row 12 to row 23",
        "from row 12 to row 23",
        "slice(12, 24)",
        "range(12,24)",
        "[12, 24)",
        "[12; 24[",
        "[12, 23]",
        "12..23",
        "12…23",
        "12-23",
        "12–23",
        "12 to 23",
        "(12 to 23)",
        "rows 12 through 23",
        "from 12 to 23, inclusive",
        "１２：２４",
        "12:24 = rows 12 to 23",
        "12:24 = [12, 23] = 12-23",
    ],
)
def test_the_same_rows_are_read_however_they_are_spelled(raw: str) -> None:
    assert Rows().parse(raw) == (12, 24)


@pytest.mark.parametrize(("raw", "value"), [(":4", (0, 4)), ("0:1", (0, 1)), ("7-7", (7, 8)), ("Row 7", (7, 8))])
def test_the_first_rows_and_a_single_one_can_be_typed(raw: str, value: Block) -> None:
    assert Rows().parse(raw) == value


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("", "There is no answer here yet."),
        ("12", "“12” is one number, and a block has two ends."),
        ("12, 24", "“12, 24” does not say whether its last row belongs to it."),
        ("12 24", "“12 24” does not say whether its last row belongs to it."),
        ("(12, 24)", "“(12, 24)” can be read in two ways: a square bracket in front includes the first row."),
        ("]11, 23]", "“]11, 23]” can be read in two ways: a square bracket in front includes the first row."),
        ("12:12", "There is no row in it: the block ends before it begins."),
        ("24-12", "There is no row in it: the block ends before it begins."),
        ("12:24 = 12 to 24", "The two sides of the equals sign are different rows."),
        ("12:24 =", "“” is not a block of rows."),
        ("12:24:2", "“12:24:2” is not a block of rows."),
        ("-12:", "“-12:” is not a block of rows."),
        ("W[0, 12:24]", "“W[0, 12:24]” is not a block of rows."),  # may be a piece of row 0
        ("W[:, 12:24]", "“W[:, 12:24]” is not a block of rows."),
        ("h:2h", "“h:2h” is not a block of rows."),
        ("12.5 to 24", "“12.5 to 24” is not a block of rows."),
    ],
)
def test_a_refusal_names_the_fault_and_shows_an_example(raw: str, fault: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        Rows().parse(raw)

    assert str(refusal.value) == f"{fault} {EXAMPLE}"


@pytest.mark.parametrize(
    ("value", "shown", "echoed"), [((12, 24), "12:24", "12:24 = rows 12 to 23"), ((7, 8), "7:8", "7:8 = row 7")]
)
def test_a_block_is_shown_as_a_slice_and_told_in_words(value: Block, shown: str, echoed: str) -> None:
    assert (Rows().show(value), Rows().echo(value)) == (shown, echoed)


@pytest.mark.parametrize(
    ("response", "tag"),
    [
        ((12, 24), None),
        ((12, 25), "last-row-off-by-one"),
        ((12, 23), "last-row-off-by-one"),
        ((13, 25), "counted-from-one"),
        ((13, 24), "counted-from-one"),  # 13:24, where slices hold their last row
        ((11, 23), "rows-misplaced"),
        ((0, 12), "rows-misplaced"),
        ((12, 18), "number-of-rows-wrong"),
        ((0, 24), None),
    ],
)
def test_a_wrong_block_tells_what_happened(response: Block, tag: str | None) -> None:
    assert Rows().diagnose(response, (12, 24)) == tag


def test_only_the_whole_block_is_right() -> None:
    assert [Rows().credit(response, (12, 24)) for response in ((12, 24), (12, 23), (0, 24))] == [1, 0, 0]


@pytest.mark.parametrize("key", [(12, 12), (24, 12), (-1, 3)])
def test_a_key_without_rows_is_refused(key: Block) -> None:
    with pytest.raises(ValueError, match=r"no row in it|not a block"):
        Rows().check(key)
