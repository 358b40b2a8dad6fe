"""Publishing a draft from its own page: what changes, then the proof."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.admin.writing.publishing.changes import changes
from assessments.engine.definition import Definition, Faulty
from assessments.models import Item, Revision
from assessments.services import banks
from assessments.services.errors import Unpublishable


class Note(forms.Form):
    note = forms.CharField(
        max_length=Revision._meta.get_field("note").max_length,
        required=False,
        label="What changed, in a few words",
        help_text="Kept with the revision, for those who teach.",
    )


def publish_page(item: Item, note: Note, refused: Unpublishable | None = None) -> dict[str, Any]:
    page = {"form": note, "refused": refused}
    try:
        definition = banks.definition_of(item)
    except Unpublishable as unpublishable:
        return page | {"refused": unpublishable, "changes": []}
    return page | {"changes": changes(published_definition(item), definition), "space": len(definition.space)}


def published_definition(item: Item) -> Definition | None:
    """None also where the revision's kind is gone from the code."""
    try:
        return item.current.definition if item.current else None
    except Faulty:
        return None
