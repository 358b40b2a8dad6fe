"""Form fields for what the author of a kind decides, each made for the check that it must pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django import forms

from assessments.admin.writing.fields.inputs import JSONText, Words, spoken
from assessments.admin.writing.fields.rows import MISTAKE, OPTION, Cell, Row, RowsField, RowsInput
from assessments.admin.writing.hints import TOLD, emptied, wish
from assessments.engine.authoring import authored
from assessments.engine.authoring.authored import OneOf
from assessments.engine.kind import Kind
from assessments.engine.quantities.given import CHECKS, Whole, another, known_names, name

Choices = list[tuple[str, Any]]


class Chosen(forms.ChoiceField):
    """One word of several; none where the kind has a usual one."""

    def shown(self, fact: Any) -> str:
        return str(fact)


class Counted(forms.IntegerField):
    def __init__(self, check: Whole, **options: Any) -> None:
        super().__init__(required=False, min_value=check.low, max_value=check.high, **options)

    def shown(self, fact: Any) -> Any:
        return fact


class Second(RowsField):
    """Another quantity, by what it has other than the first: one row of choices."""

    def __init__(self, **options: Any) -> None:
        cells = tuple(Cell(one, spoken(one), choices=tuple(offered(one))) for one in CHECKS)
        super().__init__(RowsInput(cells, fewest=1, most=1), **options)

    def clean(self, value: list[Row]) -> Any:
        rows = super().clean(value)
        return rows[0] if rows else None

    def read(self, row: Row) -> dict[str, Any]:
        typed = {one: row[one] for one in CHECKS if row.get(one)}
        return {one: int(text) if isinstance(CHECKS[one], Whole) else text for one, text in typed.items()}

    def row(self, facts: Mapping[str, Any]) -> Row:
        return {one: str(fact) for one, fact in facts.items()}

    def shown(self, facts: Any) -> list[Row]:
        return [self.row(facts)] if isinstance(facts, Mapping) else []


def offered(one: str) -> Choices:
    """What a cell of the second quantity may be."""
    check = CHECKS[one]
    start = [("", "As the first")]
    if isinstance(check, Whole):
        return start + [(str(number), str(number)) for number in range(check.low, check.high + 1)]
    return start + ([(word, word) for word in check.words] if isinstance(check, OneOf) else flat(tensors()))


def tensors() -> Choices:
    """Every array by where it is met first."""
    met: set[str] = set()
    groups = []
    for told, names in known_names().items():
        groups.append((told, [(one, one) for one in names if one not in met]))
        met.update(names)
    return [(told, names) for told, names in groups if names]


def flat(groups: Choices) -> Choices:
    return [(one, f"{title} ({told})") for told, names in groups for one, title in names]


class Pairs(RowsField):
    """Lines with their options."""

    def __init__(self, **options: Any) -> None:
        super().__init__(RowsInput(PAIR), **options)

    def read(self, row: Row) -> dict[str, Any]:
        return {cell.name: row[cell.name] for cell in PAIR if row.get(cell.name)}

    def row(self, facts: Mapping[str, Any]) -> Row:
        return {name: str(fact) for name, fact in facts.items()}


PAIR = (Cell("prompt", "Line", lines=2), Cell("option", "Its option"))
MADE_FOR: dict[Any, Callable[..., forms.Field]] = {
    authored.options: lambda **told: RowsField(RowsInput(OPTION), **told),
    authored.pairs: Pairs,
    authored.mistakes: lambda **told: RowsField(RowsInput(MISTAKE), **told),
    authored.line: partial(Words, required=False, widget=forms.TextInput),
    authored.prose: partial(Words, required=False, widget=forms.Textarea(attrs={"rows": 4})),
    another: Second,
}


def given_field(family: type[Kind], field: str) -> forms.Field:
    """Made for its check where one is known; else words or JSON."""
    check = family.givens()[field]
    needed = "Needed" if field in family.required() else emptied(family, field)
    told = {"label": spoken(field), "help_text": f"{needed}. {TOLD.get(check, '')}".strip()}
    if check in MADE_FOR:
        return MADE_FOR[check](**told)
    if isinstance(check, Whole):
        return Counted(check, **told)
    if isinstance(check, OneOf) or check is name:
        words: Choices = [(word, spoken(word)) for word in check.words] if isinstance(check, OneOf) else tensors()
        return Chosen(required=False, choices=[("", "—"), *words], **told)
    return JSONText(label=spoken(field), help_text=f"{needed}; {wish(check)}.", rows=1)
