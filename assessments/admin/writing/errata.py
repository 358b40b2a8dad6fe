"""What the reference makes of the source that an item was taken from."""

from __future__ import annotations

import json
from dataclasses import dataclass

from assessments.engine.authoring.errata import Answers, Difference, Erratum, erratum
from assessments.models import Item

AGREES, DIFFERS, AMBIGUOUS = "agrees", "differs", "ambiguous"


@dataclass(frozen=True)
class Note:
    """An erratum in words."""

    erratum: Erratum

    @property
    def state(self) -> str:
        if not self.erratum.agrees:
            return DIFFERS
        return AMBIGUOUS if self.erratum.ambiguous else AGREES

    @property
    def printed(self) -> str:
        return letters(self.erratum.printed)

    @property
    def accepted(self) -> list[tuple[str, str]]:
        """(reading, what is right under it)."""
        return [(reading, letters(found)) for reading, found in self.erratum.accepted.items()]

    @property
    def differences(self) -> list[tuple[Difference, str]]:
        """Each with its witness, to be run again."""
        return [
            (one, json.dumps(dict(one.finding.witness)) if one.finding.witness else "")
            for one in self.erratum.differences
        ]

    def __str__(self) -> str:
        computed = " or ".join(dict.fromkeys(found for _, found in self.accepted))
        return f"{self.erratum.label}: printed {self.printed}, computed {computed}"


def note_of(item: Item) -> Note | None:
    """None where the draft names no source, or one that cannot be taken."""
    source = item.draft.get("source")
    try:
        return Note(erratum(source)) if source else None
    except ValueError:
        return None


def letters(found: Answers) -> str:
    return ", ".join(sorted(found)) or "none"


def ids_of(state: str) -> list[int]:
    """The items whose source stands like this."""
    notes = ((item.pk, note_of(item)) for item in Item.objects.filter(draft__has_key="source"))
    return [pk for pk, note in notes if note and note.state == state]
