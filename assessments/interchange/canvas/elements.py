"""Elements of QTI 1.2 as Canvas writes and reads them.
https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_bindv1p2.html
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from assessments.interchange.outgoing import Posed
from assessments.interchange.qti.elements import el, number

WHOLE = 100  # of a hundred points is the scale that Canvas writes
NAME = "response1"
GENERAL = "general_fb"


def material(html: str) -> Element:
    return el("material", el("mattext", html, texttype="text/html"))


def field(label: str, value: str) -> Element:
    return el("qtimetadatafield", el("fieldlabel", label), el("fieldentry", value))


def item(posed: Posed, title: str, kind: str, *parts: Element) -> Element:
    """`parts` are the responses, then the conditions, then the feedback."""
    fields = [
        field("question_type", kind),
        field("points_possible", "1"),
        field("assessment_question_identifierref", posed.identifier),
    ]
    responses = [part for part in parts if part.tag.startswith("response_")]
    conditions = [part for part in parts if part.tag == "respcondition"]
    told = [part for part in parts if part.tag == "itemfeedback"]
    score = el("outcomes", el("decvar", maxvalue=WHOLE, minvalue=0, varname="SCORE", vartype="Decimal"))
    return el(
        "item", el("itemmetadata", el("qtimetadata", *fields)),
        el("presentation", material(posed.question.stem), *responses),
        el("resprocessing", score, *conditions), *told,
        ident=posed.identifier, title=title,
    )  # fmt: skip


def labels(options: Iterable[tuple[str, str]]) -> list[Element]:
    """(identifier, HTML) of each."""
    return [el("response_label", material(html), ident=name) for name, html in options]


def chosen(name: str, options: Iterable[tuple[str, str]], *, many: bool = False, prompt: str = "") -> Element:
    asked = [material(prompt)] if prompt else []
    render = el("render_choice", *labels(options))
    return el("response_lid", *asked, render, ident=name, rcardinality="Multiple" if many else "Single")


def typed(kind: str | None = None) -> Element:
    render = el("render_fib", el("response_label", ident="answer1", rshuffle="No"), fibtype=kind)
    return el("response_str", render, ident=NAME, rcardinality="Single")


def equal(value: str, name: str = NAME) -> Element:
    return el("varequal", value, respident=name)


def between(low: float, high: float) -> Element:
    return el("and", el("vargte", number(low), respident=NAME), el("varlte", number(high), respident=NAME))


def scored(tests: Sequence[Element], share: float = 1, action: str = "Set") -> Element:
    points = f"{WHOLE * share:.6g}"
    return el(
        "respcondition",
        el("conditionvar", *tests),
        el("setvar", points, action=action, varname="SCORE"),
        continue_="No",
    )


def remark(tests: Sequence[Element], name: str) -> Element:
    shown = el("displayfeedback", feedbacktype="Response", linkrefid=name)
    return el("respcondition", el("conditionvar", *tests), shown, continue_="Yes")


def feedback(name: str, html: str) -> Element:
    return el("itemfeedback", el("flow_mat", material(html)), ident=name)
