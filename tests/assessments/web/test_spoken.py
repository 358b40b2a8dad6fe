from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from assessments.engine.formats import (
    FORMATS,
    Choice,
    Format,
    Integer,
    Interval,
    Match,
    Matrix,
    MultiChoice,
    Parts,
    Real,
    Rows,
    Shape,
    Tolerance,
    Unreadable,
    Vector,
)
from assessments.engine.texts.said import Clause, Said
from assessments.web.spoken import spoken, spoken_each

FORMS: tuple[Format, ...] = (
    Choice(("a", "b")),
    Integer(),
    Interval(),
    Interval(judge_ends=False),
    Match(("p", "q"), ("a", "b")),
    MultiChoice(("a", "b", "c"), scoring="halves", min_select=1, max_select=2),
    Parts(("p", "q"), (Real(), Real())),
    Parts(("p", "q"), (Real(), Shape())),
    *(Real(Tolerance(mode, 1)) for mode in ("absolute", "figures", "places")),
    Real(Tolerance("relative", 0.05)),
    Real(Tolerance("absolute", 0)),
    Rows(),
    Shape(),
    Shape(per_axis=True),
    Vector(),
    Vector(per_entry=True),
    Matrix(("one",), ("a", "b")),
    Matrix(("one",), ("a", "b"), per_entry=True),
)
UNREADABLE = [
    "",
    "?",
    "a\nb\nc\nd",
    "1,2,3;4x",
    "(1",
    "1 < 2",
    "1 < f > 2",
    "5:3",
    "12,34",
    "1.5",
    "1/2",
    "1/0",
    "1e999",
    "-3",
    "nan",
    "50%",
    "1...2",
    "[1, 2, 3]",
    "2 by 3 by",
    "01",
    "7, 8",
    "(7, 8)",
    "x" * 30_000,
    "\x00",
]


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    with override("de"):
        yield


def sentences(said: object) -> Iterator[Said]:
    """It and what it is made of."""
    if isinstance(said, Said):
        yield said
        for value in said.values.values():
            yield from sentences(value)


def said_of(form: Format, raw: str) -> list[str]:
    """All that is told of a text that cannot be read."""
    try:
        form.parse(raw)
    except Unreadable as why:
        return [why.words, *why.by_place.values()]
    return []


def unspoken(said: object) -> list[str]:
    """What of it is the same in German, and no mere frame."""
    return [one for one in sentences(said) if spoken(one) == one and one.template != "{fault} {example}"]


def test_every_format_is_tried() -> None:
    assert {form.slug for form in FORMS} == set(FORMATS)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_a_guide_and_its_example_are_german(form: Format) -> None:
    assert unspoken(form.guide()) + unspoken(form.example()) == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
@pytest.mark.parametrize("raw", UNREADABLE, ids=lambda raw: raw[:9])
def test_whatever_cannot_be_read_is_told_in_german(form: Format, raw: str) -> None:
    told = said_of(form, raw)

    assert [one for said in told for one in unspoken(said)] == []
    assert all(isinstance(said, Said) for said in told)


def test_what_the_learner_typed_is_never_translated() -> None:
    fault = Said("{text} is not a whole number.", text="Right {n} %(n)s")

    assert spoken(fault) == "Right {n} %(n)s ist keine ganze Zahl."
    assert spoken("Right") == "Right"


def test_one_and_several_differ() -> None:
    one, two = (Said.counted("to {n} decimal place", "to {n} decimal places", n) for n in (1, 2))

    assert [spoken(one), spoken(two)] == ["auf 1 Nachkommastelle genau", "auf 2 Nachkommastellen genau"]


def test_a_clause_is_one_in_every_language() -> None:
    assert spoken(Clause.of(Said("Choose one option."))) == "wähle eine Möglichkeit"


def test_each_place_is_spoken() -> None:
    assert spoken_each({2: Said("Choose one option.")}) == {2: "Wähle eine Möglichkeit."}
