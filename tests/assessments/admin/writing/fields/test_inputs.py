from typing import Any

import pytest
from django import forms

from assessments.admin.writing.fields.inputs import (
    DateAndTime,
    JSONText,
    TickedDomain,
    TypedDomain,
    domain_field,
    json_text,
)


@pytest.mark.parametrize(
    ("typed", "fact"),
    [
        ("", None),
        ('{"a": 1}', {"a": 1}),
        ("[1, 2]", [1, 2]),
        ("3", 3),
        ("true", True),
        ("shape", "shape"),
        ("one of many words", "one of many words"),
        ("$h_t$ is a column", "$h_t$ is a column"),
        ('"3"', "3"),
        ("null", None),
    ],
)
def test_json_and_plain_words_are_both_taken(typed: str, fact: Any) -> None:
    assert JSONText().clean(typed) == fact


@pytest.mark.parametrize(
    "typed",
    [
        '{"a": ',
        "[1, 2",
        "12 gates",
        "NaN",
        "[1e999]",
        '{"a": -Infinity}',
        r'"\u0000"',
        r'"\ud800"',
        "[" * 40_000,
        "9" * 5000,
    ],
)
def test_what_cannot_be_kept_as_json_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="This is not JSON: "):
        JSONText().clean(typed)


@pytest.mark.parametrize("fact", ["shape", "3", "true", "", " padded", {"a": [1]}, 3, True, 0.5, [1, "b"], "{brace"])
def test_what_is_shown_reads_back_the_same(fact: Any) -> None:
    assert JSONText().clean(json_text(fact)) == fact


@pytest.mark.parametrize(
    ("domain", "field"),
    [
        (("f", "i"), TickedDomain),
        ((True, False), TickedDomain),
        ((2, 3, 4), TypedDomain),
        (tuple(map(str, range(25))), TypedDomain),
    ],
)
def test_a_few_words_are_ticked_and_numbers_typed(domain: tuple[Any, ...], field: type[forms.Field]) -> None:
    assert type(domain_field("gate", domain)) is field


@pytest.mark.parametrize(
    ("ticked", "kept"), [(['"f"', '"i"'], None), (['"i"'], ["i"])], ids=["all is not narrowed", "one"]
)
def test_ticked_words_narrow_a_domain(ticked: list[str], kept: list[str] | None) -> None:
    assert TickedDomain("gate", ("f", "i")).clean(ticked) == kept


@pytest.mark.parametrize("ticked", [[], ['"z"']], ids=["nothing", "a word that the kind does not draw"])
def test_ticks_must_be_of_the_domain(ticked: list[str]) -> None:
    with pytest.raises(forms.ValidationError):
        TickedDomain("gate", ("f", "i")).clean(ticked)


@pytest.mark.parametrize(
    ("asked", "shown"), [(None, ['"f"', '"i"']), (["i"], ['"i"']), ("nonsense", [])], ids=["whole", "narrowed", "bad"]
)
def test_ticks_show_what_may_be_drawn(asked: Any, shown: list[str]) -> None:
    assert TickedDomain("gate", ("f", "i")).shown(asked) == shown


def test_date_and_time_are_named_each() -> None:
    parts = DateAndTime().get_context("opens_at", None, {})["widget"]["subwidgets"]

    assert [part["attrs"]["aria-label"] for part in parts] == ["Opens at, date", "Opens at, time"]
