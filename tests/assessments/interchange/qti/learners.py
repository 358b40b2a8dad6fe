"""How an answer of ours is given in a QTI player: response identifier → what is chosen or typed."""

from __future__ import annotations

import math
from typing import Any

from assessments.engine.formats import Ends, Format, Interval, Match, MultiChoice, Parts, Vector
from assessments.interchange.qti.writing.chosen import letters

Given = dict[str, str | list[str] | None]


def given(form: Format[Any], value: Any, name: str = "RESPONSE") -> Given:
    if isinstance(form, Parts):
        each = enumerate(zip(form.formats, value, strict=True), start=1)
        return {key: typed for place, (one, part) in each for key, typed in given(one, part, f"{name}_{place}").items()}
    if isinstance(form, Vector):
        return {f"{name}_{place}": repr(float(entry)) for place, entry in enumerate(value, start=1)}
    if isinstance(form, Interval):
        return interval(form, value, name)
    if isinstance(form, Match):
        return {name: [f"P{place} {letters(form.options)[text]}" for place, text in enumerate(value, start=1)]}
    if isinstance(form, MultiChoice):
        return {name: [letter for text, letter in letters(form.options).items() if text in value] or None}
    options = letters(getattr(form, "options", ()))
    shown = form.show(value)
    return {name: options.get(shown, shown)}


def interval(form: Interval, value: Ends, name: str) -> Given:
    ends = {f"{name}_LOWER": end(value.lo), f"{name}_UPPER": end(value.hi)}
    sides = {f"{name}_LEFT": bracket(value.lo_open), f"{name}_RIGHT": bracket(value.hi_open)}
    return ends | (sides if form.judge_ends else {})


def end(value: float) -> str:
    return repr(float(value)) if math.isfinite(value) else f"{'-' * (value < 0)}∞"


def bracket(out: bool) -> str:
    return "open" if out else "closed"
