"""Interactions in which one or several of what is offered are chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from assessments.interchange import authored
from assessments.interchange.authored import Answer
from assessments.interchange.incoming import Refused, Taken
from assessments.interchange.prose import markdown
from assessments.interchange.qti.reading.found import Found
from assessments.interchange.qti.reading.response import Response
from assessments.interchange.qti.reading.tree import every, inner, without
from assessments.interchange.safely.counting import few

UNKEYED = "it says of no answer that it is right"
OFFERED = ("simpleChoice", "inlineChoice")


@dataclass(frozen=True)
class Offer:
    identifier: str
    answer: Answer
    right: bool
    fixed: bool
    losses: tuple[str, ...]


def read(found: Found) -> Taken | Refused:
    """Raises Unsafe."""
    (interaction,) = found.interactions
    response = found.response(interaction)
    # A mapping may be declared and used by no rule; then it is the right answer that counts.
    summed = found.processing.maps(response.identifier) or not response.correct
    mapped = bool(response.mapping) and summed and not found.processing.adds(response.identifier)
    if not mapped and not response.correct:
        return Refused(found.name, UNKEYED)
    many = response.cardinality == "multiple" and interaction.get("maxChoices") != "1"
    told = found.told(response)
    offers = [offer(found, one, response, told, mapped=mapped) for one in few(every(interaction, *OFFERED), "options")]
    settings = {"scoring": scoring(response, offers)} if many and mapped and scoring(response, offers) else None
    weighs = mapped and not settings and (many or any(0 < one.answer.share < 1 for one in offers))
    given = {"options": [facts(one, offers, weighs=weighs) for one in offers], "select": "many" if many else "one"}
    losses = [*(loss for one in offers for loss in one.losses), *lost(found, interaction, mapped=mapped)]
    asked = found.asked([], losses, used=list(told.values()))
    return authored.made(asked, "authored-choice", given, settings)


def offer(found: Found, choice: Element, response: Response, said: Mapping[str, str], *, mapped: bool) -> Offer:
    name = choice.get("identifier", "")
    text = markdown.line(inner(without(choice, "feedbackInline")))
    share = response.shares().get(name, 0.0) if mapped else float(name in response.correct)
    right = share > 0 if mapped and response.cardinality == "multiple" else share >= 1 - authored.THIRDS
    told = remark(found, choice, said.get(name, ""))
    fixed = choice.get("fixed") == "true"
    return Offer(name, Answer(text.text, share, told.text), right, fixed, (*text.losses, *told.losses))


def remark(found: Found, choice: Element, said: str) -> markdown.Prose:
    """What stands beside the option, else what is said after it alone was chosen."""
    for inline in every(choice, "feedbackInline"):
        return markdown.block(inner(inline))
    return found.said(said)


def facts(one: Offer, offers: Sequence[Offer], *, weighs: bool) -> dict[str, Any]:
    """One that keeps its place at the end stands for none of the others, where that is what is right."""
    others = any(other.right for other in offers if other is not one)
    none = one.fixed and one is offers[-1] and one.right != others and sum(other.fixed for other in offers) == 1
    truth = {"none": True} if none else {"right": one.right}
    weight = {"weight": max(-1.0, min(1.0, one.answer.share))} if weighs and one.answer.share else {}
    return {
        "text": one.answer.text,
        **truth,
        **weight,
        **({"feedback": one.answer.feedback} if one.answer.feedback else {}),
    }


def scoring(response: Response, offers: Sequence[Offer]) -> str:
    """The rule that these shares come from, where they are one of ours."""
    right = sum(one.right for one in offers)
    wrong = {round(one.answer.share * right, 6) for one in offers if not one.right}
    even = {round(one.answer.share * right, 6) for one in offers if one.right} == {1}
    if not even or not response.bounded:
        return ""
    return {-1.0: "net-correct", -float(right): "proportional-correct"}.get(wrong.pop(), "") if len(wrong) == 1 else ""


def lost(found: Found, interaction: Element, *, mapped: bool) -> Iterator[str]:
    if found.processing.unknown or (found.processing.adds(interaction.get("responseIdentifier", "")) and not mapped):
        yield "its own rules of scoring: what is right earns the mark"
    if interaction.get("shuffle") != "true" and interaction.tag == "choiceInteraction":
        yield "the order of its options, which are shuffled here"
    if interaction.get("minChoices", "0") not in {"0", "1"} or interaction.get("maxChoices", "0") not in {"0", "1"}:
        yield "how many options may be chosen"
