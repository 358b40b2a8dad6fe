from __future__ import annotations

import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.variant import build
from assessments.interchange.codecs import codec_for, load
from assessments.interchange.incoming import BadFile, Refused, Taken
from assessments.interchange.outgoing import About
from assessments.interchange.table import read

HEAD = "name,question,answer,option_a,option_b,option_c,feedback_a,tolerance,solution,tags"


def row(text: str, head: str = HEAD) -> Taken | Refused:
    (item,) = read(f"{head}\n{text}\n".encode("utf-8-sig")).items
    return item


def graded(item: Taken | Refused, *raws: str) -> list[float]:
    assert isinstance(item, Taken), item
    variant, _ = build(Definition.read(item.facts), {}, "seed")
    return [grade(variant, raw).score for raw in raws]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("One,Which?,b,x,y,z,,,,", "y", "x"),
        ("Several,Which?,a C,x,y,z,,,,", "x\nz", "x\ny\nz"),
        ('Several,Which?,"a, c",x,y,z,,,,', "x\nz", "y"),
        ("Number,How many?,42,,,,,,,", "42", "43"),
        ("Near,How much?,0.5,,,,,0.1,,", "0.6", "0.7"),
        ('Shape,Which?,"(3, 4)",,,,,,,', "3x4", "4x3"),
    ],
)
def test_each_sort_is_taken(text: str, right: str, wrong: str) -> None:
    assert graded(row(text), right) == [1]
    assert graded(row(text), wrong)[0] < 1


def test_every_column_is_used() -> None:
    item = row('N,"Which $x$,\nreally?",a,x,y,z,"Yes, x.",,As *shown*.,gates shapes')

    assert isinstance(item, Taken)
    assert (item.title, item.facts["stem"], item.about) == ("N", "Which $x$,\nreally?", About(("gates", "shapes")))
    assert (item.facts["given"]["solution"], item.facts["given"]["options"][0]["feedback"]) == (
        "As *shown*.",
        "Yes, x.",
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A,,b,x,y,z,,,,", "there is nothing under question"),
        ("A,Which?,,x,y,z,,,,", "there is nothing under answer"),
        ("A,Which?,d,x,y,z,,,,", "'d' must be letters of its options"),
        ("A,Which?,x,x,y,z,,,,", "'x' must be letters of its options"),
        ("A,Which?,1,,,,,inf,,", "a number for a tolerance"),
        ("A,Which?,1,,,,,some,,", "a number for a tolerance"),
        ("A,Which?,nobody,,,,,,,", "it is answered in free text"),
        ("A,Of 3, 4,,,,,,,,", "it has more cells than the table has columns"),
        ("A,Which?,1,,,,,,,,2", "it has more cells than the table has columns"),
    ],
)
def test_a_row_that_has_no_key_is_refused(text: str, reason: str) -> None:
    item = row(text)

    assert isinstance(item, Refused)
    assert reason in item.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no column question and no column answer"),
        ("question,key\na,b", "no column answer"),
        ("question,answer,colour\na,b,c", "columns that mean nothing here: colour"),
        ('question,answer\n"a,b', "the table cannot be read"),
    ],
)
def test_another_table_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BadFile, match=reason):
        read(text.encode())


def test_empty_columns_at_the_end_are_none() -> None:
    """As spreadsheets leave them."""
    item = row("How many?,42,,", "question,answer,,")

    assert graded(item, "42", "43") == [1, 0]


def test_a_tolerance_may_have_a_decimal_comma() -> None:
    """A spreadsheet writes it as its language does."""
    item = row("How much?;0,5;0,1", "question;answer;tolerance")

    assert graded(item, "0.6", "0.7") == [1, 0]


def test_a_cell_under_no_name_is_astray() -> None:
    item = row("How many, in all?,42,", "question,answer,")

    assert isinstance(item, Refused)
    assert "it has more cells than the table has columns" in item.reason


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_spreadsheet_may_use_its_own_separator(sign: str) -> None:
    load()
    table = f"Question{sign}Answer\nHow many?{sign}42\n{sign}\n".encode()

    assert codec_for("a.csv", table).slug == "csv"
    assert [item.title for item in read(table).items if isinstance(item, Taken)] == ["How many?"]
