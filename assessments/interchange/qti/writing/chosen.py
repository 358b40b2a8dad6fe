"""Answers that are picked from what is offered: one, several, or one for each line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from assessments.engine.formats import Choice, Match, MultiChoice
from assessments.engine.texts.markup import render_inline
from assessments.interchange.qti.elements import el, number, prose
from assessments.interchange.qti.writing.asked import Asked, Context
from assessments.interchange.qti.writing.expressions import base, correct, declared, set_outcome, variable
from assessments.interchange.qti.writing.selections import scored

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CHOSEN = "CHOSEN"


def letters(options: Sequence[str]) -> Mapping[str, str]:
    """Option → its identifier."""
    return {text: LETTERS[place] if place < len(LETTERS) else f"O{place}" for place, text in enumerate(options)}


def one(form: Choice[object], key: object, context: Context) -> Asked:
    names = letters(form.options)
    worth = {text: form.credit(form.parse(text), key) for text in form.options}
    best = [text for text, credit in worth.items() if credit >= 1]
    weighed = sorted(set(worth.values())) != [0, 1]
    return Asked(
        declarations=[
            declared(
                context.name, "single", "identifier", [names[best[0]]], *([mapping(worth, names)] if weighed else [])
            )
        ],
        body=[choices(form.options, context, most=1)],
        recognise=lambda value: el("match", variable(context.name), base("identifier", names[form.show(value)])),
        right=el("match", variable(context.name), correct(context.name)),
        score=[set_outcome("SCORE", el("mapResponse", identifier=context.name))] if weighed else (),
        remarks=bool(context.feedback),
    )


def several(form: MultiChoice, key: frozenset[str], context: Context) -> Asked:
    names, name = letters(form.options), context.name
    worth = scored(form, key, name)
    weights = [mapping(worth.weights, names, bounded=worth.bounded)] if worth.weights else []

    def letters_of(value: frozenset[str]) -> list[str]:
        return [names[text] for text in form.options if text in value]

    return Asked(
        declarations=[declared(name, "multiple", "identifier", letters_of(key), *weights)],
        body=[choices(form.options, context, most=form.max_select or 0, least=form.min_select)],
        recognise=lambda value: is_selection(name, letters_of(value)),
        right=el("match", variable(name), correct(name)),
        score=worth.rules,
        remarks=bool(context.feedback),
    )


def is_selection(name: str, chosen: Sequence[str]) -> Element:
    """Nothing chosen is no empty container in QTI, but no value."""
    if not chosen:
        return el("isNull", variable(name))
    return el("match", variable(name), el("multiple", *(base("identifier", one) for one in chosen)))


def mapping(worth: Mapping[str, float], names: Mapping[str, str], *, bounded: bool = True) -> Element:
    entries = [el("mapEntry", mapKey=names[text], mappedValue=number(value)) for text, value in worth.items()]
    limits = {"lowerBound": 0, "upperBound": 1} if bounded else {}
    return el("mapping", *entries, defaultValue=0, **limits)


def choices(options: Sequence[str], context: Context, most: int, least: int = 0) -> Element:
    """A choice of 0 at most means any number."""
    names = letters(options)
    simple = [simple_choice(text, names[text], context) for text in options]
    return el(
        "choiceInteraction", *simple,
        responseIdentifier=context.name, shuffle=True, maxChoices=most, minChoices=least or None,
    )  # fmt: skip


def simple_choice(text: str, name: str, context: Context) -> Element:
    shown = prose(context.html.get(text) or render_inline(text))
    fixed = True if text in context.fixed else None
    return el("simpleChoice", *shown, *remark(name, context.feedback.get(text, "")), identifier=name, fixed=fixed)


def remark(name: str, feedback: str) -> list[Element]:
    if not feedback:
        return []
    return [el("feedbackInline", *prose(feedback), outcomeIdentifier=CHOSEN, identifier=name, showHide="show")]


def matched(form: Match, key: tuple[str, ...], context: Context) -> Asked:
    prompts = {text: f"P{place}" for place, text in enumerate(form.prompts, start=1)}
    names, name = letters(form.options), context.name

    def pairs(value: tuple[str, ...]) -> list[str]:
        return [f"{prompt} {names[text]}" for prompt, text in zip(prompts.values(), value, strict=True)]

    entries = [el("mapEntry", mapKey=pair, mappedValue=number(1 / len(key))) for pair in pairs(key)]
    bounds = el("mapping", *entries, defaultValue=0, lowerBound=0, upperBound=1)
    return Asked(
        declarations=[declared(name, "multiple", "directedPair", pairs(key), *([bounds] if form.per_prompt else []))],
        body=[el("matchInteraction", *sides(prompts, names), responseIdentifier=name, shuffle=True, maxAssociations=0)],
        recognise=lambda value: el(
            "match", variable(name), el("multiple", *(base("directedPair", p) for p in pairs(value)))
        ),
        right=el("match", variable(name), correct(name)),
        score=[set_outcome("SCORE", el("mapResponse", identifier=name))] if form.per_prompt else (),
    )


def sides(prompts: Mapping[str, str], names: Mapping[str, str]) -> tuple[Element, Element]:
    rows = [
        el("simpleAssociableChoice", *prose(render_inline(text)), identifier=name, matchMax=1, fixed=True)
        for text, name in prompts.items()
    ]
    columns = [
        el("simpleAssociableChoice", *prose(render_inline(text)), identifier=name, matchMax=0)
        for text, name in names.items()
    ]
    return el("simpleMatchSet", *rows), el("simpleMatchSet", *columns)
