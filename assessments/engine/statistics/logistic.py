"""The two-parameter logistic model: the chance of a right answer is σ(aθ + d), with ability θ ~ N(0, 1).

That θ has mean 0 and variance 1 is what fixes the scale; that the slopes have a positive mean, its direction.
Difficulty is b = −d/a. Learners who did not get a question say nothing about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assessments.engine.statistics.moments import Array

REACH, NODES = 6.0, 49  # of the fixed quadrature over θ
STEEPEST = 8.0
RIDGE = 1e-9  # so that nothing is divided by zero where a question tells nothing


@dataclass(frozen=True)
class Answers:
    right: Array  # (learners, questions), 1 where right
    given: Array  # (learners, questions), 1 where there was the question at all


@dataclass(frozen=True)
class Curves:
    slopes: Array  # (questions,)
    intercepts: Array  # (questions,)

    @cached_property
    def chances(self) -> Array:  # (questions, nodes)
        return sigmoid(self.slopes[:, None] * nodes() + self.intercepts[:, None])


def nodes() -> Array:
    return np.linspace(-REACH, REACH, NODES)


def prior() -> Array:
    weights = np.exp(-(nodes() ** 2) / 2)
    return np.asarray(weights / weights.sum())


def sigmoid(x: Array) -> Array:
    return np.asarray((1 + np.tanh(x / 2)) / 2)  # overflows nowhere


def posteriors(answers: Answers, curves: Curves) -> tuple[Array, float]:
    """(learners, nodes) and the marginal log-likelihood."""
    chances = np.clip(curves.chances, 1e-12, 1 - 1e-12)
    logs = answers.right @ np.log(chances) + (answers.given - answers.right) @ np.log1p(-chances)
    # Taken out before exp, or a long test would underflow to nothing.
    top = logs.max(axis=1, keepdims=True)
    joint = np.exp(logs - top) * prior()
    evidence = joint.sum(axis=1, keepdims=True)
    return joint / evidence, float((np.log(evidence) + top).sum())


def maximised(answers: Answers, posterior: Array, curves: Curves, alike: bool) -> Curves:
    """One step of Newton for every question at once, or, alike, for all intercepts and their one slope."""
    expected = answers.given.T @ posterior  # (questions, nodes): how many were there
    hits = answers.right.T @ posterior
    weights = expected * curves.chances * (1 - curves.chances)
    misses, theta = hits - expected * curves.chances, nodes()
    down = np.stack([misses @ theta, misses.sum(axis=1)])  # the gradient by a and by d
    aa, ad, dd = weights @ theta**2, weights @ theta, weights.sum(axis=1) + RIDGE
    if alike:
        slope = (down[0] - down[1] * ad / dd).sum() / ((aa - ad**2 / dd).sum() + RIDGE)
        moves = np.full_like(dd, slope), (down[1] - ad * slope) / dd
    else:
        determinant = aa * dd - ad**2 + RIDGE
        moves = (dd * down[0] - ad * down[1]) / determinant, (aa * down[1] - ad * down[0]) / determinant
    # Bounded, as a whole step of Newton may jump over the summit.
    slopes, intercepts = (np.clip(move, -1, 1) for move in moves)
    return Curves(np.clip(curves.slopes + slopes, -STEEPEST, STEEPEST), curves.intercepts + intercepts)


def scores(answers: Answers, posterior: Array, curves: Curves) -> tuple[Array, Array]:
    """Each learner's gradient of the marginal log-likelihood, by slopes and by intercepts."""
    theta = nodes()
    by_slope = answers.right * (posterior @ theta)[:, None] - answers.given * (posterior @ (theta * curves.chances).T)
    return by_slope, answers.right - answers.given * (posterior @ curves.chances.T)
