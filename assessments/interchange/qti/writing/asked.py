"""An answer's way into QTI: what is declared, what stands on the page, and how a response is recognised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from assessments.interchange.qti.elements import el, prose

ADVICE = "how-to-type"
SOLUTION = "Worked solution"  # stands above it
Recognise = Callable[[Any], Element | None]


@dataclass(frozen=True)
class Context:
    """What an interaction may want to know beyond its format and its key."""

    name: str = "RESPONSE"
    label: str = ""  # HTML before the input
    html: Mapping[str, str] = field(default_factory=dict)  # option → as it is shown
    feedback: Mapping[str, str] = field(default_factory=dict)  # option → HTML of what is said to it
    fixed: frozenset[str] = frozenset()  # options that keep their place


@dataclass(frozen=True)
class Asked:
    declarations: Sequence[Element]
    body: Sequence[Element]
    recognise: Recognise  # a value → the expression that holds where it was given; None where it cannot be typed
    right: Element
    score: Sequence[Element] = ()  # rules that set SCORE, where it is not all or nothing
    shares: Iterable[tuple[Element, float]] = ()  # or tests, each with what it adds
    remarks: bool = False  # whether each option has its feedback beside it


def line(label: str, *inputs: Element | str) -> Element:
    """Inputs in a paragraph, after the HTML of what they are for."""
    return el("p", *((*prose(f"<span>{label}</span>"), " ") if label else ()), *inputs)


def entry(name: str, length: int = 12) -> Element:
    return el("textEntryInteraction", responseIdentifier=name, expectedLength=length)


def advice(text: str) -> Element:
    """How to type, which our own pages say by themselves."""
    return el("p", text, class_=ADVICE)
