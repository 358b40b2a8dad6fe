from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from assessments.admin.writing.fields.tagging import TagsField


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", []),
        (" , ,", []),
        ("exam", ["exam"]),
        ("Weight shapes, exam,exam , EXAM", ["exam", "weight-shapes"]),
        ("<b>bold</b>", ["bboldb"]),
    ],
)
def test_words_between_commas_are_slugs(typed: str, tags: list[str]) -> None:
    assert TagsField().clean(typed) == tags


@pytest.mark.parametrize("typed", ["!!!", "exam, ?", "x" * 51])
def test_what_leaves_no_slug_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="is no tag"):
        TagsField().clean(typed)


def test_tags_are_shown_as_they_would_be_typed() -> None:
    assert TagsField().prepare_value(["exam", "shapes"]) == "exam, shapes"
    assert TagsField().prepare_value("half, typ") == "half, typ"
