"""Against learners who were made up by the very model, so that the truth is known."""

import numpy as np
import pytest

from assessments.engine.statistics.calibration import Calibration, calibrate

Truth = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def simulated(learners: int, questions: int, *, seed: int = 1, alike: bool = False) -> Truth:
    """Slopes, difficulties, right answers, and what was given."""
    rng = np.random.default_rng(seed)
    slopes = np.full(questions, 1.2) if alike else rng.uniform(0.6, 2, questions)
    difficulties, ability = rng.uniform(-1.8, 1.8, questions), rng.standard_normal((learners, 1))
    right = rng.random((learners, questions)) < 1 / (1 + np.exp(-slopes * (ability - difficulties)))
    return slopes, difficulties, right.astype(int), np.ones_like(right, dtype=int)


def off_by(found: Calibration, slopes: np.ndarray, difficulties: np.ndarray) -> np.ndarray:
    """How many standard errors each estimate is from the truth."""
    rows = zip(found.estimates, slopes, difficulties, strict=True)
    pairs = [((e.slope - a) / e.slope_error, (e.difficulty - b) / e.difficulty_error) for e, a, b in rows]
    return np.array(pairs)


def test_what_was_put_in_comes_out() -> None:
    slopes, difficulties, right, given = simulated(2000, 12)

    found = calibrate(right, given)

    off = off_by(found, slopes, difficulties)
    assert [found.model, found.converged, found.learners] == ["2PL", True, 2000]
    assert np.abs(off).max() < 3.5
    assert 0.6 < off.std() < 1.4  # neither boastful nor timid about it
    assert max(one.difficulty_error for one in found.estimates) < 0.25


def test_standard_errors_are_what_repeating_it_all_would_show() -> None:
    runs = []
    for seed in range(30):
        rng = np.random.default_rng(seed)
        ability, difficulties = rng.standard_normal((400, 1)), np.linspace(-1, 1, 6)
        right = rng.random((400, 6)) < 1 / (1 + np.exp(-1.3 * (ability - difficulties)))
        runs.append(calibrate(right.astype(int), np.ones((400, 6), dtype=int)).estimates)

    for place in range(6):
        found = [run[place] for run in runs]
        assert np.std([one.difficulty for one in found], ddof=1) == pytest.approx(
            np.mean([one.difficulty_error for one in found]), rel=0.45
        )


def test_questions_that_a_learner_did_not_get_say_nothing() -> None:
    slopes, difficulties, right, given = simulated(3000, 10)
    given[:1500, :3] = given[1500:, 7:] = 0

    found = calibrate(right * given, given)

    assert np.abs(off_by(found, slopes, difficulties)).max() < 3.5


def test_few_learners_get_the_model_with_one_slope() -> None:
    slopes, difficulties, right, given = simulated(120, 10, alike=True)

    found = calibrate(right, given)

    assert [found.model, found.converged] == ["1PL", True]
    assert len({one.slope for one in found.estimates}) == 1
    assert np.abs(off_by(found, slopes, difficulties)).max() < 3.5


@pytest.mark.parametrize(("learners", "questions"), [(0, 5), (49, 5), (100, 2), (100, 60)])
def test_too_few_are_not_calibrated(learners: int, questions: int) -> None:
    *_, right, given = simulated(learners, questions)

    assert calibrate(right, given).model == ""


def test_a_question_that_everyone_got_right_has_no_difficulty() -> None:
    *_, right, given = simulated(400, 6)
    right[:, 2] = 1
    right[:, 4] = 0

    found = calibrate(right, given)

    assert [one is None for one in found.estimates] == [False, False, True, False, True, False]


def test_a_question_about_something_else_discriminates_against() -> None:
    *_, right, given = simulated(1500, 6)
    right[:, 0] = 1 - right[:, 0]

    slopes = [one.slope for one in calibrate(right, given).estimates]

    assert slopes[0] < 0 < min(slopes[1:])
