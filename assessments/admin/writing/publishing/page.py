"""Publishing a draft from its own page: what changes, then the proof."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.admin.writing.publishing.changes import Text, changes
from assessments.models import Item, Proving, Revision
from assessments.queries.background import is_stuck, latest_proving
from assessments.queries.banks import use_of
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
    asked = latest_proving(item)
    page = {"form": note, "refused": refused, "asked": asked, "stuck": asked is not None and is_stuck(asked)}
    try:
        draft = Text(banks.definition_of(item), banks.trials_of(item))
    except Unpublishable as unpublishable:
        return page | {"refused": unpublishable, "changes": []}
    if (
        asked
        and asked.state == Proving.State.PROVEN
        and asked.digest != banks.digest_of(draft.definition, draft.trials)
    ):
        page |= {"asked": None}  # of an earlier draft
    before = Text.of(item.current) if item.current else Text(None)
    return page | {"changes": changes(before, draft), "space": len(draft.definition.space), "use": use_of(item)}
