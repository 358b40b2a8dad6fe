from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from assessments.admin.writing.fields.rows import ADD, MISTAKE, OPTION, RowsField, RowsInput
from tests.assessments.admin.authors import option, rows

CLAIM = {"name": "gate-output-attains", "arguments": {"gate": "f", "value": 2}}


@pytest.mark.parametrize(
    ("row", "facts"),
    [
        (option("B", "right"), {"text": "B", "right": True}),
        (option("A"), {"text": "A", "right": False}),
        (option("None of these", "none"), {"text": "None of these", "none": True}),
        (option("2", "claim", claim="gates-differ"), {"text": "2", "claim": {"name": "gates-differ"}}),
        (option("2", claim="gates-differ"), {"text": "2", "claim": {"name": "gates-differ"}}),
        (option("2", "right", claim="gates-differ"), {"text": "2", "right": True, "claim": {"name": "gates-differ"}}),
        (option("B", "right", weight="0,5"), {"text": "B", "right": True, "weight": 0.5}),
        (option("B", "right", weight="−1"), {"text": "B", "right": True, "weight": -1.0}),
        (
            option("A", tag="transposed", feedback="Turn it."),
            {"text": "A", "right": False, "tag": "transposed", "feedback": "Turn it."},
        ),
    ],
)
def test_a_row_says_what_an_option_is(row: dict[str, str], facts: dict[str, Any]) -> None:
    assert RowsField(RowsInput(OPTION)).clean([row]) == [facts]


def test_a_row_says_what_a_mistake_is() -> None:
    row = {"value": " (1, 3) ", "tag": "transposed", "feedback": ""}

    assert RowsField(RowsInput(MISTAKE)).clean([row]) == [{"value": "(1, 3)", "tag": "transposed"}]


def test_empty_rows_are_left_out() -> None:
    field = RowsField(RowsInput(OPTION))

    assert field.clean([option(""), option("B", "right"), option("  ")]) == [{"text": "B", "right": True}]


def test_rows_without_anything_are_nothing() -> None:
    assert RowsField(RowsInput(OPTION)).clean([option("")]) is None


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (option("A", weight="half"), "Row 1: “half” is no share of the mark: type a number from -1 to 1"),
        (option("A", claim="gates-differ", arguments="f"), "Row 1: “f” is no argument of a claim"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(row: dict[str, str], fault: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        RowsField(RowsInput(OPTION)).clean([row])

    assert refused.value.message.startswith(fault)


@pytest.mark.parametrize(
    "facts",
    [
        {"text": "A", "right": False},
        {"text": "B", "right": True, "weight": 0.5, "feedback": "Yes."},
        {"text": "C", "claim": CLAIM, "tag": "transposed"},
        {"text": "None", "none": True},
    ],
)
def test_what_is_shown_reads_back_the_same(facts: dict[str, Any]) -> None:
    field = RowsField(RowsInput(OPTION))
    shown = [option("") | row for row in field.shown([facts])]

    assert field.clean(shown) == [facts]


@pytest.mark.parametrize("facts", [None, "nonsense", [3, None]])
def test_nonsense_in_a_draft_shows_no_rows(facts: Any) -> None:
    assert RowsField(RowsInput(OPTION)).shown(facts) == []


def test_rows_are_read_in_order() -> None:
    data = QueryDict(mutable=True)
    data.update(rows("given_options", option("A"), option("B", "right")))

    assert RowsInput(OPTION).value_from_datadict(data, {}, "given_options") == [option("A"), option("B", "right")]


@pytest.mark.parametrize(("count", "read"), [("999", 20), ("1e9", 0), ("-3", 0), ("", 0)])
def test_a_forged_number_of_rows_is_bounded(count: str, read: int) -> None:
    assert len(RowsInput(OPTION).value_from_datadict(QueryDict(f"o-rows={count}"), {}, "o")) == read


def test_rows_are_added_on_request() -> None:
    assert len(RowsInput(OPTION).value_from_datadict(QueryDict(f"o-rows=6&{ADD}=o"), {}, "o")) == 9


@pytest.mark.parametrize(("filled", "shown"), [(0, 6), (6, 6), (8, 8), (25, 20)])
def test_at_least_six_rows_are_offered(filled: int, shown: int) -> None:
    html = RowsInput(OPTION).render("o", [option(str(place)) for place in range(filled)])

    assert html.count("<fieldset") == shown


def test_every_input_of_a_row_has_a_label() -> None:
    html = RowsInput(OPTION).render("o", [])

    assert html.count("<label for=") == html.count("<select") + html.count("<textarea") + html.count('type="text"')


def test_what_was_typed_is_escaped() -> None:
    html = RowsInput(OPTION).render("o", [option("</textarea><script>")])

    assert "<script>" not in html
