from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from assessments.admin.writing.fields.trials import TrialsField


def row(answer: str = "{key}", score: str = "1", tag: str = "", at: str = "") -> dict[str, str]:
    return {"answer": answer, "score": score, "tag": tag, "at": at}


@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        (row(), {"answer": "{key}", "score": 1.0, "tag": "", "at": {}}),
        (row(score="0,5"), {"answer": "{key}", "score": 0.5, "tag": "", "at": {}}),
        (row(score=" Unreadable "), {"answer": "{key}", "score": None, "tag": "", "at": {}}),
        (
            row(" 3 ", "0", "transposed", "input_size = 3,gate=f"),
            {"answer": "3", "score": 0.0, "tag": "transposed", "at": {"input_size": "3", "gate": "f"}},
        ),
    ],
)
def test_a_row_is_a_test_answer_and_shows_as_it_was_typed(typed: dict[str, str], facts: dict[str, object]) -> None:
    field = TrialsField()

    assert field.clean([typed]) == [facts]
    assert field.clean(field.shown([facts])) == [facts]


def test_empty_rows_are_no_test_answers() -> None:
    assert TrialsField().clean([row("", ""), row("", "")]) == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (row(score=""), "Row 1: say what it earns"),
        (row(score="half"), "Row 1: “half” is no share of the mark"),
        (row(score="2"), "Row 1: a score is a number from 0 to 1"),
        (row(answer=""), "Row 1: needs an answer"),
        (row(at="3"), "Row 1: “3” pins nothing"),
    ],
)
def test_what_cannot_be_a_test_answer_is_told_by_its_row(typed: dict[str, str], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        TrialsField().clean([typed])
