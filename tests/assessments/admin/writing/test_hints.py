from typing import Any

import pytest

from assessments.admin.writing import hints
from assessments.admin.writing.form import form_for
from assessments.engine.kind import KINDS
from assessments.models import Item

SHAPE = KINDS["feed-forward-shape"]
QUANTITY = KINDS["named-quantity"]


def told(kind: str, **draft: Any) -> dict[str, str]:
    form = form_for(KINDS[kind])(instance=Item(kind=kind, draft=draft))
    return {name: field.help_text for name, field in form.fields.items()}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_of_every_kind_says_what_it_takes(kind: str) -> None:
    own = {name: text for name, text in told(kind).items() if name.startswith(("drawn_", "given_"))}

    assert [name for name, text in own.items() if not text] == []


def test_a_field_says_what_it_is_when_empty() -> None:
    assert told("named-quantity")["given_measure"] == "Empty: shape."


def test_a_drawn_field_says_its_whole_domain() -> None:
    assert told("feed-forward-shape")["drawn_input_size"] == (
        "May be 2 to 128 (127 values): a list (2, 3, 4) or a range (2–64). Empty: all of these."
    )


def test_what_the_author_decided_is_taken_into_account() -> None:
    given = {"tensor": "h", "measure": "value"}

    assert told("named-quantity", given=given)["drawn_input_size"] == (
        "May be 1, 2, 3: a list (2, 3, 4) or a range (2–64). Empty: 1, 2."
    )


def test_what_the_author_decided_wrongly_is_not() -> None:
    assert told("named-quantity", given={"tensor": 3})["drawn_input_size"].startswith("May be 1 to 512 (512 values)")


def test_words_are_told_one_by_one() -> None:
    assert told("feed-forward-shape")["drawn_gate"] == "May be f, i, c, o."


@pytest.mark.parametrize(("name", "text"), [("measure", "Empty: shape"), ("second", "May stay empty")])
def test_what_an_empty_field_means_is_said(name: str, text: str) -> None:
    assert hints.emptied(QUANTITY, name) == text


def test_a_check_that_takes_anything_wants_words() -> None:
    assert hints.wish(str) == "words as they are, or JSON"


def test_the_settings_to_override_are_shown() -> None:
    assert '"slug": "shape"' in hints.format_help(SHAPE)


def test_what_a_stem_may_name_is_said() -> None:
    assert hints.stem_help(SHAPE, {}) == (
        "Markdown with $LaTeX$. It may name {gate}, {gate_name}, {hidden_size}, {input_size}, {matrix}. "
        "Empty: the kind asks in its own words."
    )


def test_a_kind_without_words_of_its_own_does_not_promise_any() -> None:
    assert hints.stem_help(KINDS["authored-choice"], {}) == "Markdown with $LaTeX$."
