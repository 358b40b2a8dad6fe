"""An item's draft between its JSON and the fields of its form, and what keeps it from being posed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from assessments.admin.writing.fields.domains import Domain
from assessments.admin.writing.fields.inputs import json_text
from assessments.engine.definition import Definition, Faulty, given_faults
from assessments.engine.kind import Kind
from assessments.engine.texts import markup
from assessments.engine.texts.stems import fill, unknown_names

DRAWN, GIVEN = "drawn_", "given_"  # prefixes of the fields that a kind brings
ASKED = ("kind", "given", "stem", "format")  # the parts of a definition that make up its question
PARTS = {"domains.": DRAWN, "given.": GIVEN}  # what a fault's name begins with → the field's prefix


def composed(cleaned: Mapping[str, Any], family: type[Kind]) -> dict[str, Any]:
    """The draft that the fields say; what they leave open is left out."""
    parts = {
        "stem": cleaned.get("stem"),
        "ask": cleaned.get("ask"),
        "options": cleaned.get("options"),
        "domains": gathered(cleaned, DRAWN),
        "given": gathered(cleaned, GIVEN),
        "format": cleaned.get("format"),
        "source": cleaned.get("source"),
    }
    return {"kind": family.slug, **{name: part for name, part in parts.items() if part not in (None, "", {})}}


def gathered(cleaned: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    found = {name.removeprefix(prefix): value for name, value in cleaned.items() if name.startswith(prefix)}
    return {name: value for name, value in found.items() if value not in (None, "")}


def typed(draft: Mapping[str, Any], fields: Mapping[str, forms.Field]) -> dict[str, Any]:
    """Field name → what to show for this draft, whether or not it is sound."""
    plain = {name: draft[name] for name in ("stem", "ask", "options") if name in draft}
    notes = {name: json_text(draft[name]) for name in ("format", "source") if draft.get(name)}
    asked, given = part(draft, "domains"), part(draft, "given")
    drawn = {name: fields[name].shown(asked.get(name.removeprefix(DRAWN))) for name in fields if name.startswith(DRAWN)}
    facts = {f"{GIVEN}{name}": fact for name, fact in given.items()}
    return plain | notes | drawn | {name: fields[name].shown(fact) for name, fact in facts.items() if name in fields}


def part(draft: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = draft.get(name)
    return found if isinstance(found, Mapping) else {}


def field_of(fault: str) -> str:
    """The form field that a definition's fault belongs to."""
    for part, prefix in PARTS.items():
        if fault.startswith(part):
            return fault.replace(part, prefix, 1)
    return fault


def faults_of(draft: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What keeps a draft from being posed, as far as one variant shows it."""
    try:
        Definition.read(draft)
    except Faulty as faulty:
        yield from faulty.faults.items()
    yield from asked_faults({name: draft[name] for name in ASKED if draft.get(name)})


def asked_faults(draft: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Faults that show only at a variant; the narrowed domains take no part, so that they may have faults as well."""
    try:
        definition = Definition.read(draft)
    except Faulty:  # told already
        return
    kind = definition.kind_at(definition.space[0])
    try:
        definition.asked(kind)
    except ValueError as wrong:
        yield "format", str(wrong)
    yield from (("stem", why) for why in stem_faults(definition, kind.names()))


def stem_faults(definition: Definition, names: Mapping[str, str]) -> Iterator[str]:
    for unknown in dict.fromkeys(unknown_names(definition.stem, names)):
        yield f"Nothing fills {{{unknown}}}: this kind fills {', '.join(f'{{{name}}}' for name in sorted(names))}."
    try:
        markup.render(fill(definition.stem, names))
    except markup.MarkupError as wrong:
        yield str(wrong)


def open_to(family: type[Kind], draft: Mapping[str, Any]) -> tuple[Mapping[str, Domain], Mapping[str, Domain]]:
    """What may be drawn and what usually is, after what the author decided; everything, where that is not sound."""
    given = part(draft, "given")
    if any(given_faults(family, given)):
        return family.domains(), family.domains()
    checked = {name: family.givens()[name](value) for name, value in given.items()}
    return family.allowed(checked), family.usual(checked)


def names_of(family: type[Kind], draft: Mapping[str, Any]) -> Mapping[str, str] | dict[str, Any]:
    """What a stem may name; the drawn fields at least, where the draft is not sound yet."""
    try:
        definition = Definition.read({**draft, "kind": family.slug})
        return definition.kind_at(definition.space[0]).names()
    except ValueError:
        return dict(family.domains())
