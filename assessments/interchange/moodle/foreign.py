"""Questions that others wrote in Moodle, by its types."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from assessments.interchange import authored
from assessments.interchange.authored import Answer, Asked
from assessments.interchange.incoming import BadFile, Refused, Taken
from assessments.interchange.moodle.wording import Wording
from assessments.interchange.safely.counting import few

WILDCARD = re.compile(r"(?<!\\)\*")


def text_of(element: Element, path: str) -> str:
    """Of a text in a text as well."""
    found = element.find(path)
    if found is None:
        return ""
    return "".join(found.itertext() if found.find("text") is None else found.find("text").itertext()).strip()


@dataclass
class Source:
    """One question, and what of it has been lost in the reading so far."""

    question: Element
    name: str
    slug: str
    wording: Wording = field(default_factory=Wording)

    def block(self, path: str, of: Element | None = None) -> str:
        """Markdown."""
        found = (self.question if of is None else of).find(path)
        return "" if found is None else self.wording.block(text_of(found, "text"), found.get("format", "html"))

    def line(self, element: Element) -> str:
        return self.wording.line(text_of(element, "text"), element.get("format", "html"))

    def answers(self, *, options: bool) -> Iterator[Answer]:
        """Raises BadFile."""
        for element in few(self.question.iterfind("answer"), "answers"):
            text = self.line(element) if options else text_of(element, "text")
            share, room = number(element.get("fraction", "0")) / 100, number(text_of(element, "tolerance") or "0")
            yield Answer(text, share, self.block("feedback", element), abs(room))

    def asked(self, answers: list[Answer]) -> Asked:
        stem, solution = self.block("questiontext"), self.block("generalfeedback")
        losses = tuple(dict.fromkeys([*self.wording.losses, *self.left_behind()]))
        tags = tuple(text_of(tag, "text") for tag in self.question.findall("tags/tag"))
        return Asked(self.name, self.slug, stem, answers, solution, losses, tags)

    def left_behind(self) -> Iterator[str]:
        if any(text_of(hint, "text") for hint in self.question.findall("hint")):
            yield "its hints"
        if any(text_of(self.question, f"{which}feedback") for which in ("correct", "partiallycorrect", "incorrect")):
            yield "what is said on any right, partly right or wrong answer"
        if self.question.find(".//file") is not None:
            yield "its files"
        if any(number(text_of(unit, "multiplier") or "1") != 1 for unit in self.question.findall(".//unit")):
            yield "its other units"


def number(text: str) -> float:
    """Raises BadFile."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BadFile(f"{text[:40]!r} is no number")
    return value


def multichoice(source: Source) -> Taken | Refused:
    many = text_of(source.question, "single").lower() in {"false", "0"}
    return authored.choice(source.asked(list(source.answers(options=True))), many=many)


def true_or_false(source: Source) -> Taken | Refused:
    found = {answer.text.lower(): answer for answer in source.answers(options=False)}
    if set(found) != {"true", "false"}:
        return Refused(source.name, "it has other answers than true and false")
    asked = source.asked([found["true"], found["false"]])
    return authored.true_or_false(asked, holds=found["true"].share > found["false"].share)


def numerical(source: Source) -> Taken | Refused:
    return authored.number(source.asked(list(source.answers(options=False))))


def short_answer(source: Source) -> Taken | Refused:
    answers = list(source.answers(options=False))
    if any(WILDCARD.search(answer.text) for answer in answers if answer.share > 0):
        return Refused(source.name, "a right answer has a wildcard, which any text may stand for")
    plain = [Answer(answer.text.replace(r"\*", "*"), answer.share, answer.feedback) for answer in answers]
    return authored.text(source.asked(plain))


def matching(source: Source) -> Taken | Refused:
    found = few(source.question.iterfind("subquestion"), "lines")
    pairs = [(source.line(one), " ".join(text_of(one, "answer/text").split())) for one in found]
    return authored.match(source.asked([]), pairs, shared=True)


READERS: Mapping[str, Callable[[Source], Taken | Refused]] = {
    "multichoice": multichoice,
    "truefalse": true_or_false,
    "matching": matching,
    "numerical": numerical,
    "shortanswer": short_answer,
}
REASONS: Mapping[str, str] = {
    "description": "a description asks nothing",
    "essay": "an essay is read by a person, and here nobody would",
    "calculated": "its formula is Moodle's: choose a kind, or a named quantity, that computes the same",
    "calculatedsimple": "its formula is Moodle's: choose a kind, or a named quantity, that computes the same",
    "calculatedmulti": "its formula is Moodle's: choose a kind, or a named quantity, that computes the same",
    "cloze": "authors write no questions of several gaps here; only kinds bring them",
    "stack": "a STACK question is worked out by Maxima, which does not run here",
}
