"""Interactions in which an answer is typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.engine.formats import Integer, Real, Tolerance
from assessments.interchange import authored
from assessments.interchange.authored import Answer, Asked
from assessments.interchange.incoming import Refused, Taken
from assessments.interchange.qti.reading.chosen import UNKEYED
from assessments.interchange.qti.reading.found import Found
from assessments.interchange.qti.reading.response import Response

NUMBERS = frozenset({"integer", "float"})
EXACT = Tolerance("absolute", 0)


def read(found: Found) -> Taken | Refused:
    """Raises Unsafe."""
    (interaction,) = found.interactions
    response = found.response(interaction)
    right = list(keys(response))
    if not right:
        return Refused(found.name, UNKEYED if interaction.tag == "textEntryInteraction" else authored.NO_KEY)
    said = found.told(response)
    asked = found.asked([*right, *mistakes(found, said, right)], lost(found), used=list(said.values()))
    if response.base_type not in NUMBERS:
        return authored.text(asked)
    return number(asked, found.processing.tolerance(response.identifier) or EXACT, response.base_type)


def keys(response: Response) -> Iterator[Answer]:
    """By the mapping where there is one, which may know more spellings; each once."""
    best = max(response.mapping.values(), default=0.0)
    mapped = [Answer(key, value / best) for key, value in response.mapping.items() if best > 0 and value > 0]
    listed = {answer.text for answer in mapped if authored.whole(answer)}
    yield from (Answer(text, 1.0) for text in response.correct if text not in listed)
    yield from mapped


def mistakes(found: Found, said: Mapping[str, str], right: list[Answer]) -> Iterator[Answer]:
    known = {answer.text for answer in right}
    for text, name in said.items():
        if text not in known and (told := found.said(name).text):
            yield Answer(text, 0.0, told)


def number(asked: Asked, tolerance: Tolerance, base_type: str) -> Taken | Refused:
    right = [answer for answer in asked.answers if authored.whole(answer)]
    if len(right) > 1:
        return Refused(asked.name, "several different numbers are right, where one can be kept")
    whole = base_type == "integer" and tolerance.room(1.0) == 0
    form, settings = (Integer(), {}) if whole else (Real(tolerance), {"tolerance": tolerance.facts()})
    told, losses = authored.foreseen(asked, (form, type(form)()), form.parse(right[0].text))
    given: dict[str, Any] = {"form": form.slug, "value": right[0].text, "mistakes": told}
    return authored.made(asked, "authored-value", given, settings or None, tuple(losses))


def lost(found: Found) -> Iterator[str]:
    if found.processing.unknown:
        yield "its own rules of scoring: what is right earns the mark"
