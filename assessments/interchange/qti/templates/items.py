"""A template as an assessmentItem that draws its own numbers.
https://www.imsglobal.org/question/qtiv2p1/imsqti_implv2p1.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from assessments.engine.misconceptions import CATALOGUE, title_of
from assessments.engine.texts.markup import render
from assessments.engine.texts.stems import fill
from assessments.interchange.outgoing import Exported, digest
from assessments.interchange.qti.elements import contents, el, prose, put
from assessments.interchange.qti.templates.families import Inexpressible, Template, templates
from assessments.interchange.qti.templates.polynomials import Polynomial, Term
from assessments.interchange.qti.writing import items as fixed
from assessments.interchange.qti.writing.asked import Asked, advice, entry, line
from assessments.interchange.qti.writing.expressions import base, correct, declared, variable
from assessments.interchange.safely import html

SENTINELS = 9_170_300  # stand for what is printed while the Markdown is set
KEY = "RESPONSE"


def items(exported: Exported) -> list[Element]:
    """Raises Inexpressible."""
    return [item(exported, one, number) for number, one in enumerate(templates(exported), start=1)]


def item(exported: Exported, template: Template, number: int) -> Element:
    """Raises Inexpressible."""
    printed = {f"SHOWN_{name}": worth for name, worth in template.printed.items()}
    slips = {f"{fixed.SLIP}{tag}": worth for tag, worth in template.slips.items()}
    tests = [(name, el("equal", variable(KEY), variable(name), toleranceMode="exact")) for name in slips]
    asked = Asked(
        declarations=[declared(KEY, "single", "integer", [])],
        body=[line("", entry(KEY)), advice("Type a whole number, in digits only.")],
        recognise=lambda _: None,
        right=el("equal", variable(KEY), correct(KEY), toleranceMode="exact"),
    )
    return el(
        "assessmentItem",
        *asked.declarations,
        *fixed.outcomes(asked),
        *(declaration(name) for name in (*template.axes, *printed, *slips)),
        el("templateProcessing", *drawing(template), *setting({**printed, **slips}), keyed(template.key)),
        el("itemBody", el("div", *stem(template)), *asked.body),
        el("responseProcessing", *fixed.processing(asked, tests)),
        *(fixed.modal("FEEDBACK", f"{fixed.SLIP}{tag}", title_of(tag), CATALOGUE[tag].hint) for tag in template.slips),
        fixed.modal("FEEDBACK", fixed.RIGHT, "Right."),
        fixed.modal("FEEDBACK", fixed.WRONG, "This is not right."),
        identifier=name_of(exported, number), title=exported.title, adaptive=False, timeDependent=False,
        toolName=fixed.TOOL,
    )  # fmt: skip


def name_of(exported: Exported, number: int) -> str:
    mark = digest(f"{exported.facts} {number}").hex()[:8]
    return fixed.identifier(f"{exported.bank}-{exported.slug}-t{number:02}-{mark}")


def declaration(name: str) -> Element:
    return el("templateDeclaration", identifier=name, cardinality="single", baseType="integer")


def drawing(template: Template) -> Iterator[Element]:
    for name, values in template.axes.items():
        yield el("setTemplateValue", drawn(values), identifier=name)


def drawn(values: Sequence[int]) -> Element:
    """By its ends where the values go up in even steps."""
    ordered = sorted(values)
    steps = {after - before for before, after in pairwise(ordered)}
    if len(steps) == 1:
        return el("randomInteger", min=ordered[0], max=ordered[-1], step=steps.pop())
    return el("random", el("multiple", *(base("integer", str(value)) for value in ordered)))


def setting(values: Mapping[str, Polynomial]) -> Iterator[Element]:
    for name, worth in values.items():
        yield el("setTemplateValue", summed(worth), identifier=name)


def keyed(worth: Polynomial) -> Element:
    return el("setCorrectResponse", summed(worth), identifier=KEY)


def summed(worth: Polynomial) -> Element:
    terms = [multiplied(term) for term in worth.terms]
    return el("sum", *terms) if terms else base("integer", "0")


def multiplied(term: Term) -> Element:
    factors = [base("integer", str(term.factor)), *map(variable, term.variables)]
    return el("product", *factors) if len(factors) > 1 else factors[0]


def stem(template: Template) -> list[Element | str]:
    """Raises Inexpressible where a formula prints what is drawn."""
    places = {str(SENTINELS + place): name for place, name in enumerate(template.printed)}
    names = {**template.constant, **{name: place for place, name in places.items()}}
    tree = el("div", *prose(render(fill(template.stem, names))))
    for element in list(tree.iter()):
        insert(element, places)
    return list(contents(tree))


def insert(element: Element, places: Mapping[str, str]) -> None:
    """PrintedVariable for each sentinel in this element's own texts."""
    texts = [element.text, *(child.tail for child in element)]
    # Players print variables in text, and not all of them in formulas.
    if element.tag in html.MATHML and any(place in (text or "") for text in texts for place in places):
        raise Inexpressible("a formula of its wording prints what is drawn")
    children = list(element)
    element.text, made = None, Element(element.tag)
    for before, child in zip(texts, [*children, None], strict=True):
        for piece in pieces(before or "", places):
            put(made, piece)
        if child is not None:
            child.tail = None
            made.append(child)
    element.text = made.text
    element[:] = list(made)


def pieces(text: str, places: Mapping[str, str]) -> Iterator[Element | str]:
    for place, name in places.items():
        before, found, after = text.partition(place)
        if found:
            yield from pieces(before, places)
            yield el("printedVariable", identifier=f"SHOWN_{name}")
            yield from pieces(after, places)
            return
    if text:
        yield text
