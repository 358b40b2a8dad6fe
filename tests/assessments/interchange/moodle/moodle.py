"""What Moodle makes of a file of questions: its structure, and how it marks. Written from Moodle's own pages.
https://docs.moodle.org/en/Moodle_XML_format
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

ALWAYS = ("name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber")
NEEDS: Mapping[str, tuple[str, ...]] = {
    "multichoice": ("single", "shuffleanswers", "answernumbering", "answer"),
    "matching": ("shuffleanswers", "subquestion"),
    "numerical": ("answer",),
    "shortanswer": ("usecase", "answer"),
    "cloze": (),
    "calculated": ("answer", "dataset_definitions"),
}
FRACTIONS = {
    0, 5, 10, 11.11111, 12.5, 14.28571, 16.66667, 20, 25, 30, 33.33333, 40, 50, 60, 66.66667, 70, 75, 80, 83.33333, 90,
    100,
}  # fmt: skip
GAP = re.compile(r"\{(\d*):(NUMERICAL|SHORTANSWER|MULTICHOICE):((?:[^}~#\\]|\\.|(?<=&)#)+(?:~(?:[^}~\\]|\\.)+)*)\}")


def text(element: Element | None) -> str:
    found = element.find("text") if element is not None else None
    return (found.text or "") if found is not None else ""


def faults(quiz: Element) -> Iterator[str]:
    """What Moodle would turn down, or read otherwise than meant."""
    category, ids = "", set[str]()
    for question in quiz:
        kind = question.get("type", "")
        if kind == "category":
            category, ids = text(question.find("category")), set()
            yield from [] if category.startswith("$course$/top/") else [f"category {category}"]
            continue
        name = f"{category}: {text(question.find('name'))}"
        yield from (f"{name}: no {tag}" for tag in (*ALWAYS, *NEEDS[kind]) if question.find(tag) is None)
        number = question.findtext("idnumber", "")
        if number in ids or not 0 < len(number) <= 100:
            yield f"{name}: idnumber {number}"
        ids.add(number)
        shares = [float(answer.get("fraction", "nan")) for answer in question.findall("answer")]
        yield from (f"{name}: fraction {share}" for share in shares if abs(share) not in FRACTIONS)
        if shares and not whole(question, shares):
            yield f"{name}: nobody can get the whole mark"
        if kind == "cloze" and not GAP.search(text(question.find("questiontext"))):
            yield f"{name}: no gap"


def whole(question: Element, shares: list[float]) -> bool:
    several = question.findtext("single") == "false"
    return abs(sum(share for share in shares if share > 0) - 100) < 0.01 if several else max(shares) == 100


@dataclass(frozen=True)
class Mark:
    share: float
    feedback: str


def marked(answers: list[Element], typed: str, values: Mapping[str, str]) -> Mark:
    """Of a number: by the first answer whose tolerance has it, as Moodle looks for it."""
    for answer in answers:
        nominal = float(substituted(text(answer), values))
        tolerance = float(answer.findtext("tolerance", "0"))
        room = tolerance * abs(nominal) if answer.findtext("tolerancetype") == "1" else tolerance
        if abs(float(typed) - nominal) <= room + abs(nominal) * 1e-13:
            return Mark(float(answer.get("fraction", "0")), text(answer.find("feedback")))
    return Mark(0, "")


def substituted(told: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        told = told.replace(f"{{{name}}}", value)
    return told


def rows(question: Element) -> list[dict[str, str]]:
    """A data set's values by name, one mapping for each variant."""
    columns = {
        text(one.find("name")): [item.findtext("value", "") for item in one.iter("dataset_item")]
        for one in question.iter("dataset_definition")
    }
    lengths = {len(values) for values in columns.values()}
    assert len(lengths) == 1
    return [{name: values[place] for name, values in columns.items()} for place in range(lengths.pop())]


def compared(answers: list[Element], typed: str) -> Mark:
    """Of a text: by the first answer that is the same but for case, * standing for anything."""
    for answer in answers:
        pattern = ".*".join(re.escape(part.replace("\0", "*")) for part in text(answer).replace(r"\*", "\0").split("*"))
        if re.fullmatch(pattern, typed, re.IGNORECASE):
            return Mark(float(answer.get("fraction", "0")), text(answer.find("feedback")))
    return Mark(0, "")


def gaps(told: str) -> list[tuple[str, list[str], list[str]]]:
    """Of each gap its type, what is right and what else is offered."""
    found = []
    for _, kind, alternatives in GAP.findall(told):
        options = [html.unescape(one) for one in alternatives.split("~")]
        found.append((kind, [one[1:] for one in options if one[0] == "="], [one for one in options if one[0] != "="]))
    return found
