"""One fixed variant as a question of Moodle's, by how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from assessments.engine.formats import (
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
    Vector,
)
from assessments.interchange.moodle import cloze
from assessments.interchange.moodle.elements import (
    NOTHING,
    WHOLE,
    answer,
    combined_feedback,
    html,
    named,
    put,
    question,
    worded,
)
from assessments.interchange.moodle.fractions import fraction
from assessments.interchange.outgoing import Posed, Slip
from assessments.interchange.spellings import spellings

FEW = 9  # spellings of a wrong answer that is recognised
CANCELS = -1.0  # a wrong option beside all that is right leaves nothing


def said(slip: Slip) -> str:
    return html(f"**{slip.title}.** {slip.feedback}")


def one_choice(name: str, posed: Posed) -> Element:
    made = multichoice(name, posed, single=True)
    for one in posed.offered:
        share = float(one.right) if one.weight is None else one.weight
        answer(made, fraction(share), one.html, html(one.feedback), kind="html")
    return made


def several(name: str, posed: Posed) -> Element:
    made, shares = multichoice(name, posed, single=False), weighed(posed)
    for one in posed.offered:
        answer(made, fraction(shares[one.text]), one.html, html(one.feedback), kind="html")
    return made


def weighed(posed: Posed) -> dict[str, float]:
    """Moodle adds shares up: the right ones come to the whole, and one wrong leaves nothing or cancels a right one."""
    rights = sum(one.right for one in posed.offered) or 1
    lost = -1 / rights if posed.format.scoring == "net-correct" else CANCELS
    usual = {True: 1 / rights, False: lost}
    return {one.text: usual[one.right] if one.weight is None else one.weight for one in posed.offered}


def multichoice(name: str, posed: Posed, *, single: bool) -> Element:
    made = question("multichoice", name, posed.question.stem, html(posed.solution), posed.identifier)
    put(made, "single", str(single).lower())
    put(made, "shuffleanswers", "true")
    put(made, "answernumbering", "none")
    combined_feedback(made)
    return made


def match(name: str, posed: Posed) -> Element:
    """Options that match no prompt stand by themselves."""
    made = question("matching", name, posed.question.stem, html(posed.solution), posed.identifier)
    put(made, "shuffleanswers", "true")
    combined_feedback(made)
    spare = [text for text in posed.format.options if text not in posed.key]
    for label, right in [*zip(posed.question.labels, posed.key, strict=True), *(("", text) for text in spare)]:
        named(worded(made, "subquestion", label), "answer", right)
    return made


def numerical(name: str, posed: Posed) -> Element:
    """The first answer whose room has the number is the one that counts, so the key comes first."""
    made = question("numerical", name, posed.question.stem, html(posed.solution), posed.identifier)
    number(made, WHOLE, posed, posed.key)
    for slip in posed.slips:
        number(made, NOTHING, posed, posed.format.parse(slip.text), said(slip))
    put(made, "unitgradingtype", "0")
    put(made, "unitpenalty", "0")
    put(made, "showunits", "3")
    put(made, "unitsleft", "0")
    return made


def number(made: Element, share: str, posed: Posed, value: Any, feedback: str = "") -> None:
    put(answer(made, share, posed.format.echo(value), feedback), "tolerance", f"{room(posed.format, value):.12g}")


def room(form: Format[Any], value: float) -> float:
    return form.tolerance.room(value) if isinstance(form, Real) else 0.0


def short_answer(name: str, posed: Posed) -> Element:
    """Moodle compares texts, with * for anything."""
    made = question("shortanswer", name, posed.question.stem, html(posed.solution), posed.identifier)
    put(made, "usecase", "0")
    for text in spellings(posed.format, posed.text, posed.key):
        answer(made, WHOLE, text.replace("*", r"\*"))
    for slip in posed.slips:
        for text in spellings(posed.format, slip.text, posed.format.parse(slip.text))[:FEW]:
            answer(made, NOTHING, text.replace("*", r"\*"), said(slip))
    return made


def gaps(name: str, posed: Posed) -> Element:
    stem = f"{posed.question.stem}\n{cloze.gaps(posed)}"
    return question("cloze", name, stem, html(posed.solution), posed.identifier)


WRITERS: Mapping[type[Format[Any]], Callable[[str, Posed], Element]] = {
    Choice: one_choice,
    MultiChoice: several,
    Match: match,
    Integer: numerical,
    Real: numerical,
    Shape: short_answer,
    Rows: short_answer,
    Interval: gaps,
    Vector: gaps,
    Matrix: gaps,
    Parts: gaps,
}
