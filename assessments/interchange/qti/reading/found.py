"""An item taken apart: its words, its questions, and what it says of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from xml.etree.ElementTree import Element

from assessments.interchange.authored import Answer, Asked
from assessments.interchange.prose import markdown
from assessments.interchange.qti.reading.processing import Processing
from assessments.interchange.qti.reading.response import Response, responses
from assessments.interchange.qti.reading.tree import every, inner, without
from assessments.interchange.qti.writing.asked import ADVICE, SOLUTION
from assessments.interchange.safely.counting import few

FOR_OTHERS = ("rubricBlock", "feedbackBlock", "feedbackInline", "templateBlock", "templateInline", "stylesheet", ADVICE)
SOLUTIONS = frozenset({"worked", "solution", "SOLUTION", "MODEL_ANSWER"})


@dataclass(frozen=True)
class Found:
    tree: Element
    name: str
    slug: str

    @cached_property
    def body(self) -> Element:
        return next(every(self.tree, "itemBody"), Element("itemBody"))

    @cached_property
    def interactions(self) -> list[Element]:
        """Raises Unsafe."""
        return few((one for one in self.body.iter() if one.tag.endswith("Interaction")), "inputs")

    @cached_property
    def feedback(self) -> Mapping[str, Element]:
        """Identifier → what is said after an answer."""
        return {one.get("identifier", ""): one for one in self.tree if one.tag == "modalFeedback"}

    def told(self, response: Response) -> dict[str, str]:
        """Answer → identifier of what is said on it. Raises Unsafe."""
        return dict(few(self.processing.told(response.identifier), "rules"))

    @cached_property
    def processing(self) -> Processing:
        return Processing(next(every(self.tree, "responseProcessing"), None))

    @cached_property
    def responses(self) -> dict[str, Response]:
        """Raises Unsafe."""
        return responses(self.tree)

    def response(self, interaction: Element) -> Response:
        name = interaction.get("responseIdentifier", "")
        return self.responses.get(name) or Response(name, "single", "string", [], {}, bounded=False)

    def asked(self, answers: Sequence[Answer], losses: Sequence[str] = (), *, used: Sequence[str] = ()) -> Asked:
        """The question with these answers; `used` are the feedbacks that stand with them. Raises Unsafe."""
        stem = markdown.block(inner(self.words()))
        solution = self.solution()
        said = set(self.feedback) - {*used, "right", "wrong", *SOLUTIONS}
        lost = [f"what is said after some answers ({len(said)})"] if said else []
        if any(True for _ in every(self.body, "rubricBlock", "feedbackBlock")):
            lost.append("words beside the question, for graders or after an answer")
        return Asked(
            self.name, self.slug, stem.text, answers, solution.text, (*stem.losses, *solution.losses, *losses, *lost)
        )

    def words(self) -> Element:
        """The body with each interaction's prompt in its place, and a blank where something is typed in a sentence."""
        return prompted(without(self.body, *FOR_OTHERS), only=len(self.interactions) == 1)

    def solution(self) -> markdown.Prose:
        told = [one for name, one in self.feedback.items() if name in SOLUTIONS]
        found = markdown.block(inner(told[0])) if told else markdown.Prose("")
        # Our own pages have the heading, which would be there twice after each journey.
        return replace(found, text=found.text.removeprefix(f"**{SOLUTION}**").lstrip())

    def said(self, name: str) -> markdown.Prose:
        one = self.feedback.get(name)
        return markdown.Prose("") if one is None else markdown.block(inner(one))


def prompted(element: Element, *, only: bool) -> Element:
    made = Element(element.tag, element.attrib)
    made.text, made.tail = element.text, element.tail
    for child in element:
        if child.tag.endswith("Interaction"):
            made.append(placeholder(child, alone=only and is_alone(child, element)))
        else:
            made.append(prompted(child, only=only))
    return made


def is_alone(child: Element, parent: Element) -> bool:
    """In a paragraph of its own, as our own pages put what is typed."""
    return len(parent) == 1 and not any(map(str.strip, (parent.text or "", child.tail or "")))


def placeholder(interaction: Element, *, alone: bool) -> Element:
    prompt = interaction.find("prompt")
    if prompt is None:
        made = Element("span")
        made.text = "" if alone or interaction.tag in WHOLE else BLANK
    else:
        made = replace_tag(prompt, "p")
    made.tail = interaction.tail
    return made


def replace_tag(element: Element, tag: str) -> Element:
    made = Element(tag)
    made.text = element.text
    made.extend(element)
    return made


BLANK = "_____"
WHOLE = frozenset({"choiceInteraction", "matchInteraction", "orderInteraction", "extendedTextInteraction"})
