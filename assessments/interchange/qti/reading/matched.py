"""Interactions in which each of several lines gets one option: a match, an order, choices within a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assessments.interchange import authored
from assessments.interchange.incoming import Refused, Taken
from assessments.interchange.prose import markdown
from assessments.interchange.qti.reading.chosen import UNKEYED
from assessments.interchange.qti.reading.found import Found
from assessments.interchange.qti.reading.tree import every, inner, words
from assessments.interchange.safely.counting import few

SEVERAL = "a line or an option may have several partners, where each line here has one option"


@dataclass(frozen=True)
class Lines:
    """Prompt → its option; options of none come last."""

    keys: Mapping[str, str]
    options: Sequence[str]
    losses: Sequence[str]


def match(found: Found) -> Taken | Refused:
    """Raises Unsafe."""
    (interaction,) = found.interactions
    response, sets = found.response(interaction), list(every(interaction, "simpleMatchSet"))
    pairs = [pair.split() for pair in response.correct or response.mapping]
    if len(sets) != 2 or not pairs or any(len(pair) != 2 for pair in pairs):  # noqa: PLR2004 -- lines and options
        return Refused(found.name, UNKEYED)
    lines, options = (named(one, "simpleAssociableChoice") for one in sets)
    keys = dict(pairs)
    if set(keys) != set(lines) or len(keys) < len(pairs) or not set(keys.values()) <= set(options):
        return Refused(found.name, SEVERAL)
    shared = bool(response.mapping) and found.processing.maps(response.identifier)
    texts = {lines[line].text: markdown.unmarked(options[option].text) for line, option in keys.items()}
    offered = [markdown.unmarked(one.text) for one in options.values()]
    return made(found, Lines(texts, offered, list(lost([*lines.values(), *options.values()]))), shared=shared)


def order(found: Found) -> Taken | Refused:
    """Raises Unsafe."""
    (interaction,) = found.interactions
    options, right = named(interaction, "simpleChoice"), found.response(interaction).correct
    if sorted(right) != sorted(options) or not right:
        return Refused(found.name, UNKEYED if not right else "not all of what is ordered has a place")
    texts = [markdown.unmarked(options[name].text) for name in right]
    keys = {f"Place {place}": text for place, text in enumerate(texts, start=1)}
    losses = ["the order, which is asked place by place here", *lost(options.values())]
    return made(found, Lines(keys, texts, losses))


def within_text(found: Found) -> Taken | Refused:
    """Choices within a text, each blank of which is a line. Raises Unsafe."""
    keys, offered, losses = {}, list[str](), ["where in the text each choice stands"]
    for place, interaction in enumerate(found.interactions, start=1):
        options, right = named(interaction, "inlineChoice"), found.response(interaction).correct
        if len(right) != 1 or right[0] not in options:
            return Refused(found.name, UNKEYED)
        keys[f"Blank {place}"] = markdown.unmarked(options[right[0]].text)
        offered += [markdown.unmarked(one.text) for one in options.values()]
        losses += lost(options.values())
    if len({tuple(sorted(words(one) for one in every(each, "inlineChoice"))) for each in found.interactions}) > 1:
        losses.append("which options each blank had: all are offered for every one")
    return made(found, Lines(keys, offered, losses))


def named(parent: Element, tag: str) -> dict[str, markdown.Prose]:
    """Identifier → text. Raises Unsafe."""
    return {one.get("identifier", ""): markdown.line(inner(one)) for one in few(every(parent, tag), "lines")}


def lost(texts: Iterable[markdown.Prose]) -> Iterator[str]:
    yield from dict.fromkeys(loss for one in texts for loss in one.losses)


def made(found: Found, lines: Lines, *, shared: bool = False) -> Taken | Refused:
    pairs = [*lines.keys.items(), *(("", option) for option in lines.options)]
    return authored.match(found.asked([], list(lines.losses)), pairs, shared=shared)
