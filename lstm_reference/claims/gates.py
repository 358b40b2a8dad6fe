"""What a gate can put out, and whether gates agree."""

import math
import sys
from typing import Final

from lstm_reference.bounds import unconstrained_ranges
from lstm_reference.claims.cells import cell, column, ends, play, scalar_step
from lstm_reference.claims.registry import claim
from lstm_reference.claims.verdict import Verdict, as_stated, shown
from lstm_reference.count import parameters
from lstm_reference.spec import GATES, Spec
from lstm_reference.weights import seeded

PUT_OUT_BY_SIGMOID: Final = ("f", "i", "o")
# Sums of small dyadic numbers: exact in float64, in any order.
TIED: Final = {"W_fF": [[0.5, 0.25, -0.5]], "W_iF": [[2.5, -0.75, -0.5]]}
ACROSS: Final = [1.0, 2.0, 4.0]
SEED: Final = 0
UNLIKE: Final = {"W_fF": 1.0, "W_iF": -1.0, "W_oF": 2.0}


@claim("gate-output-attains")
def gate_output_attains(gate: str, value: float) -> Verdict:
    """`gate` f, i or o; the value is attained if some finite pre-activation gives it."""
    if gate not in PUT_OUT_BY_SIGMOID:
        raise ValueError(f"gate-output-attains: gate is {gate!r}, one of f, i, o is expected")
    if type(value) not in {int, float} or not abs(value) <= sys.float_info.max:
        raise ValueError(f"gate-output-attains: value is {value!r}, a finite number is expected")
    reach = getattr(unconstrained_ranges(1), gate)
    if not reach.lo.item() < value < reach.hi.item():
        why = f"A sigmoid stays strictly between 0 and 1, and {value} does not lie there."
        return as_stated(shown("refuted", why, {"value": value, "reach": ends(reach)}, by=reach.open))
    # By log1p, because 1 - value would round a small value away.
    logit = math.log(value) - math.log1p(-value)
    output = getattr(scalar_step(cell({f"b_{gate}": logit})), gate).item()
    finding = shown(
        "proved",
        f"A pre-activation of {logit:.4f} gives {value}.",
        {"weights": {f"b_{gate}": logit}, "x": [[0.0]], gate: [output]},
        # The smallest numbers do not have twelve digits to compare.
        by=math.isclose(output, value, rel_tol=1e-12, abs_tol=1e-320),
    )
    return as_stated(finding)


@claim("gates-equal-same-inputs")
def gates_equal_same_inputs() -> Verdict:
    step = play(cell(UNLIKE), [[1.0]])[0]
    finding = shown(
        "refuted",
        "All gates read the same x_t and h_{t-1}, but each with its own weights and biases; here they differ.",
        {"weights": UNLIKE, "x": [[1.0]], "f": column(step.f), "i": column(step.i), "o": column(step.o)},
        by=len({step.f.item(), step.i.item(), step.o.item()}) == len(PUT_OUT_BY_SIGMOID),
    )
    return as_stated(finding)


@claim("gates-differ")
def gates_differ() -> Verdict:
    unlike = play(cell(UNLIKE), [[1.0]])[0]
    generically = shown(
        "generic",
        "Two gates agree in a unit only where their weights and biases happen to give the same sum, which is a set "
        "of measure zero. Here is a cell in which they differ.",
        {"weights": UNLIKE, "x": [[1.0]], "f": column(unlike.f), "i": column(unlike.i)},
        by=unlike.f.item() != unlike.i.item(),
    )
    tied = play(cell(TIED, Spec(3, 1)), [ACROSS])[0]
    always = shown(
        "refuted",
        "These forget and input weights differ, but their difference is orthogonal to this input, so the gates agree.",
        {"weights": TIED, "x": [ACROSS], "f": column(tied.f), "i": column(tied.i)},
        by=tied.f.item() == tied.i.item(),
    )
    return Verdict({"generically": generically, "always": always})


@claim("gates-equal-same-weights")
def gates_equal_same_weights() -> Verdict:
    spec = Spec(3, 2)
    weights, counts = seeded(spec, SEED), parameters(spec)
    sets = {gate: sum(count for name, count in counts.items() if name[2] == gate) for gate in GATES["lstm"]}
    step = play(weights, [[1.0, 1.0, 1.0]])[0]
    finding = shown(
        "refuted",
        "The premise fails: the three gates and the candidate hold four separate sets of weights and biases.",
        {"seed": SEED, "sets": sets, "total": counts.total, "f": column(step.f), "i": column(step.i)},
        by=len({id(array) for array in weights.values()}) == len(counts) and bool((step.f != step.i).all()),
    )
    return as_stated(finding)
