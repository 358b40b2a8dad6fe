"""Damaged answers, markup, stems and definitions: what reads them takes them or refuses in words, and soon."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from time import thread_time
from typing import Any

import pytest

from assessments.engine.definition import Definition, Faulty
from assessments.engine.formats import (
    FORMATS,
    Choice,
    Format,
    Integer,
    Interval,
    Match,
    Matrix,
    MultiChoice,
    Parts,
    Real,
    Rows,
    Shape,
    Tolerance,
    Unreadable,
    Vector,
)
from assessments.engine.judging import reckoning
from assessments.engine.texts import markup, stems
from assessments.engine.texts.markup import MarkupError
from tests.assessments.interchange.mutants import MUTATIONS
from tests.assessments.interchange.starters import SLUGS, starter_bank

SOON, A_CHARACTER = 0.05, 0.0002  # seconds of the processor for any text, and for each of its characters
FORMS: tuple[tuple[Format[Any], str], ...] = (
    (Integer(), "131,584"),
    (Shape(), "torch.Size([50, 20])"),
    (Real(Tolerance("relative", 0.01)), "2.5×10^-1"),
    (Interval(), "0 < f ≤ 1"),
    (Rows(), "0..15"),
    (Vector(), "[0.25, −0.5, 1/4]"),
    (Matrix(("p", "q"), ("A", "B")), "[[0.5, 1], [−2, 1/4]]"),
    (Choice(("$W_f$ alone", "`b`")), "$W_f$ alone"),
    (MultiChoice(("A", "B", "C")), "A\nB"),
    (Match(("p", "q"), ("A", "B")), "A\nB"),
    (Parts(("p", "q"), (Real(), Shape())), "0,25\n50x20"),
)
PROSE = (
    "A cell of {size} units: $c_t = f_t \\odot c_{t-1} + i_t \\odot \\tilde c_t$, `h` and **o**.",
    "| a | b |\n|---|---|\n| $f_t$ | $\\sigma(W_f x + b_f)$ |\n\n- $\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$",
    "$$\\begin{aligned} a &= \\frac{1}{1 + e^{-x}} \\\\ b &= \\tanh(\\left( x \\right)) \\end{aligned}$$",
    "$f = \\sigma(0.5 \\cdot 2 - 1) = 0.5$ and $-(3 \\times 4) + \\tanh(0) = -12$",
)
ITEMS = tuple(json.dumps(item.definition.facts()) for slug in SLUGS for item in starter_bank(slug, 1).items)


@dataclass(frozen=True)
class Reader:
    read: Callable[[str], object]
    refusals: tuple[type[Exception], ...]
    whole: tuple[str, ...]  # what it takes


def definition(text: str) -> Definition | None:
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return Definition.read(facts)


def stem(text: str) -> str:
    stems.unknown_names(text, {"size"})
    return stems.fill(text, {"size": "16"})


READERS = {f"answers: {form.slug}": Reader(form.parse, (Unreadable,), (text,)) for form, text in FORMS} | {
    "markup": Reader(markup.render, (MarkupError,), PROSE),
    "stems": Reader(stem, (), PROSE),
    "equations": Reader(reckoning.holds, (), PROSE),
    "definitions": Reader(definition, (Faulty,), ITEMS),
}


def damaged(reader: Reader, name: str, count: int) -> Iterator[str]:
    """The same in every run."""
    for number in range(count):
        chance = Random(f"{name} {number}")  # noqa: S311 -- which of them
        data = chance.choice(reader.whole).encode()
        for _ in range(chance.randint(1, 3)):
            data = chance.choice(MUTATIONS)(data or b" ", chance)
        yield data.decode("utf-8", "replace")


def outcome(reader: Reader, text: str) -> str:
    try:
        reader.read(text)
    except reader.refusals as why:
        return str(why) or "refused without a word"
    return "taken"


def soon(text: str) -> float:
    return SOON + A_CHARACTER * len(text)


def read(reader: Reader, text: str) -> str:
    """What comes of it, and no later than soon: of three times once, for the first may have other work to do."""
    for _ in range(3):
        began = thread_time()
        said = outcome(reader, text)
        if thread_time() - began <= soon(text):
            return said
    return f"late: {text}"


def test_every_format_has_its_turn() -> None:
    assert {form.slug for form, _ in FORMS} == set(FORMATS)


@pytest.mark.parametrize("name", READERS)
def test_damaged_text_is_taken_or_refused_in_words(
    name: str, pytestconfig: pytest.Config, record_property: Callable[[str, int], None]
) -> None:
    reader, each = READERS[name], pytestconfig.getoption("mutations")
    count = -(-each // len(FORMS)) if name.startswith("answers") else each
    record_property("damaged texts", count)
    assert {outcome(reader, text) for text in reader.whole} == {"taken"}

    outcomes = [read(reader, text) for text in damaged(reader, name, count)]

    assert "refused without a word" not in outcomes
    assert not [said for said in outcomes if said.startswith("late: ")]
