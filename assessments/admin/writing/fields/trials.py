"""Test answers as rows beside the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assessments.admin.writing.fields.rows import TAGS, Cell, Row, RowsField, RowsInput, share
from assessments.engine.authoring.authored import LONGEST_LINE
from assessments.engine.proving.trials import MOST, TRIED, Trial

FEWEST = 2
UNREADABLE = "unreadable"
PIN = re.compile(r"\s*([a-z_]+)\s*=\s*(.+?)\s*")
CELLS = (
    Cell("answer", "Answer, as typed", lines=2, longest=LONGEST_LINE),
    Cell("score", f"It earns: 0 to 1, or {UNREADABLE}", longest=20),
    Cell("tag", "It is told as", (("", "Nothing in particular"), *TAGS[1:])),
    Cell("at", "Only where, as input_size = 3, gate = f"),
)
TOLD = (
    "Answers with what grading must make of them. Each is tried before publishing, at up to "
    f"{TRIED} variants or only where you say. An answer may name {{key}}, the right one, and all that a stem may name."
)


class TrialsField(RowsField):
    def __init__(self, **options: Any) -> None:
        super().__init__(RowsInput(CELLS, FEWEST, MOST), **{"label": "Test answers", "help_text": TOLD, **options})

    def clean(self, value: list[Row]) -> list[dict[str, Any]]:
        return super().clean(value) or []

    def read(self, row: Row) -> dict[str, Any]:
        at = dict(pins(row.get("at", "")))
        return Trial.read(
            {"answer": row["answer"].strip(), "score": score(row["score"]), "tag": row["tag"], "at": at}
        ).facts()

    def row(self, facts: Mapping[str, Any]) -> Row:
        trial = Trial.read(facts)
        at = ", ".join(f"{name} = {text}" for name, text in trial.at.items())
        earned = UNREADABLE if trial.score is None else f"{trial.score:g}"
        return {"answer": trial.answer, "score": earned, "tag": trial.tag, "at": at}


def score(text: str) -> float | None:
    typed = text.strip().lower()
    if typed == UNREADABLE:
        return None
    if not typed:
        raise ValueError(f"say what it earns: a number from 0 to 1, or {UNREADABLE}")
    return share(typed)


def pins(text: str) -> Iterator[tuple[str, str]]:
    for piece in filter(str.strip, text.split(",")):
        if not (found := PIN.fullmatch(piece)):
            raise ValueError(f"“{piece.strip()}” pins nothing: write a name, =, and its value")
        yield found[1], found[2]
