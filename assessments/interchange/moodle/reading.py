"""Moodle XML, ours and anybody's.
https://docs.moodle.org/en/Moodle_XML_format
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from assessments.interchange.authored import Slugs
from assessments.interchange.incoming import BadFile, Incoming, Refused, Taken
from assessments.interchange.moodle.foreign import READERS, REASONS, Source, text_of
from assessments.interchange.moodle.marks import mark
from assessments.interchange.native.one import loaded, taken
from assessments.interchange.native.variants import Variants
from assessments.interchange.safely import xml
from assessments.interchange.safely.counting import questions
from assessments.interchange.safely.unsafe import Unsafe

ROOT = re.compile(rb"<quiz[\s>/]")
HEAD = 4096  # bytes among which the root begins
OURS = "<!-- {", "} -->"
NOT_HERE = "questions of the type “{}” have no form here"


def knows(data: bytes) -> bool:
    return ROOT.search(data[:HEAD]) is not None


def read(data: bytes) -> Incoming:
    """Raises BadFile or Unsafe."""
    quiz = xml.read(data)
    if quiz.tag != "quiz":
        raise BadFile("the XML is no quiz of Moodle's")
    reader = Reader()
    items = questions(item for question in quiz.findall("question") for item in reader.items(question))
    return reader.variants.told(items)


def embedded(text: str) -> str:
    """Our own JSON in a text, whatever of it; empty where there is none."""
    start, end = text.find(OURS[0]), text.rfind(OURS[1])
    return text[start + len("<!-- ") : end + 1] if 0 <= start < end else ""


class Reader:
    """Goes through a file in its order: a category with our JSON stands for the questions that are its variants."""

    def __init__(self) -> None:
        self.variants = Variants()
        self.seen: set[str] = set()
        self.slugs = Slugs()

    def items(self, question: Element) -> Iterator[Taken | Refused]:
        type_, identifier = question.get("type", ""), text_of(question, "idnumber")
        if type_ == "category":
            yield from self.ours(question)
        elif self.variants.include(identifier):
            self.variants.compare(identifier, mark(question))
        else:
            yield self.theirs(question, type_)

    def ours(self, category: Element) -> Iterator[Taken | Refused]:
        self.variants.end()
        found = embedded(text_of(category, "info"))
        if not found:
            return
        try:
            facts = loaded(found)
        except BadFile as wrong:
            yield Refused(text_of(category, "category"), f"our own JSON in it is damaged: {wrong}")
            return
        item = taken(text_of(category, "category"), facts)
        if isinstance(item, Taken) and isinstance(facts.get("bank"), str):
            self.variants.follow(item, facts)
            # A question below must not get the name of ours.
            self.slugs.given.add(item.slug)
        # A file may name a category more than once, and our JSON with it.
        if found not in self.seen:
            yield item
        self.seen.add(found)

    def theirs(self, question: Element, type_: str) -> Taken | Refused:
        name = text_of(question, "name") or "a question without a name"
        if type_ not in READERS:
            return Refused(name, REASONS.get(type_) or NOT_HERE.format(type_[:50]))
        try:
            source = Source(question, name, self.slugs.of(text_of(question, "idnumber") or name))
            return READERS[type_](source)
        except (Unsafe, BadFile) as wrong:
            return Refused(name, str(wrong))
