"""A bank as Moodle XML: a category for each item, from which a quiz takes one question at random."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, indent, tostring

from assessments.interchange.codecs import Files
from assessments.interchange.moodle.calculated import calculated, groups
from assessments.interchange.moodle.elements import named, put, tagged, worded
from assessments.interchange.moodle.marks import mark
from assessments.interchange.moodle.questions import WRITERS
from assessments.interchange.native.one import embedded
from assessments.interchange.outgoing import Exported, ExportedBank, Posed

MARK = "our own JSON of this item, for importing it again"
TOP = "$course$/top"


def write(bank: ExportedBank) -> Files:
    quiz = Element("quiz")
    for item in bank.items:
        made = list(questions(item))
        quiz.append(category(bank, item, {one.findtext("idnumber", ""): mark(one) for one in made}))
        for question in made:
            tagged(question, item.tags)
        quiz.extend(made)
    indent(quiz)
    return {f"{bank.slug}.xml": tostring(quiz, encoding="utf-8", xml_declaration=True) + b"\n"}


def category(bank: ExportedBank, item: Exported, marks: Mapping[str, str]) -> Element:
    """Its description, which only teachers see, keeps our JSON in a comment, also after a journey through Moodle."""
    made = Element("question", type="category")
    path = "/".join([TOP, *(part.replace("/", "//") for part in (bank.title, item.title))])
    named(made, "category", path)
    worded(made, "info", f"<p>{MARK}</p><!-- {comment(embedded(item, marks))} -->")
    put(made, "idnumber", f"{item.bank}-{item.slug}"[-100:])
    return made


def comment(json: str) -> str:
    """Two hyphens would end it; in JSON they can only stand in a text."""
    return json.replace("--", r"-\u002d")


def questions(item: Exported) -> Iterator[Element]:
    for group in groups(item.variants):
        drawing = calculated(item.title, group)
        if drawing is None:
            yield from (one(item, posed) for posed in group)
        else:
            yield drawing


def one(item: Exported, posed: Posed) -> Element:
    return WRITERS[type(posed.format)](item.title, posed)
