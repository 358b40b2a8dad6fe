"""A bank as GIFT, a category for each item.
https://docs.moodle.org/en/GIFT_format
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from assessments.engine.formats import (
    Choice,
    Format,
    Integer,
    Interval,
    Match,
    MultiChoice,
    Real,
    Rows,
    Shape,
    Vector,
)
from assessments.interchange.codecs import Files
from assessments.interchange.gift.signs import escaped
from assessments.interchange.moodle.elements import LONGEST_ID, html
from assessments.interchange.moodle.fractions import fraction
from assessments.interchange.moodle.questions import FEW, room, said, weighed
from assessments.interchange.native.one import embedded, mark_of
from assessments.interchange.outgoing import Exported, ExportedBank, Posed
from assessments.interchange.spellings import spellings

OURS = "// our own JSON of this item, for importing it again: "


def lacks(item: Exported) -> str:
    """Why GIFT cannot ask it; empty where it can."""
    unknown = {posed.format.slug for posed in item.variants if type(posed.format) not in WRITERS}
    return f"GIFT has no question answered as {' or '.join(sorted(unknown))}" if unknown else ""


def write(bank: ExportedBank) -> Files:
    text = "\n".join(line for item in bank.items for line in lines(bank, item))
    return {f"{bank.slug}.gift": text.encode()}


def lines(bank: ExportedBank, item: Exported) -> Iterator[str]:
    made = {posed.identifier[-LONGEST_ID:]: "\n".join(asked(item, posed)) for posed in item.variants}
    # In a comment, which other readers pass over.
    yield f"{OURS}{embedded(item, {identifier: mark(text) for identifier, text in made.items()})}"
    yield f"$CATEGORY: $course$/top/{path(bank.title)}/{path(item.title)}"
    yield ""
    for identifier, text in made.items():
        yield "// " + " ".join([f"[id:{identifier}]", *(f"[tag:{tag}]" for tag in item.tags)])
        yield text
        yield ""
    yield ""


def asked(item: Exported, posed: Posed) -> Iterator[str]:
    yield f"::{escaped(item.title)}::[html]{escaped(posed.question.stem)} {{{opening(posed)}"
    yield from WRITERS[type(posed.format)](posed)
    yield f"####{escaped(html(posed.solution))}}}" if posed.solution else "}"


def mark(text: str) -> str:
    """Of a question without its comments, whatever the spaces and ends of lines."""
    return mark_of(" ".join(text.split()))


def path(title: str) -> str:
    return " ".join(title.replace("/", "//").split())


def opening(posed: Posed) -> str:
    return "#" if isinstance(posed.format, Integer | Real) else ""


def told(sign: str, text: str, feedback: str = "") -> str:
    return f"{sign}{text}#{escaped(feedback)}" if feedback else f"{sign}{text}"


def one_choice(posed: Posed) -> Iterator[str]:
    for one in posed.offered:
        share = float(one.right) if one.weight is None else one.weight
        sign = "=" if one.right else f"~%{fraction(share)}%" if share else "~"
        yield told(sign, escaped(one.html), html(one.feedback))


def several(posed: Posed) -> Iterator[str]:
    shares = weighed(posed)
    for one in posed.offered:
        yield told(f"~%{fraction(shares[one.text])}%", escaped(one.html), html(one.feedback))


def match(posed: Posed) -> Iterator[str]:
    """Options that match no prompt stand by themselves."""
    pairs = list(zip(posed.question.labels, posed.key, strict=True))
    spare = [("", text) for text in posed.format.options if text not in posed.key]
    yield from (f"={escaped(label)} -> {escaped(right)}" for label, right in [*pairs, *spare])


def numerical(posed: Posed) -> Iterator[str]:
    yield f"={number(posed.format, posed.key)}"
    for slip in posed.slips:
        yield told("=%0%", number(posed.format, posed.format.parse(slip.text)), said(slip))


def number(form: Format[Any], value: float) -> str:
    """In plain decimals: not every reader of GIFT knows powers of ten."""
    return ":".join(f"{Decimal(text):f}" for text in (form.echo(value), f"{room(form, value):.12g}"))


def short_answer(posed: Posed) -> Iterator[str]:
    for text in spellings(posed.format, posed.text, posed.key):
        yield f"={typed(text)}"
    for slip in posed.slips:
        for text in spellings(posed.format, slip.text, posed.format.parse(slip.text))[:FEW]:
            yield told("=%0%", typed(text), said(slip))


def typed(text: str) -> str:
    """A star would stand for anything."""
    return escaped(text.replace("*", r"\*"))


WRITERS: Mapping[type[Format[Any]], Callable[[Posed], Iterator[str]]] = {
    Choice: one_choice,
    MultiChoice: several,
    Match: match,
    Integer: numerical,
    Real: numerical,
    Shape: short_answer,
    Rows: short_answer,
    Interval: short_answer,
    Vector: short_answer,
}
