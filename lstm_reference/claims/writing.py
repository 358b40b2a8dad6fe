"""What a step can write into the cell state: the input gate's output times the candidate."""

import math
import sys
from typing import Any, Final

import numpy as np

from lstm_reference.bounds import ANYTHING, NOTHING, box, unconstrained_ranges
from lstm_reference.cell import STEPS, sigmoid, tanh
from lstm_reference.claims.cells import cell, ends, scalar_step
from lstm_reference.claims.registry import claim
from lstm_reference.claims.symbols import symbol, symbolic_step
from lstm_reference.claims.verdict import Finding, Verdict, as_stated, shown
from lstm_reference.interval import Interval, Lifted
from lstm_reference.spec import Spec

ACTIVATIONS: Final[dict[str, Lifted]] = {"sigmoid": sigmoid, "tanh": tanh}
BELOW_ONE: Final = math.nextafter(1.0, 0.0)
HALF_OPEN: Final = 0.5
SIDES: Final = {"above 0": (0.0, np.inf), "below 0": (-np.inf, 0.0)}


@claim("written-term-attains")
def written_term_attains(value: float) -> Verdict:
    """The value is attained if some weights and input make it the input gate's output times the candidate."""
    if type(value) not in {int, float} or not abs(value) <= sys.float_info.max:
        raise ValueError(f"written-term-attains: value is {value!r}, a finite number is expected")
    reach = unconstrained_ranges(1).c  # from the zero state: the kept part is nothing
    if not reach.lo.item() < value < reach.hi.item():
        why = f"Both factors are smaller than 1 in size, so {value} is out of reach."
        return as_stated(shown("refuted", why, {"value": value, "reach": ends(reach)}, by=reach.open))
    # Below 1, where the logit ends; and a gate of 0 has none, so that for 0 the candidate is 0 instead.
    share = min(math.sqrt(abs(value)), BELOW_ONE) or HALF_OPEN
    candidate = math.copysign(share, value) if value else 0.0
    weights = {"b_i": math.log(share) - math.log1p(-share), "b_c": math.atanh(candidate)}
    step = scalar_step(cell(weights))
    finding = shown(
        "proved",
        f"An input gate of {step.i.item():.4f} and a candidate of {step.g.item():.4f} write {value}.",
        {"weights": weights, "x": [[0.0]], "i": [step.i.item()], "g": [step.g.item()], "c": [step.c.item()]},
        by=math.isclose(step.c.item(), value, rel_tol=1e-12, abs_tol=1e-300),
    )
    return as_stated(finding)


@claim("written-term-follows-candidate")
def written_term_follows_candidate(gate: str) -> Verdict:
    """Whether it never has the other sign, with a `gate` that is a sigmoid or a tanh."""
    _must_be_known("written-term-follows-candidate", gate=gate)
    sides = {side: _written(gate, "tanh", *hears) for side, hears in SIDES.items()}
    if sides["above 0"].lo.item() >= 0 >= sides["below 0"].hi.item():
        why = "The gate is never below 0, so what it scales keeps its sign."
        witness = {f"written for candidates {side}": ends(found) for side, found in sides.items()}
        return as_stated(Finding("proved", why, witness))
    return as_stated(_turned_down(gate, "tanh", "The gate is negative here and turns the candidate's sign."))


@claim("written-term-never-negative")
def written_term_never_negative(gate: str, candidate: str) -> Verdict:
    """`gate` and `candidate` are each a sigmoid or a tanh."""
    _must_be_known("written-term-never-negative", gate=gate, candidate=candidate)
    written = _written(gate, candidate, *ANYTHING)
    if written.lo.item() >= 0:
        why = "Neither factor is ever below 0, whatever it hears."
        return as_stated(Finding("proved", why, {"written": ends(written)}))
    return as_stated(_turned_down(gate, candidate, "One factor is negative here and the other is not."))


@claim("written-term-at-most-candidate")
def written_term_at_most_candidate() -> Verdict:
    step, gate = symbolic_step(Spec(1, 1)), unconstrained_ranges(1).i
    numbers = scalar_step(cell({"b_i": 1.0, "b_c": -1.0}))
    finding = shown(
        "proved",
        "What is written is i_t times the candidate, and i_t is below 1, so in size it is at most the candidate.",
        {"reach of i": ends(gate), **{name: getattr(numbers, name).item() for name in ("i", "g", "c")}},
        by=step.c == step.f * symbol("c_prev") + step.i * step.g and gate.lo.item() >= 0 and gate.hi.item() <= 1,
    )
    return as_stated(finding)


def _written(gate: str, candidate: str, lo: float, hi: float) -> Interval:
    """What is written by a gate that hears anything and a candidate that hears what lies between the ends."""
    weights = cell({"W_iF": [[1.0, 0.0]], "W_cF": [[0.0, 1.0]]}, Spec(2, 1))
    # Each hears an input of its own, so that neither knows what the other hears.
    x = box("x", ((ANYTHING[0], lo), (ANYTHING[1], hi)), 2)
    at_rest = box("state", NOTHING, 1)
    named: dict[str, Any] = {"gate": ACTIVATIONS[gate], "candidate": ACTIVATIONS[candidate]}
    step: Any = STEPS["lstm"](weights, x, (at_rest, at_rest), **named)
    return Interval(step.c.lo, step.c.hi)


def _turned_down(gate: str, candidate: str, why: str) -> Finding:
    """One cell that writes a negative amount; a gate that can be negative does so with a positive candidate."""
    biases = {"b_i": -1.0, "b_c": 1.0 if gate == "tanh" else -1.0}
    step = scalar_step(cell(biases), gate=ACTIVATIONS[gate], candidate=ACTIVATIONS[candidate])
    witness = {"biases": biases, **{name: getattr(step, name).item() for name in ("i", "g", "c")}}
    return shown(
        "refuted", why, witness, by=step.c.item() < 0 and (step.i.item() < 0 < step.g.item()) == (gate == "tanh")
    )


def _must_be_known(claimed: str, **named: object) -> None:
    for name, given in named.items():
        if given not in list(ACTIVATIONS):
            raise ValueError(f"{claimed}: {name} is {given!r}, one of {', '.join(ACTIVATIONS)} is expected")
