"""Why the write pairs a sigmoid with a tanh."""

from typing import Any, Final

import numpy as np

from lstm_reference.bounds import ANYTHING, Ranges, gate_ranges
from lstm_reference.cell import sigmoid, tanh
from lstm_reference.claims.cells import cell, ends, scalar_step
from lstm_reference.claims.registry import claim
from lstm_reference.claims.verdict import Finding, Verdict, as_stated, shown
from lstm_reference.interval import A, Lifted
from lstm_reference.spec import Spec

# More than rounding can do to numbers below 1, less than any difference worth the name.
NOISE: Final = 1e-12


def identity(z: A) -> A:
    return z


CANDIDATES: Final[dict[str, Lifted]] = {"tanh": tanh, "sigmoid": sigmoid, "identity": identity}


@claim("written-term-sign-is-candidates")
def written_term_sign() -> Verdict:
    up, down = _written((0.0, np.inf)), _written((-np.inf, 0.0))
    finding = shown(
        "proved",
        "What is written is i_t times the candidate, and i_t is always above 0: a positive candidate pushes the "
        "cell state above the kept part f_t c_{t-1}, a negative one below it.",
        {"written for candidates above 0": ends(up.c), "written for candidates below 0": ends(down.c)},
        by=up.c.lo.item() >= 0 >= down.c.hi.item() and up.i.lo.item() >= 0 and bool(up.i.lo_open.all()),
    )
    return Verdict({"relative to the kept part": finding})


@claim("candidate-sign-moves-state")
def candidate_sign_moves_state() -> Verdict:
    """The sigmoid says how much is written, the tanh whether the cell state goes up or down."""
    biases = {"b_f": 0.0, "b_i": float(np.log(9.0)), "b_c": float(np.arctanh(0.5))}
    step = scalar_step(cell(biases), c=2.0)
    fell = shown(
        "refuted",
        "The candidate is positive, yet c_t is below c_{t-1}: the forget gate took more than the write put in.",
        {"biases": biases, "c_prev": 2.0, "g": step.g.item(), "c": step.c.item()},
        by=step.g.item() > 0 and step.c.item() < 2.0,  # noqa: PLR2004 -- c_prev
    )
    return Verdict({**written_term_sign(), "relative to the previous cell state": fell})


def _written(candidate_hears: tuple[float, float]) -> Ranges:
    # The first input lets every gate hear anything; the second speaks to the candidate alone. c_0 = 0: c is the write.
    free = {f"W_{gate}F": [[1.0, 0.0]] for gate in "fio"}
    weights = cell({**free, "W_cF": [[0.0, 1.0]]}, Spec(2, 1))
    lo, hi = zip(ANYTHING, candidate_hears, strict=True)
    return gate_ranges(weights.spec, weights, (lo, hi))


@claim("pairing-eases-gradient")
def pairing_eases_gradient() -> Verdict:
    biases = {"b_f": 0.5, "b_i": -0.25, "b_c": 1.0}
    f = scalar_step(cell(biases)).f.item()
    slopes = {name: _direct_slope(biases, candidate) for name, candidate in CANDIDATES.items()}
    finding = shown(
        "refuted",
        "With h_{t-1} held, the derivative of c_t by c_{t-1} is the forget gate f_t. It stays the same whether the "
        "candidate is a tanh, a sigmoid or no squashing at all, so the pairing is not what eases the gradient.",
        {"weights": biases, "f": f, "derivative": slopes},
        by=all(abs(slope - f) < NOISE for slope in slopes.values()),
    )
    return as_stated(finding)


def _direct_slope(biases: dict[str, float], candidate: Lifted) -> float:
    # c_t is affine in c_{t-1}, so this difference is the derivative, not an approximation of it.
    above, below = (scalar_step(cell(biases), c=c, candidate=candidate).c.item() for c in (1.0, -1.0))
    return (above - below) / 2


@claim("always-better-than-two-sigmoids")
def always_better_than_two_sigmoids() -> Verdict:
    return as_stated(
        _tie(
            "two sigmoids",
            {"gate": sigmoid, "candidate": sigmoid},
            {"b_i": 0.0, "b_c": 0.0},
            "Both pairs write the target exactly, so neither is better there. "
            "What two sigmoids cannot do is write a negative amount.",
        )
    )


@claim("always-better-than-two-tanh")
def always_better_than_two_tanh() -> Verdict:
    half = float(np.arctanh(0.5))
    return as_stated(
        _tie(
            "two tanh",
            {"gate": tanh, "candidate": tanh},
            {"b_i": half, "b_c": half},
            "Both pairs write the target exactly, so neither is better there. "
            "What two tanh lose is a gate that only scales: theirs can flip the candidate's sign.",
        )
    )


def _tie(rival: str, activations: dict[str, Any], biases: dict[str, float], why: str) -> Finding:
    target = 0.25
    ours = {"b_i": 0.0, "b_c": float(np.arctanh(0.5))}
    written = {
        "sigmoid and tanh": scalar_step(cell(ours)).c.item(),
        rival: scalar_step(cell(biases), **activations).c.item(),
    }
    errors = {name: abs(value - target) for name, value in written.items()}
    witness = {"target": target, "biases": {"sigmoid and tanh": ours, rival: biases}, "errors": errors}
    return shown("refuted", why, witness, by=all(error < NOISE for error in errors.values()))
