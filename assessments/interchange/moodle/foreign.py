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
from assessments.interchange.prose import markdown

TEX = (
    (re.compile(r"\\\[(.+?)\\\]", re.DOTALL), ' display="block"'),
    (re.compile(r"\\\((.+?)\\\)|\$\$(.+?)\$\$", re.DOTALL), ""),
)
PLAIN = frozenset({"plain_text", "markdown"})
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
    losses: list[str] = field(default_factory=list)

    def block(self, path: str, of: Element | None = None) -> str:
        """Markdown."""
        return self.kept(markdown.block, path, self.question if of is None else of)

    def line(self, element: Element) -> str:
        return self.kept(markdown.line, "text", element)

    def kept(self, convert: Callable[[str], markdown.Prose], path: str, of: Element) -> str:
        found = of if path == "text" else of.find(path)
        if found is None:
            return ""
        raw = text_of(of, path)
        if found.get("format") in PLAIN:
            return raw if found.get("format") == "markdown" else markdown.escaped(raw)
        prose = convert(with_formulas(raw))
        self.losses += prose.losses
        return prose.text

    def answers(self, *, options: bool) -> Iterator[Answer]:
        """Raises BadFile."""
        for element in self.question.findall("answer"):
            text = self.line(element) if options else text_of(element, "text")
            share, room = number(element.get("fraction", "0")) / 100, number(text_of(element, "tolerance") or "0")
            yield Answer(text, share, self.block("feedback", element), abs(room))

    def asked(self, answers: list[Answer]) -> Asked:
        stem, solution = self.block("questiontext"), self.block("generalfeedback")
        self.losses += dict.fromkeys(self.left_behind())
        tags = tuple(text_of(tag, "text") for tag in self.question.findall("tags/tag"))
        return Asked(self.name, self.slug, stem, answers, solution, tuple(dict.fromkeys(self.losses)), tags)

    def left_behind(self) -> Iterator[str]:
        if any(text_of(hint, "text") for hint in self.question.findall("hint")):
            yield "its hints"
        if any(text_of(self.question, f"{which}feedback") for which in ("correct", "partiallycorrect", "incorrect")):
            yield "what is said on any right, partly right or wrong answer"
        if self.question.find(".//file") is not None:
            yield "its files"
        if any(number(text_of(unit, "multiplier") or "1") != 1 for unit in self.question.findall(".//unit")):
            yield "its other units"


def with_formulas(html: str) -> str:
    """TeX between Moodle's brackets and dollar signs, as `markdown` finds it."""
    for pattern, block in TEX:
        html = pattern.sub(
            lambda found, block=block: (
                f'<math{block}><semantics><annotation encoding="application/x-tex">{found[1] or found[2]}'
                "</annotation></semantics></math>"
            ),
            html,
        )
    return html


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


READERS: Mapping[str, Callable[[Source], Taken | Refused]] = {
    "multichoice": multichoice,
    "truefalse": true_or_false,
    "numerical": numerical,
    "shortanswer": short_answer,
}
REASONS: Mapping[str, str] = {
    "description": "a description asks nothing",
    "essay": "an essay is read by a person, and here nobody would",
    "calculated": "its formula is Moodle's: choose a kind, or a named quantity, that computes the same",
    "calculatedsimple": "its formula is Moodle's: choose a kind, or a named quantity, that computes the same",
    "calculatedmulti": "its formula is Moodle's: choose a kind, or a named quantity, that computes the same",
    "matching": "authors write no matching questions here; only kinds bring them",
    "cloze": "authors write no questions of several gaps here; only kinds bring them",
    "stack": "a STACK question is worked out by Maxima, which does not run here",
}
