"""Rows of a list that authors write: options of a question, mistakes that they expect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from assessments.admin.writing.fields import claims
from assessments.engine.authoring.authored import LONGEST_LINE, LONGEST_PROSE, MOST_OPTIONS
from assessments.engine.misconceptions import CATALOGUE

FEWEST, MORE = 6, 3  # rows to begin with, and rows that a press of the button adds
ADD = "_more_rows"
TRUTHS = {"": "Wrong", "right": "Right", "claim": "By the claim", "none": "None of the others"}
Row = dict[str, str]


@dataclass(frozen=True)
class Cell:
    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    lines: int = 1  # 1 is a plain input
    longest: int = LONGEST_LINE


TAGS = (("", "No mistake named"), *((tag, known.title) for tag, known in sorted(CATALOGUE.items())))
TAG = Cell("tag", "Mistake behind it", TAGS)
FEEDBACK = Cell("feedback", "Remark to whoever gives it", lines=2, longest=LONGEST_PROSE)
OPTION = (
    Cell("text", "Text", lines=2),
    Cell("truth", "It is", tuple(TRUTHS.items())),
    Cell("weight", "Share of the mark, -1 to 1", longest=20),
    TAG,
    Cell("claim", "Claim that settles it", claims.offered()),
    Cell("arguments", "Its arguments, as gate = f; value = 2"),
    FEEDBACK,
)
MISTAKE = (Cell("value", "Answer, as typed"), TAG, FEEDBACK)


class RowsInput(forms.Widget):
    use_fieldset = True

    def __init__(self, cells: tuple[Cell, ...], fewest: int = FEWEST, most: int = MOST_OPTIONS) -> None:
        self.cells, self.fewest, self.most = cells, fewest, most
        super().__init__()

    def value_from_datadict(self, data: QueryDict, files: Any, name: str) -> list[Row]:
        # Whatever number is sent, no more rows are made than a question may have.
        count = min(counted(data.get(f"{name}-rows", "")), self.most)
        rows = [
            {cell.name: data.get(f"{name}-{place}-{cell.name}", "") for cell in self.cells} for place in range(count)
        ]
        return rows + [{} for _ in range(MORE)] if data.get(ADD) == name else rows

    def typed(self, name: str, rows: list[Row]) -> dict[str, str]:
        """The form data that would bring these rows."""
        cells = {f"{name}-{place}-{cell}": text for place, row in enumerate(rows) for cell, text in row.items()}
        return cells | {f"{name}-rows": str(len(rows))}

    def value_omitted_from_data(self, data: QueryDict, files: Any, name: str) -> bool:
        return f"{name}-rows" not in data

    def id_for_label(self, id_: str) -> str:
        return ""

    def render(self, name: str, value: list[Row] | None, attrs: Any = None, renderer: Any = None) -> str:
        rows = (value or []) + [{} for _ in range(self.fewest - len(value or []))]
        shown = [self.shown(f"{name}-{place}", row) for place, row in enumerate(rows[: self.most])]
        page = {"name": name, "rows": shown, "add": ADD, "full": len(shown) >= self.most, "only": self.most == 1}
        return render_to_string("admin/assessments/item/_rows.html", page)

    def shown(self, prefix: str, row: Row) -> list[tuple[Cell, str, str]]:
        return [(cell, f"{prefix}-{cell.name}", row.get(cell.name, "")) for cell in self.cells]


class RowsField(forms.Field):
    """A list of JSON objects; rows that hold nothing are left out."""

    def __init__(self, widget: RowsInput, **options: Any) -> None:
        super().__init__(required=False, widget=widget, **options)

    def clean(self, value: list[Row]) -> list[dict[str, Any]] | None:
        return [self.facts(place, row) for place, row in enumerate(filled(value), start=1)] or None

    def read(self, row: Row) -> dict[str, Any]:
        """Raises ValueError."""
        return dict(facts_of(row))

    def row(self, facts: Mapping[str, Any]) -> Row:
        return row_of(facts)

    def facts(self, place: int, row: Row) -> dict[str, Any]:
        try:
            return self.read(row)
        except ValueError as wrong:
            raise forms.ValidationError(f"Row {place}: {wrong}") from wrong

    def shown(self, facts: Any) -> list[Row]:
        listed = facts if isinstance(facts, (list, tuple)) else ()
        return [self.row(one) for one in listed if isinstance(one, Mapping)]

    def has_changed(self, initial: list[Row] | None, data: list[Row] | None) -> bool:
        return filled(initial or []) != filled(data or [])


def filled(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if any(typed.strip() for typed in row.values())]


def facts_of(row: Row) -> Iterator[tuple[str, Any]]:
    """A row as a definition holds it. Raises ValueError."""
    typed = {name: text.strip() for name, text in row.items()}
    yield from ((name, typed[name]) for name in ("text", "value") if name in typed)
    if "truth" in typed:
        yield from truth_of(typed["truth"], typed["claim"], typed["arguments"])
    if typed.get("weight"):
        yield "weight", share(typed["weight"])
    yield from ((name, typed[name]) for name in ("tag", "feedback") if typed[name])


def truth_of(truth: str, claim: str, arguments: str) -> Iterator[tuple[str, Any]]:
    """A claim settles an option, also where nobody said so; two ways at once are a fault of the definition."""
    if truth in {"right", "none"}:
        yield truth, True
    if claim or truth == "claim":
        yield "claim", claims.claim_of(claim, arguments) if claim else {}
    elif not truth:
        yield "right", False


def share(text: str) -> float:
    try:
        return float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        raise ValueError(f"“{text}” is no share of the mark: type a number from -1 to 1") from None


def row_of(facts: Mapping[str, Any]) -> Row:
    """As its author would fill it in."""
    row = {name: str(facts[name]) for name in ("text", "value", "weight", "tag", "feedback") if name in facts}
    truth = next((name for name in ("claim", "none", "right") if facts.get(name)), "")
    claim = facts.get("claim")
    return row | {"truth": truth} | claims.cells_of(claim if isinstance(claim, Mapping) else {})


def counted(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,3}", text) else 0
