"""One fixed variant as a question of Canvas', by how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from assessments.engine.formats import Interval, Real, Vector
from assessments.engine.formats.tolerance import NOISE, ULPS
from assessments.engine.texts.markup import render, render_inline
from assessments.interchange.canvas import elements
from assessments.interchange.canvas.elements import between, chosen, equal, feedback, remark, scored, typed
from assessments.interchange.outgoing import Exported, Posed
from assessments.interchange.qti.elements import el
from assessments.interchange.spellings import spellings

Parts = Iterator[Element]


def question(exported: Exported, posed: Posed) -> Element:
    kind, parts = QUESTIONS[posed.format.slug]
    solution = [remark([el("other")], elements.GENERAL), feedback(elements.GENERAL, render(posed.solution))]
    return elements.item(posed, exported.title, kind, *(solution if posed.solution else ()), *parts(posed))


def lacks(exported: Exported) -> str:
    """Why Canvas cannot ask it; empty where it can."""
    for posed in exported.variants:
        if posed.format.slug not in QUESTIONS:
            return "Canvas has no question of several inputs in which numbers have a tolerance"
        if isinstance(posed.format, Vector | Interval) and not exact(posed):
            return "Canvas compares such an answer sign by sign, and its numbers go on behind the digits shown"
    return ""


def exact(posed: Posed) -> bool:
    """Whether the key is nothing but what is shown of it."""
    return bool(posed.format.parse(posed.text) == posed.key)


def one_choice(posed: Posed) -> Parts:
    names = {option.text: str(place) for place, option in enumerate(posed.offered, start=1)}
    yield chosen(elements.NAME, [(names[option.text], option.html) for option in posed.offered])
    yield from remarks(posed, names)
    yield from (scored([equal(names[option.text])]) for option in posed.offered if option.right)


def several(posed: Posed) -> Parts:
    names = {option.text: str(place) for place, option in enumerate(posed.offered, start=1)}
    yield chosen(elements.NAME, [(names[option.text], option.html) for option in posed.offered], many=True)
    yield from remarks(posed, names)
    tests = [
        equal(names[option.text]) if option.right else el("not", equal(names[option.text])) for option in posed.offered
    ]
    yield scored([el("and", *tests)])


def remarks(posed: Posed, names: Mapping[str, str]) -> Parts:
    for option in posed.offered:
        if option.feedback:
            name = f"{names[option.text]}_fb"
            yield remark([equal(names[option.text])], name)
            yield feedback(name, render(option.feedback))


def matched(posed: Posed) -> Parts:
    """Each prompt has its share, as Canvas knows it no other way."""
    names = {text: str(place) for place, text in enumerate(posed.format.options, start=1)}
    options = [(name, render_inline(text)) for text, name in names.items()]
    for place, (prompt, right) in enumerate(zip(posed.format.prompts, posed.key, strict=True), start=1):
        name = f"response_{place}"
        yield chosen(name, options, prompt=render_inline(prompt))
        yield scored([equal(names[right], name)], 1 / len(posed.key), "Add")


def whole_number(posed: Posed) -> Parts:
    yield typed("Decimal")
    yield from slips(posed, lambda value: [equal(str(value))])
    yield scored([equal(str(posed.key))])


def real_number(posed: Posed) -> Parts:
    def near(value: float) -> list[Element]:
        # As our own comparison has it, whose rounding would else refuse there what is right here.
        room = form.tolerance.room(value) * (1 + NOISE) + ULPS * 2.0**-52 * abs(value)
        return [el("or", equal(form.show(value)), between(value - room, value + room))]

    form: Real = posed.format
    yield typed("Decimal")
    yield from slips(posed, near)
    yield scored(near(posed.key))


def spelled(posed: Posed) -> Parts:
    def ways(value: Any) -> list[Element]:
        return [equal(way) for way in spellings(posed.format, posed.format.show(value), value)]

    yield typed()
    yield from slips(posed, ways)
    yield scored(ways(posed.key))


def slips(posed: Posed, tests: Callable[[Any], Sequence[Element]]) -> Parts:
    for slip in posed.slips:
        name = f"slip-{slip.tag}"
        yield remark(tests(posed.format.parse(slip.text)), name)
        yield feedback(name, render(f"**{slip.title}.** {slip.feedback}"))


QUESTIONS: Mapping[str, tuple[str, Callable[[Posed], Parts]]] = {
    "choice": ("multiple_choice_question", one_choice),
    "multi-choice": ("multiple_answers_question", several),
    "match": ("matching_question", matched),
    "integer": ("numerical_question", whole_number),
    "real": ("numerical_question", real_number),
    "shape": ("short_answer_question", spelled),
    "rows": ("short_answer_question", spelled),
    "vector": ("short_answer_question", spelled),
    "interval": ("short_answer_question", spelled),
}
