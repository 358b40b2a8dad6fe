"""The pieces that Moodle's XML is made of.
https://docs.moodle.org/en/Moodle_XML_format
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from assessments.engine.texts import markup

LONGEST_ID = 100  # of an idnumber
WHOLE, NOTHING = "100", "0"


def worded(parent: Element, tag: str, html: str = "") -> Element:
    made = SubElement(parent, tag, format="html")
    SubElement(made, "text").text = html
    return made


def named(parent: Element, tag: str, text: str) -> Element:
    """A text in a text, as Moodle has plain ones."""
    made = SubElement(parent, tag)
    SubElement(made, "text").text = text
    return made


def put(parent: Element, tag: str, value: object) -> Element:
    made = SubElement(parent, tag)
    made.text = str(value)
    return made


def html(markdown: str) -> str:
    return markup.render(markdown).strip() if markdown else ""


def question(type_: str, name: str, stem: str, solution: str, identifier: str) -> Element:
    made = Element("question", type=type_)
    named(made, "name", name)
    worded(made, "questiontext", stem)
    worded(made, "generalfeedback", solution)
    put(made, "defaultgrade", "1.0")
    put(made, "penalty", "0")
    put(made, "hidden", "0")
    # Its end tells variants apart; the beginning is the bank's and the item's.
    put(made, "idnumber", identifier[-LONGEST_ID:])
    return made


def answer(parent: Element, share: str, text: str, feedback: str = "", *, kind: str = "moodle_auto_format") -> Element:
    """`feedback` is HTML, and so may the text be, by its `kind`."""
    made = SubElement(parent, "answer", fraction=share, format=kind)
    SubElement(made, "text").text = text
    worded(made, "feedback", feedback)
    return made


def combined_feedback(parent: Element) -> None:
    for which in ("correct", "partiallycorrect", "incorrect"):
        worded(parent, f"{which}feedback")


def tagged(parent: Element, tags: tuple[str, ...]) -> None:
    listed = SubElement(parent, "tags")
    for tag in tags:
        named(listed, "tag", tag)
