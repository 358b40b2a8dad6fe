"""An answer of several gaps in one text.
https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from assessments.engine.formats import Choice, Ends, Format, Integer, Interval, Matrix, Parts, Real, Rows, Shape, Vector
from assessments.engine.formats.interval import typed
from assessments.engine.formats.matrix import Grid
from assessments.engine.formats.tolerance import Tolerance
from assessments.interchange.outgoing import Posed
from assessments.interchange.spellings import spellings

MARKS = {sign: f"&#{ord(sign)};" for sign in '\\~#}"/'}  # what would end a gap or a part of it
INFINITE = {"∞": ("∞", "inf", "infinity", "oo", "+∞"), "-∞": ("-∞", "-inf", "-infinity", "-oo")}
BRACKETS = {True: "(", False: "["}, {True: ")", False: "]"}  # whether the end is left out


def plain(text: str) -> str:
    return "".join(MARKS.get(sign, sign) for sign in escape(text, quote=False))


def gap(type_: str, right: Iterable[str], wrong: Iterable[str] = ()) -> str:
    told = [*(f"={plain(one)}" for one in dict.fromkeys(right)), *map(plain, wrong)]
    return f"{{1:{type_}:{'~'.join(told)}}}"


def number(value: float, tolerance: Tolerance) -> str:
    return f"{{1:NUMERICAL:={value:.15g}:{tolerance.room(value):.12g}}}"


def of_parts(posed: Posed) -> str:
    each = zip(posed.question.labels, posed.format.formats, posed.key, strict=True)
    return "".join(f"<p>{label} = {GAPS[type(one)](one, value)}</p>" for label, one, value in each)


def of_vector(form: Vector, key: tuple[float, ...]) -> str:
    return f"<p>({', '.join(number(value, form.tolerance) for value in key)})</p>"


def of_matrix(form: Matrix, key: Grid) -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{number(one, form.tolerance)}</td>' for one in row)}</tr>" for row in key)
    return f"<table><tbody>{rows}</tbody></table>"


def of_interval(form: Interval, key: Ends) -> str:
    lo, hi = (end(value, form.tolerance) for value in (key.lo, key.hi))
    left, right = (bracket(*one) for one in zip(BRACKETS, (key.lo_open, key.hi_open), strict=True))
    return f"<p>{left} {lo}, {hi} {right}</p>"


def bracket(signs: Mapping[bool, str], is_open: bool) -> str:
    return gap("MULTICHOICE", [signs[is_open]], [signs[not is_open]])


def end(value: float, tolerance: Tolerance) -> str:
    return number(value, tolerance) if math.isfinite(value) else gap("SHORTANSWER", INFINITE[typed(value, str)])


def of_choice(form: Choice[Any], key: Any) -> str:
    right = form.show(key)
    return gap("MULTICHOICE", [right], [text for text in form.options if text != right])


GAPS: Mapping[type[Format[Any]], Callable[[Any, Any], str]] = {
    Integer: lambda _, key: f"{{1:NUMERICAL:={key:d}:0}}",
    Real: lambda form, key: number(key, form.tolerance),
    Shape: lambda form, key: gap("SHORTANSWER", spellings(form, form.show(key), key)),
    Rows: lambda form, key: gap("SHORTANSWER", spellings(form, form.show(key), key)),
    Interval: of_interval,
    Vector: of_vector,
    Matrix: of_matrix,
    Choice: of_choice,
}


def gaps(posed: Posed) -> str:
    form = posed.format
    return of_parts(posed) if isinstance(form, Parts) else GAPS[type(form)](form, posed.key)
