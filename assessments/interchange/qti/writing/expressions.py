"""QTI's expressions, of which response processing is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from assessments.interchange.qti.elements import el, number


def variable(name: str) -> Element:
    return el("variable", identifier=name)


def correct(name: str) -> Element:
    return el("correct", identifier=name)


def base(kind: str, value: str) -> Element:
    return el("baseValue", value, baseType=kind)


def real(value: float) -> Element:
    return base("float", number(value))


def all_of(tests: Sequence[Element]) -> Element:
    return tests[0] if len(tests) == 1 else el("and", *tests)


def any_of(tests: Sequence[Element]) -> Element:
    return tests[0] if len(tests) == 1 else el("or", *tests)


def is_one_of(name: str, texts: Iterable[str]) -> Element:
    """Sign by sign: what a pattern matches, the whole text or a part of it, is not the same in every player."""
    return el("member", variable(name), el("multiple", *(base("string", text) for text in texts)))


def set_outcome(name: str, expression: Element) -> Element:
    return el("setOutcomeValue", expression, identifier=name)


def decide(cases: Iterable[tuple[Element, Sequence[Element]]], otherwise: Sequence[Element] = ()) -> Element:
    """If the first test holds, then its rules; else if the second …"""
    made = el("responseCondition")
    for test, rules in cases:
        made.append(el("responseElseIf" if len(made) else "responseIf", test, *rules))
    if otherwise:
        made.append(el("responseElse", *otherwise))
    return made


def declared(name: str, cardinality: str, kind: str, values: Iterable[str], *more: Element) -> Element:
    right = el("correctResponse", *(el("value", value) for value in values))
    return el(
        "responseDeclaration", *([right] if len(right) else []), *more,
        identifier=name, cardinality=cardinality, baseType=kind,
    )  # fmt: skip
