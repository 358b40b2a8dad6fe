"""What may stand in what, as the specification of QTI 2.1 says it of the elements that are written.

No package carries the official schemas; the tables here are read from the specification, for these elements only.
https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest

from assessments.interchange.outgoing import Exported
from assessments.interchange.qti.elements import document
from assessments.interchange.qti.versions import VERSIONS
from assessments.interchange.qti.writing.items import item
from assessments.interchange.safely import xml
from tests.assessments.interchange.starters import starter_items

INLINE = "(code|em|strong|span|math|sub|sup|br|textEntryInteraction|inlineChoiceInteraction|feedbackInline)"
FLOW = rf"({INLINE}|p|div|ul|ol|table|pre|blockquote|hr|h3|h4)"
VALUE = "(variable|correct|baseValue|mapResponse|sum|product|divide|multiple|integerToFloat|containerSize|null)"
TEST = "(and|or|not|equal|match|member|gte|lte|gt|lt|isNull)"
RULE = "(setOutcomeValue|responseCondition)"
CONTENT = {
    "assessmentItem": "(responseDeclaration )*(outcomeDeclaration )*(itemBody )(responseProcessing )(modalFeedback )*",
    "responseDeclaration": "(correctResponse )?(mapping )?",
    "correctResponse": "(value )+",
    "defaultValue": "(value )+",
    "mapping": "(mapEntry )+",
    "outcomeDeclaration": "(defaultValue )?",
    "itemBody": "((div|p|choiceInteraction|matchInteraction) )+",
    "choiceInteraction": "(simpleChoice )+",
    "inlineChoiceInteraction": "(inlineChoice )+",
    "matchInteraction": "(simpleMatchSet ){2}",
    "simpleMatchSet": "(simpleAssociableChoice )+",
    "simpleChoice": rf"({FLOW} )*",
    "simpleAssociableChoice": rf"({FLOW} )*",
    "feedbackInline": rf"({INLINE} )*",
    "modalFeedback": rf"({FLOW} )+",
    "p": rf"({INLINE} )*",
    "span": rf"({INLINE} )*",
    "responseProcessing": rf"({RULE} )+",
    "responseCondition": "(responseIf )(responseElseIf )*(responseElse )?",
    "responseIf": rf"({TEST} )({RULE} )+",
    "responseElseIf": rf"({TEST} )({RULE} )+",
    "responseElse": rf"({RULE} )+",
    "setOutcomeValue": rf"({VALUE} )",
    "and": rf"({TEST} )+",
    "or": rf"({TEST} )+",
    "equal": rf"({VALUE} ){{2}}",
    "match": rf"({VALUE} ){{2}}",
    "member": rf"({VALUE} ){{2}}",
    "gte": rf"({VALUE} ){{2}}",
    "lte": rf"({VALUE} ){{2}}",
    "multiple": rf"({VALUE} )+",
    "isNull": rf"({VALUE} )",
}
NEEDED = {
    "responseDeclaration": {"identifier", "cardinality", "baseType"},
    "outcomeDeclaration": {"identifier", "cardinality", "baseType"},
    "choiceInteraction": {"responseIdentifier", "shuffle", "maxChoices"},
    "inlineChoiceInteraction": {"responseIdentifier", "shuffle"},
    "matchInteraction": {"responseIdentifier", "shuffle", "maxAssociations"},
    "simpleAssociableChoice": {"identifier", "matchMax"},
    "equal": {"toleranceMode"},
    "modalFeedback": {"outcomeIdentifier", "identifier", "showHide"},
    "feedbackInline": {"outcomeIdentifier", "identifier", "showHide"},
}
ITEMS = starter_items(1)


def read(exported: Exported) -> Element:
    return xml.read(document(item(exported, exported.variants[0]), VERSIONS["qti21"]))


def order(element: Element) -> str:
    return "".join(f"{xml.local(child.tag)} " for child in element)


@pytest.mark.parametrize("exported", ITEMS, ids=lambda one: f"{one.bank}/{one.slug}")
def test_every_element_stands_where_the_specification_lets_it(exported: Exported) -> None:
    tree = read(exported)

    misplaced = [
        (tag, order(element))
        for element in tree.iter()
        if (tag := xml.local(element.tag)) in CONTENT and not re.fullmatch(CONTENT[tag], order(element))
    ]
    missing = [
        (tag, needed)
        for element in tree.iter()
        if (needed := NEEDED.get(tag := xml.local(element.tag), set()) - set(element.attrib))
    ]
    assert (misplaced, missing) == ([], [])


@pytest.mark.parametrize("exported", ITEMS, ids=lambda one: f"{one.bank}/{one.slug}")
def test_every_name_that_is_used_is_declared(exported: Exported) -> None:
    tree = read(exported)
    named = {one.get("identifier", "") for one in tree.iter() if "Declaration" in one.tag}
    used = {
        value
        for one in tree.iter()
        for key, value in one.attrib.items()
        if key in {"responseIdentifier", "outcomeIdentifier"}
        or (key == "identifier" and xml.local(one.tag) in {"variable", "correct", "mapResponse", "setOutcomeValue"})
    }
    told = {one.get("identifier") for one in tree.iter() if xml.local(one.tag) == "modalFeedback"}
    set_to = {
        one.text for one in tree.iter() if xml.local(one.tag) == "baseValue" and (one.text or "").startswith("slip-")
    }

    assert used <= named
    assert set_to | {"right", "wrong"} <= told
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", name) for name in named | told)
