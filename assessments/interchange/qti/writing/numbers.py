"""Numbers that are typed, right within their tolerance: one, the entries of a vector, the ends of an interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from assessments.engine.formats import Ends, Integer, Interval, Matrix, Real, Tolerance, Vector
from assessments.engine.formats.matrix import Grid, flat
from assessments.engine.formats.tolerance import NOISE, ULPS
from assessments.interchange.qti.elements import el, number
from assessments.interchange.qti.writing.asked import Asked, Context, advice, entry, line
from assessments.interchange.qti.writing.expressions import (
    all_of,
    any_of,
    base,
    correct,
    declared,
    is_one_of,
    real,
    variable,
)

BRACKETS = ({False: "[", True: "("}, {False: "]", True: ")"})  # lower and upper: whether the end is left out → bracket
INFINITIES = {
    1: ("∞", "+∞", "inf", "infinity", "oo", "+inf", "+oo"),
    -1: ("-∞", "−∞", "-inf", "-infinity", "-oo"),
}


def integer(form: Integer, key: int, context: Context) -> Asked:
    name = context.name
    return Asked(
        declarations=[declared(name, "single", "integer", [str(key)])],
        body=[line(context.label, entry(name)), advice("Type a whole number, in digits only.")],
        recognise=lambda value: el("equal", variable(name), base("integer", str(value)), toleranceMode="exact"),
        right=el("equal", variable(name), correct(name), toleranceMode="exact"),
    )


def real_number(form: Real, key: float, context: Context) -> Asked:
    name = context.name
    return Asked(
        declarations=[declared(name, "single", "float", [number(key)])],
        body=[line(context.label, entry(name)), closely(form.tolerance)],
        recognise=lambda value: near(name, value, form.tolerance),
        right=is_right(name, key, form.tolerance),
    )


def closely(tolerance: Tolerance) -> Element:
    return advice(
        f"Type numbers with a decimal point, such as 31.5; each must match the exact value {tolerance.words()}."
    )


def near(name: str, value: float, tolerance: Tolerance) -> Element:
    room = tolerance.room(value) * (1 + NOISE) + ULPS * math.ulp(value)
    return el(
        "and",
        el("gte", variable(name), real(value - room)),
        el("lte", variable(name), real(value + room)),
    )


def is_right(name: str, key: float, tolerance: Tolerance) -> Element:
    """The tolerance in QTI's own words, where a relative one is in percent; and as bounds, for players without it."""
    relative = tolerance.mode == "relative"
    room = 100 * tolerance.amount if relative else tolerance.room(key)
    if not room:
        return near(name, key, tolerance)
    mode, amount = "relative" if relative else "absolute", number(room)
    told = el("equal", variable(name), correct(name), toleranceMode=mode, tolerance=f"{amount} {amount}")
    return any_of([told, near(name, key, tolerance)])


def matrix(form: Matrix, key: Grid, context: Context) -> Asked:
    """The entries row by row, each row in a line of its own."""
    asked = vector(form.entries, flat(key), context)
    names, width = [f"{context.name}_{place}" for place in range(1, form.size + 1)], len(form.columns)
    starts = range(0, form.size, width)
    lines = [line("" if start else context.label, *apart(names[start : start + width])) for start in starts]
    known = asked.recognise
    return replace(asked, body=[*lines, closely(form.tolerance)], recognise=lambda value: known(flat(value)))


def vector(form: Vector, key: tuple[float, ...], context: Context) -> Asked:
    """An input for each entry, which tells how many there are."""
    names = [f"{context.name}_{place}" for place in range(1, len(key) + 1)]
    each = [is_right(name, one, form.tolerance) for name, one in zip(names, key, strict=True)]

    def recognise(value: Sequence[float]) -> Element | None:
        if len(value) != len(key):
            return None
        return all_of([near(name, one, form.tolerance) for name, one in zip(names, value, strict=True)])

    return Asked(
        declarations=[declared(name, "single", "float", [number(one)]) for name, one in zip(names, key, strict=True)],
        body=[line(context.label, "(", *apart(names), ")"), closely(form.tolerance)],
        recognise=recognise,
        right=all_of(each),
        shares=[(test, 1 / len(key)) for test in each] if form.per_entry else (),
    )


def apart(names: Sequence[str]) -> list[Any]:
    return [part for name in names for part in (entry(name, 8), ", ")][:-1]


def interval(form: Interval, key: Ends, context: Context) -> Asked:
    """An input for each end, and its bracket to choose where that matters."""
    names = {part: f"{context.name}_{part}" for part in ("LEFT", "LOWER", "UPPER", "RIGHT")}
    brackets = {"LEFT": (BRACKETS[0], "lo_open"), "RIGHT": (BRACKETS[1], "hi_open")} if form.judge_ends else {}
    ends = {"LOWER": "lo", "UPPER": "hi"}

    def recognise(value: Ends) -> Element | None:
        tests = [
            end_test(names[part], getattr(key, end), getattr(value, end), form.tolerance) for part, end in ends.items()
        ]
        sides = [bracket_test(names[part], getattr(value, side)) for part, (_, side) in brackets.items()]
        known = [test for test in tests if test is not None]
        return all_of([*known, *sides]) if len(known) == len(tests) else None

    left, right = (
        inline_choice(names[part], brackets[part][0]) if brackets else bare
        for part, bare in (("LEFT", "("), ("RIGHT", ")"))
    )
    return Asked(
        declarations=[
            *(end_declared(names[part], getattr(key, end)) for part, end in ends.items()),
            *(
                declared(names[part], "single", "identifier", [bracket_name(getattr(key, side))])
                for part, (_, side) in brackets.items()
            ),
        ],
        body=[
            line(context.label, left, " ", entry(names["LOWER"], 8), ", ", entry(names["UPPER"], 8), " ", right),
            closely(form.tolerance),
        ],
        recognise=recognise,
        right=recognise(key) or el("null"),
    )


def inline_choice(name: str, signs: dict[bool, str]) -> Element:
    options = [el("inlineChoice", sign, identifier=bracket_name(out)) for out, sign in signs.items()]
    return el("inlineChoiceInteraction", *options, responseIdentifier=name, shuffle=False)


def bracket_name(out: bool) -> str:
    return "open" if out else "closed"


def bracket_test(name: str, out: bool) -> Element:
    return el("match", variable(name), base("identifier", bracket_name(out)))


def end_declared(name: str, end: float) -> Element:
    """QTI's floats have an infinity, but nobody types it by that name."""
    if math.isinf(end):
        return declared(name, "single", "string", [INFINITIES[-1 if end < 0 else 1][0]])
    return declared(name, "single", "float", [number(end)])


def end_test(name: str, key: float, value: float, tolerance: Tolerance) -> Element | None:
    """None where an input of the one kind is not typed into as the other."""
    if math.isinf(key) and math.isinf(value):
        return is_one_of(name, INFINITIES[-1 if value < 0 else 1])
    if math.isinf(key) or math.isinf(value):
        return None
    return near(name, value, tolerance)
