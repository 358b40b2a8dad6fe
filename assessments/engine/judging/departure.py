"""The worked solution for whoever answered: it says where their answer leaves it first.

Most slips are the same question about another LSTM, with a solution of their own that the reference works out like the
right one. Line by line, the first difference is where the answer departs. Other answers are a number on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import zip_longest
from typing import Any

from assessments.engine.formats import Unreadable
from assessments.engine.judging.explain import BEYOND, ROUNDED, slips_like
from assessments.engine.judging.reckoning import holds
from assessments.engine.kind import Kind
from assessments.engine.variant import Variant

ROWS = re.compile(r"\\\\\n")
ENTRIES = re.compile(r"\n?^- ", re.MULTILINE)
SENTENCES = re.compile(r"(?<=[.:]) ")
LEFT = re.compile(r"=|\\approx")
END = re.compile(r"(?:=|\\approx)\s*\$?\s*(?:\*\*)?(-?[\d.]+)(?:\*\*)?\D*$")
NUMBER = re.compile(r"\(?-?\d[\d.]*\)?")
STEP = "**Here your answer departs first.**"


def solution(variant: Variant, raw: str) -> str:
    """In Markdown; the plain one for who was right, whom it tells by itself, or whose answer can no longer be read."""
    plain = variant.kind.because()
    try:
        response = variant.format.parse(raw)
    except Unreadable:
        return plain
    own = variant.kind.because_of(response)
    if own != plain or variant.format.credit(response, variant.key) >= 1:
        return own
    return with_departure(variant, response, plain) or plain


def with_departure(variant: Variant, response: Any, plain: str) -> str:
    """Empty where no place can be told."""
    if variant.entry.diagnose(response, variant.key) == ROUNDED:
        return ""
    ways, mistakes = tuple(kinds_like(variant, response)), set(slips_like(variant, response))
    with suppress(*BEYOND):
        if len(ways) == len(mistakes) == 1:  # of several nobody knows which way was taken
            return departing(plain, ways[0].because())
    place = stops(plain, variant.entry.show(response)) if not ways else -1
    return marked(plain, place, quoted("**Here your answer stops**, but the way goes on.")) if place >= 0 else ""


def departing(plain: str, other: str) -> str:
    """Their line is quoted where it reckons rightly: the words around it were written for the right way."""
    place, own, theirs = first_difference(plain, other)
    if not theirs:
        return ""
    if holds(theirs):
        return marked(plain, place, quoted("**Here your answer departs first.** It comes from:", theirs))
    among_others = own.startswith("$") and len(lines(plain.split("\n\n")[place])) > 1
    return marked(plain, place, quoted(STEP, own if among_others else ""))


def quoted(words: str, line: str = "") -> str:
    """A formula by itself stands below the words, where a narrow page can scroll it."""
    is_formula = line.startswith("$") and line.endswith("$") and line.count("$") == len("$$")
    return f"> {words}\n>\n> ${line}$" if is_formula else f"> {words} {line}".rstrip()


def kinds_like(variant: Variant, response: Any) -> Iterator[Kind]:
    """Each other question of which this is the right answer."""
    form = variant.entry
    for _, slip in variant.kind.slips():
        if isinstance(slip, Kind):
            with suppress(*BEYOND):
                if form.credit(response, form.parse(form.show(slip.answer()))) >= 1:
                    yield slip


def first_difference(plain: str, other: str) -> tuple[int, str, str]:
    """The paragraph, its line and the other's; no line where the two do not run side by side."""
    pairs = [*zip_longest(plain.split("\n\n"), other.split("\n\n"), fillvalue="")]
    for place, (ours, theirs) in enumerate(pairs):
        for own, row in zip_longest(lines(ours), lines(theirs), fillvalue=""):
            if own != row:
                return (place, own, row) if row and alike(own, row) else (place, "", "")
    return -1, "", ""


def stops(plain: str, shown: str) -> int:
    """The paragraph, before the last, in which a line ends with this number; -1 if none does."""
    paragraphs = plain.split("\n\n")
    for place, paragraph in enumerate(paragraphs[:-1]):
        ends = [END.search(line) for line in lines(paragraph)]
        if any(end and end[1] == shown for end in ends):
            return place
    return -1


def lines(paragraph: str) -> list[str]:
    """The rows of a formula, the entries of a list, or the sentences of a text, each as it can stand by itself."""
    if r"\begin{aligned}" in paragraph:
        bare = paragraph.replace(r"$$\begin{aligned} ", "").replace(r" \end{aligned}$$", "")
        return [f"${row.replace('&', '').strip()}$" for row in ROWS.split(bare)]
    if paragraph.startswith("$$"):
        return [paragraph.replace("$$", "$")]
    return (ENTRIES if paragraph.startswith("- ") else SENTENCES).split(paragraph.removeprefix("- "))


def alike(own: str, row: str) -> bool:
    """Whether both say the same of other numbers, or work out the same thing."""
    same_thing = own.startswith("$") and LEFT.split(own)[0] == LEFT.split(row)[0]
    return same_thing or NUMBER.sub("#", own) == NUMBER.sub("#", row)


def marked(plain: str, place: int, words: str) -> str:
    paragraphs = plain.split("\n\n")
    return "\n\n".join([*paragraphs[: place + 1], words, *paragraphs[place + 1 :]])
