"""The living cell as its templates show it: controls, drawing, equation, and a table that says the same in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.engine.formats import Shape
from assessments.engine.living_cell import PARTS, Shown, State, query, shown
from assessments.web.cell.controls import controls
from assessments.web.cell.equation import equation
from assessments.web.cell.picture import picture
from assessments.web.cell.words import LETTERS, NAMES, STYLES, brief, column, rounded

LEVELS = 8  # of a heat map's tint
NEAR = 0.05  # a prediction that is no farther off is a good one


def cell_page(state: State) -> dict[str, Any]:
    found, said = shown(state), query(state)
    return controls(state) | {
        "query": said,
        "url": f"{reverse('cell')}?{said}",
        "state": state,
        "columns": {"x": Shape().show((state.input_size, 1)), "h": Shape().show((state.hidden_size, 1))},
        "picture": picture(found),
        "equation": equation(found),
        "times": list(times(state)),
        "rows": list(rows(found)),
        "summary": summary(found),
        "verdict": verdict(found),
    }


def times(state: State) -> Iterator[dict[str, Any]]:
    for step in range(1, state.steps + 1):
        url = f"{reverse('cell')}?{query(replace(state, step=step, guess=None))}"
        yield {"step": step, "url": url, "is_current": step == state.step}


def rows(found: Shown) -> Iterator[dict[str, Any]]:
    """Inputs, gates and states over time; what later steps make of the inputs is not told to those who predict."""
    state = found.state
    for part in ("x", *PARTS):
        scale = max(1.0, *(abs(value) for step in found.steps for value in step[part]))
        for unit in range(len(found.now[part])):
            values = [step[part][unit] for step in found.steps]
            last = state.step if state.predicting and part != "x" else state.steps
            cells = [heat(value, scale, step, state.step, last) for step, value in enumerate(values, start=1)]
            yield {
                "letter": LETTERS[part],
                "style": STYLES[part],
                "name": NAMES[part],
                "unit": unit + 1 if len(found.now[part]) > 1 else "",
                "cells": cells,
            }


def heat(value: float, scale: float, step: int, current: int, last: int) -> dict[str, Any]:
    shown_ = {"number": rounded(value), "level": ceil(LEVELS * abs(value) / scale)}
    return (shown_ if step <= last else {"number": "", "level": 0}) | {"is_current": step == current}


def summary(found: Shown) -> str:
    """The step in a line; it is read out whenever something has changed."""
    now, part = found.now, found.state.part
    facts = [_("Step %(step)d.") % {"step": found.state.step}]
    if part not in "ch":
        facts.append(f"{NAMES[part]}: {column(now[part])}.")
    ends = {"before": column(found.before["c"]), "after": column(now["c"])}
    facts.append(_("Cell state: from %(before)s to %(after)s.") % ends)
    return " ".join([*facts, f"{NAMES['h']}: {column(now['h'])}."])


def verdict(found: Shown) -> str:
    state = found.state
    if state.guess is None:
        return ""
    value = found.now[state.part][0]
    off = round(value - state.guess, 4)
    numbers = {"guess": brief(state.guess), "value": brief(value), "off": brief(abs(off))}
    if off > 0:
        told = _("You said %(guess)s, and it is %(value)s: %(off)s more than you said.") % numbers
    elif off < 0:
        told = _("You said %(guess)s, and it is %(value)s: %(off)s less than you said.") % numbers
    else:
        told = _("You said %(guess)s, and that is what it is.") % numbers
    return " ".join([_("Well predicted."), told]) if abs(off) <= NEAR else told
