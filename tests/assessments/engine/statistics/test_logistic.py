"""The gradient that Newton's steps and the standard errors rest on, beside finite differences."""

import numpy as np
import pytest

from assessments.engine.statistics.logistic import (
    Answers,
    Curves,
    maximised,
    nodes,
    posteriors,
    prior,
    scores,
    sigmoid,
)

RNG = np.random.default_rng(5)
RIGHT = (RNG.random((40, 4)) < 0.6).astype(float)
GIVEN = np.ones_like(RIGHT)
GIVEN[:10, 3] = 0
ANSWERS = Answers(RIGHT * GIVEN, GIVEN)
CURVES = Curves(np.array([0.8, 1.1, 1.5, 0.5]), np.array([0.3, -0.4, 1.0, 0.0]))
STEP = 1e-5


def likelihood(slopes: np.ndarray, intercepts: np.ndarray) -> float:
    return posteriors(ANSWERS, Curves(slopes, intercepts))[1]


@pytest.mark.parametrize("place", range(4))
def test_the_scores_are_the_gradient_of_the_likelihood(place: int) -> None:
    move = np.eye(4)[place] * STEP
    by_slope, by_intercept = scores(ANSWERS, posteriors(ANSWERS, CURVES)[0], CURVES)
    a, d = CURVES.slopes, CURVES.intercepts

    assert by_slope.sum(axis=0)[place] == pytest.approx(
        (likelihood(a + move, d) - likelihood(a - move, d)) / (2 * STEP), abs=1e-5
    )
    assert by_intercept.sum(axis=0)[place] == pytest.approx(
        (likelihood(a, d + move) - likelihood(a, d - move)) / (2 * STEP), abs=1e-5
    )


def test_the_likelihood_is_the_sum_over_the_nodes() -> None:
    chances = sigmoid(CURVES.slopes[:, None] * nodes() + CURVES.intercepts[:, None])
    expected = 0.0
    for right, given in zip(ANSWERS.right, ANSWERS.given, strict=True):
        each = np.where(right[:, None] == 1, chances, 1 - chances) ** given[:, None]
        expected += np.log((each.prod(axis=0) * prior()).sum())

    assert posteriors(ANSWERS, CURVES)[1] == pytest.approx(expected)


@pytest.mark.parametrize("alike", [True, False])
def test_every_round_climbs(alike: bool) -> None:
    curves = Curves(np.ones(4), np.zeros(4))
    found = []
    for _ in range(6):
        posterior, height = posteriors(ANSWERS, curves)
        curves = maximised(ANSWERS, posterior, curves, alike=alike)
        found.append(height)

    assert found == sorted(found)
    assert (len(set(curves.slopes.round(9))) == 1) == alike
