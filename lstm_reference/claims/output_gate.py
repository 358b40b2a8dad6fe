"""What the output gate lets through, and which way."""

from typing import Any, Final

import numpy as np

from lstm_reference.bounds import ANYTHING, Ranges, gate_ranges
from lstm_reference.cell import Step, tanh
from lstm_reference.claims.cells import cell, column, ends, play, scalar_step
from lstm_reference.claims.registry import claim
from lstm_reference.claims.symbols import symbolic_step
from lstm_reference.claims.verdict import Finding, Verdict, as_stated, shown
from lstm_reference.interval import Interval
from lstm_reference.spec import Spec

TO_ZERO: Final = "relative to zero"
TO_PREVIOUS: Final = "relative to the previous hidden state"

# A candidate always near 1 keeps c positive; the input alone opens and closes the output gate.
SWINGING: Final = {"b_c": 2.0, "W_oF": 1.0}

# A candidate that hears the input and the hidden state before.
LOOPED: Final = {"W_cF": 1.0, "W_cR": 1.0}


@claim("higher-output-gate-passes-more")
def higher_output_gate_passes_more() -> Verdict:
    # |h'| - |h| = (o' - o) |tanh c|: the least it can be, over every rise of o and every c >= 0; tanh is odd.
    rise = Interval(np.array([[0.0]]), np.array([[1.0]]))
    gained = rise * tanh(Interval(np.array([[0.0]]), np.array([[np.inf]])))
    low, high = _opened(-1.0), _opened(1.0)
    finding = shown(
        "proved",
        "The size of h_t is o_t times the size of tanh(c_t). For a given cell state a higher o_t passes more of it, "
        "and never less; only c_t = 0 has nothing to pass.",
        {"gained": ends(gained), "o": [low.o.item(), high.o.item()], "h": [low.h.item(), high.h.item()]},
        by=gained.lo.item() >= 0 and _passes_more(low, high),
    )
    return Verdict({"in magnitude": finding})


@claim("higher-output-gate-passes-less")
def higher_output_gate_passes_less() -> Verdict:
    low, high = _opened(-1.0), _opened(1.0)
    finding = shown(
        "refuted",
        "Here the cell state is the same and the output gate higher, and the hidden state is larger in size.",
        {"c": [low.c.item(), high.c.item()], "o": [low.o.item(), high.o.item()], "h": [low.h.item(), high.h.item()]},
        by=_passes_more(low, high),
    )
    return Verdict({"in magnitude": finding})


def _opened(bias: float) -> Step[Any]:
    return scalar_step(cell({"b_o": bias}), c=2.0)


def _passes_more(low: Step[Any], high: Step[Any]) -> bool:
    return bool(low.c == high.c and low.o < high.o and abs(low.h) < abs(high.h))


@claim("positive-tanh-gives-positive-state")
def positive_tanh_gives_positive_state() -> Verdict:
    return as_stated(_positive())


@claim("positive-tanh-raises-state")
def positive_tanh_raises_state() -> Verdict:
    first, second = play(cell(SWINGING), [[3.0], [-3.0]])
    fell = shown(
        "refuted",
        "tanh(c_2) is positive, yet h_2 is below h_1, because the output gate closed in between.",
        _swing([3.0, -3.0], first, second),
        by=second.c.item() > 0 and second.h.item() < first.h.item(),
    )
    return Verdict({TO_ZERO: _positive(), TO_PREVIOUS: fell})


@claim("positive-tanh-lowers-state")
def positive_tanh_lowers_state() -> Verdict:
    first, second = play(cell(SWINGING), [[-3.0], [3.0]])
    witness = _swing([-3.0, 3.0], first, second)
    above = shown(
        "refuted",
        "tanh(c_1) is positive and so is h_1: the output gate can shrink it but not push it below zero.",
        witness,
        by=first.c.item() > 0 and first.h.item() > 0,
    )
    rose = shown(
        "refuted",
        "tanh(c_2) is positive, and h_2 is above h_1, because the output gate opened in between.",
        witness,
        by=second.c.item() > 0 and second.h.item() > first.h.item(),
    )
    return Verdict({TO_ZERO: above, TO_PREVIOUS: rose})


def _positive() -> Finding:
    ranges = _states_above_zero()
    return shown(
        "proved",
        "h_t is o_t times tanh(c_t), and o_t is always above 0, so h_t has the sign of tanh(c_t): "
        "the output gate can shrink it but not flip it.",
        {"c": ends(ranges.c), "h": ends(ranges.h)},
        by=ranges.h.lo.item() >= 0 and ranges.o.lo.item() >= 0 and bool(ranges.o.lo_open.all()),
    )


def _states_above_zero() -> Ranges:
    # Every gate hears anything, the candidate nothing; the old cell state is any positive number, and so is the new.
    weights = cell({f"W_{gate}F": 1.0 for gate in "fio"})
    return gate_ranges(weights.spec, weights, ANYTHING, c_box=(0.0, np.inf))


def _swing(x: list[float], first: Step[Any], second: Step[Any]) -> dict[str, Any]:
    return {
        "weights": SWINGING,
        "x": [[value] for value in x],
        "c": column(first.c) + column(second.c),
        "h": column(first.h) + column(second.h),
    }


@claim("output-gate-leaves-cell-state")
def output_gate_leaves_cell_state() -> Verdict:
    heard = symbolic_step(Spec(1, 1)).c.weights
    closed, opened = (play(cell({**LOOPED, "b_o": bias}), [[1.0], [1.0]]) for bias in (-4.0, 4.0))
    witness = {
        "weights": LOOPED,
        "output gate's bias": [-4.0, 4.0],
        "c_1": [run[0].c.item() for run in (closed, opened)],
        "c_2": [run[1].c.item() for run in (closed, opened)],
    }
    same = shown(
        "proved",
        "c_t is made of f_t, i_t, the candidate and c_{t-1}; none of the output gate's weights takes part in it.",
        {**witness, "weights of c": sorted(heard)},
        by=not any(name[2] == "o" for name in heard) and closed[0].c.item() == opened[0].c.item(),
    )
    later = shown(
        "refuted",
        "The next step reads h_t, which the output gate scaled; here another output gate leads to another c_2.",
        witness,
        by=closed[1].c.item() != opened[1].c.item(),
    )
    return Verdict({"of the same step": same, "of later steps": later})
