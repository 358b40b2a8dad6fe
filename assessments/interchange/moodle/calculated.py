"""Variants that differ in nothing but numbers, as one question that draws among them.

The key and the wrong answers are columns of its data set beside the numbers of the text, so that Moodle's own formula
is the name of a column, and what the reference computed is what it marks by.
https://docs.moodle.org/en/Calculated_question_type
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from assessments.engine.formats import Integer, Real
from assessments.interchange.moodle.elements import (
    NOTHING,
    WHOLE,
    answer,
    combined_feedback,
    html,
    named,
    put,
    question,
)
from assessments.interchange.moodle.questions import said
from assessments.interchange.outgoing import Posed, Slip

NUMBER = re.compile(r"\d+(?:\.\d+)?")
TOKENS = re.compile(rf"<[^>]*>|&[^;]*;|(?P<number>{NUMBER.pattern})")  # numbers in text, not in tags and entities
BRACED = re.compile(r"\{[a-zA-Z=]")  # what Moodle would take for a name or a formula
RELATIVE, NOMINAL = "1", "2"
FIGURES = "2"
SHOWN = 15  # figures

Columns = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sheet:
    """A text with the names of columns where variants differ, and those columns."""

    text: str
    columns: Columns


def sheet(texts: Sequence[str], prefix: str) -> Sheet | None:
    """None where the texts differ in more than numbers."""
    skeletons = {TOKENS.sub(lambda found: "\0" if found["number"] else found[0], text) for text in texts}
    # Braces of our own would be names of columns to Moodle, and have no values.
    if len(skeletons) > 1 or any(BRACED.search(text) for text in texts):
        return None
    rows = [[found["number"] for found in TOKENS.finditer(text) if found["number"]] for text in texts]
    names: dict[tuple[str, ...], str] = {}
    filled = []
    for column in zip(*rows, strict=True):
        if len(set(column)) > 1:
            # Two places with the same numbers are one column, so that they are drawn together.
            names.setdefault(column, f"{prefix}{len(names) + 1}")
        filled.append(f"{{{names[column]}}}" if column in names else column[0])
    between = skeletons.pop().split("\0")
    text = "".join(part + number for part, number in zip(between, [*filled, ""], strict=True))
    return Sheet(text, {name: column for column, name in names.items()})


def groups(variants: Sequence[Posed]) -> Iterator[tuple[Posed, ...]]:
    """Those with one text but for its numbers stand together."""
    found: dict[str, list[Posed]] = {}
    for one in variants:
        found.setdefault(TOKENS.sub(lambda part: "" if part["number"] else part[0], one.question.stem), []).append(one)
    yield from map(tuple, found.values())


def calculated(name: str, posed: Sequence[Posed]) -> Element | None:
    """None where Moodle cannot draw among them: other texts, no numbers, or rooms that follow no rule of its own."""
    stem, rule = sheet([one.question.stem for one in posed], "n"), rule_of(posed)
    if len(posed) < 2 or stem is None or rule is None:  # noqa: PLR2004 -- one is nothing to draw among
        return None
    solution = sheet([html(one.solution) for one in posed], "w") or Sheet("", {})
    made = question("calculated", name, stem.text, solution.text, posed[0].identifier)
    preamble(made)
    columns = stem.columns | solution.columns | {"key": tuple(one.format.echo(one.key) for one in posed)}
    column(made, WHOLE, "key", rule)
    for number, (slip, values) in enumerate(shared(posed), start=1):
        columns[f"slip{number}"] = values
        column(made, NOTHING, f"slip{number}", rule, said(slip))
    data_set(made, columns)
    return made


def rule_of(posed: Sequence[Posed]) -> tuple[str, str] | None:
    """How far off is still right, as Moodle says it: a share of the key, or a distance."""
    form = posed[0].format
    if isinstance(form, Integer):
        return NOMINAL, "0"
    if not isinstance(form, Real) or any(one.format != form for one in posed):
        return None
    if form.tolerance.mode == "relative":
        return RELATIVE, f"{form.tolerance.amount:.12g}"
    rooms = {form.tolerance.room(one.key) for one in posed}
    return (NOMINAL, f"{rooms.pop():.12g}") if len(rooms) == 1 else None


def shared(posed: Sequence[Posed]) -> Iterator[tuple[Slip, tuple[str, ...]]]:
    """The slips that every variant has, with what each comes to there."""
    # Reversed, so that of two slips by one name the first one stays.
    found = [{slip.tag: slip for slip in reversed(one.slips)} for one in posed]
    for tag, slip in found[0].items():
        theirs = [slips[tag] for slips in found if tag in slips]
        if len(theirs) == len(posed) and {one.feedback for one in theirs} == {slip.feedback}:
            forms = [one.format for one in posed]
            yield slip, tuple(form.echo(form.parse(one.text)) for form, one in zip(forms, theirs, strict=True))


def preamble(made: Element) -> None:
    # Not shared with other questions: each has columns by the same names.
    put(made, "synchronize", "0")
    put(made, "single", "0")
    put(made, "answernumbering", "abc")
    put(made, "shuffleanswers", "0")
    combined_feedback(made)


def column(made: Element, share: str, name: str, rule: tuple[str, str], feedback: str = "") -> None:
    one = answer(made, share, f"{{{name}}}", feedback)
    put(one, "tolerance", rule[1])
    put(one, "tolerancetype", rule[0])
    put(one, "correctanswerformat", FIGURES)
    put(one, "correctanswerlength", SHOWN)


def data_set(made: Element, columns: Columns) -> None:
    for tag, value in (("unitgradingtype", 0), ("unitpenalty", 0), ("showunits", 3), ("unitsleft", 0)):
        put(made, tag, value)
    definitions = SubElement(made, "dataset_definitions")
    for name, values in columns.items():
        numbers = [float(value) for value in values]
        one = SubElement(definitions, "dataset_definition")
        named(one, "status", "private")
        named(one, "name", name)
        put(one, "type", "calculated")
        named(one, "distribution", "uniform")
        named(one, "minimum", f"{min(numbers):.15g}")
        named(one, "maximum", f"{max(numbers):.15g}")
        named(one, "decimals", str(max(len(value.partition(".")[2]) for value in values)))
        put(one, "itemcount", len(values))
        items = SubElement(one, "dataset_items")
        for place, value in enumerate(values, start=1):
            item = SubElement(items, "dataset_item")
            put(item, "number", place)
            put(item, "value", value)
        put(one, "number_of_items", len(values))
