"""What the fields of an item's form say beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from assessments.admin.writing.drafts import DRAWN, names_of, open_to
from assessments.admin.writing.fields.inputs import json_text
from assessments.engine.authoring import authored
from assessments.engine.kind import Kind

TOLD = {
    authored.options: "An option is right by your word, or by a claim that the reference settles.",
    authored.pairs: "Two lines at least. An option is plain text and may belong to several lines, or to none.",
    authored.mistakes: "Wrong answers that you expect, each with its name or a remark.",
    authored.prose: "Markdown with $LaTeX$.",
}


def emptied(family: type[Kind], name: str) -> str:
    """What it means to leave a field empty."""
    default = family.__dataclass_fields__[name].default
    return f"Empty: {default}" if default not in ("", ()) else "May stay empty"


def wish(check: Callable[[Any], Any]) -> str:
    """What a check says of nothing at all is what it wants."""
    try:
        check(None)
    except ValueError as wrong:
        return str(wrong)
    return "words as they are, or JSON"


def tell_domains(fields: Mapping[str, forms.Field], family: type[Kind], draft: Mapping[str, Any]) -> None:
    allowed, usual = open_to(family, draft)
    for name in family.domains():
        field = fields[f"{DRAWN}{name}"]
        field.help_text = field.told(allowed[name], usual[name])


def stem_help(family: type[Kind], draft: Mapping[str, Any]) -> str:
    names = ", ".join(f"{{{name}}}" for name in sorted(names_of(family, draft)))
    fills = f" It may name {names}." if names else ""
    own = " Empty: the kind asks in its own words." if family.stems else ""
    return f"Markdown with $LaTeX$.{fills}{own}"


def format_help(family: type[Kind]) -> str:
    start = "How answers are read and credited, as a JSON object that overrides the kind's own settings"
    natural = getattr(family, "format", None)
    return f"{start}: {json_text(natural.facts())}" if natural else f"{start}."
