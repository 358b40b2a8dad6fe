"""By what a question is known to be as we wrote it, after a journey through Moodle as well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from assessments.interchange.native.one import mark_of

# What is asked, what is right and what is said on it; tags and the like are for finding a question.
PARTS = (
    "name",
    "questiontext",
    "generalfeedback",
    "correctfeedback",
    "partiallycorrectfeedback",
    "incorrectfeedback",
    "single",
    "usecase",
    "answer",
    "subquestion",
    "hint",
)
DATA = "dataset_definitions/dataset_definition"
LONGEST_NUMBER = 100  # characters


def mark(question: Element) -> str:
    # Sorted, as Moodle may put them in another order.
    return mark_of(json.dumps([question.get("type"), *sorted(pieces(question))]))


def pieces(question: Element) -> Iterator[list[str]]:
    for path in PARTS:
        for part in question.iterfind(path):
            if found := texts(part):
                yield [path, plain(part.get("fraction", "")), *sorted(found)]
    for column in question.iterfind(DATA):
        rows = column.iterfind("dataset_items/dataset_item")
        yield [DATA, plain(column.findtext("name/text", "")), *sorted(" ".join(texts(row)) for row in rows)]


def texts(part: Element) -> list[str]:
    return list(filter(None, map(plain, part.itertext())))


def plain(text: str) -> str:
    """Without what Moodle changes: space, and how a number is spelled."""
    words = " ".join(text.split())
    try:
        return f"{float(words):.12g}" if len(words) <= LONGEST_NUMBER else words
    except ValueError:
        return words
