"""Difficulty and discrimination by marginal maximum likelihood: Bock and Aitkin's EM over a fixed quadrature.
https://doi.org/10.1007/BF02293801

Standard errors come from the outer products of the learners' own gradients; the delta method gives those of difficulty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessments.engine.statistics.logistic import Answers, Curves, maximised, posteriors, scores
from assessments.engine.statistics.moments import Array

FEWEST, FEWEST_2PL = 50, 200  # learners
FOR_EACH = 4  # learners for each parameter
MOST_ROUNDS = 500
CLOSE = 1e-4
FARTHEST = 6.0  # a difficulty beyond it is the quadrature's end, not an estimate


@dataclass(frozen=True)
class Estimate:
    difficulty: float
    difficulty_error: float
    slope: float
    slope_error: float


@dataclass(frozen=True)
class Calibration:
    """`estimates` follow the questions; None stands for one that all or none got right, or that ran off."""

    model: str  # "2PL", "1PL" or "", where there are too few learners for either
    learners: int
    estimates: tuple[Estimate | None, ...]
    converged: bool = True
    rounds: int = 0
    log_likelihood: float = 0.0


def calibrate(right: Array, given: Array) -> Calibration:
    """(learners, questions) of 0 and 1 each: right answers, and whether the question was put."""
    told = tells(right, given)
    learners, model = len(right), fitting(len(right), int(told.sum()))
    if not model:
        return Calibration("", learners, (None,) * right.shape[1])
    answers = Answers(right[:, told].astype(float), given[:, told].astype(float))
    curves, rounds, converged = climbed(answers, model)
    posterior, likelihood = posteriors(answers, curves)
    found = iter(estimates(curves, *errors(answers, posterior, curves, model)))
    spread = tuple(next(found) if one else None for one in told)
    return Calibration(model, learners, spread, converged, rounds, likelihood)


def tells(right: Array, given: Array) -> Array:
    """Where everyone was right, or nobody, there is no finite difficulty."""
    hits, n = right.sum(axis=0), given.sum(axis=0)
    return np.asarray((hits > 0) & (hits < n))


def fitting(learners: int, questions: int) -> str:
    """The model that so many learners carry."""
    if questions < 3 or learners < max(FEWEST, FOR_EACH * (questions + 1)):  # noqa: PLR2004 -- two say nothing of a slope
        return ""
    return "2PL" if learners >= max(FEWEST_2PL, FOR_EACH * 2 * questions) else "1PL"


def climbed(answers: Answers, model: str) -> tuple[Curves, int, bool]:
    curves = start(answers)
    for number in range(1, MOST_ROUNDS + 1):
        posterior, _ = posteriors(answers, curves)
        higher = maximised(answers, posterior, curves, alike=model == "1PL")
        moved = max(np.abs(higher.slopes - curves.slopes).max(), np.abs(higher.intercepts - curves.intercepts).max())
        curves = higher
        if moved < CLOSE:
            return upright(curves), number, True
    return upright(curves), MOST_ROUNDS, False


def start(answers: Answers) -> Curves:
    shares = answers.right.sum(axis=0) / answers.given.sum(axis=0)
    return Curves(np.ones(len(shares)), np.log(shares / (1 - shares)))


def upright(curves: Curves) -> Curves:
    # Turned over, the model fits as well; that more ability means more right answers is our word.
    return curves if curves.slopes.mean() >= 0 else Curves(-curves.slopes, curves.intercepts)


def errors(answers: Answers, posterior: Array, curves: Curves, model: str) -> tuple[Array, Array, Array]:
    """Variances of slopes and intercepts, and their covariances."""
    by_slope, by_intercept = scores(answers, posterior, curves)
    count = by_intercept.shape[1]
    if model == "1PL":
        by_slope = by_slope.sum(axis=1, keepdims=True)
    gradients = np.hstack([by_slope, by_intercept])
    # The pseudo-inverse: with few learners the information need not be of full rank.
    spread = np.linalg.pinv(gradients.T @ gradients, hermitian=True)
    slopes = np.arange(count) if model == "2PL" else np.zeros(count, dtype=int)
    places = np.arange(count) + by_slope.shape[1]
    return spread[slopes, slopes], spread[places, places], spread[slopes, places]


def estimates(curves: Curves, aa: Array, dd: Array, ad: Array) -> Sequence[Estimate | None]:
    a, d = curves.slopes, curves.intercepts
    b = -d / np.where(a == 0, np.nan, a)
    variance = (dd + 2 * b * ad + b**2 * aa) / a**2  # of −d/a, by the delta method
    rows = zip(*(values.tolist() for values in (b, np.sqrt(np.abs(variance)), a, np.sqrt(np.abs(aa)))), strict=True)
    return [Estimate(*row) if abs(row[0]) <= FARTHEST and np.isfinite(row).all() else None for row in rows]
