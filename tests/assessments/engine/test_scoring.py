import json
from datetime import timedelta
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.scoring import MODES, Answered, Ledger, Rules, credit, kept_score, total

ADAPTIVE = Rules("adaptive", penalty=0.25)
EXAM = Rules("exam", shares=(1.0, 0.5, 0.25))
PRACTICE = Rules("practice", step=0.25)
DEFERRED = Rules("deferred")

fractions = st.sampled_from((0.0, 0.25, 0.5, 1.0))
answers = st.lists(
    st.builds(Answered, fractions, st.sampled_from("abc"), st.sampled_from((1.0, 0.8))), min_size=1, max_size=8
)


def run(rules: Rules, *given: tuple[float, str] | Answered) -> Ledger:
    answered = (one if isinstance(one, Answered) else Answered(*one) for one in given)
    return reduce(lambda ledger, one: ledger.after(rules, one), answered, Ledger())


@given(rules=st.sampled_from((ADAPTIVE, EXAM, PRACTICE, DEFERRED)), given=answers)
def test_a_place_earns_between_nothing_and_its_points(rules: Rules, given: list[Answered]) -> None:
    assert 0 <= run(rules, *given).earned <= 1


@given(rules=st.sampled_from((ADAPTIVE, EXAM, PRACTICE)), given=answers)
def test_another_answer_never_takes_anything_away(rules: Rules, given: list[Answered]) -> None:
    earned = [run(rules, *given[:count]).earned for count in range(len(given) + 1)]

    assert earned == sorted(earned)


@given(rules=st.sampled_from((ADAPTIVE, EXAM, PRACTICE, DEFERRED)), given=answers)
def test_a_ledger_survives_the_store(rules: Rules, given: list[Answered]) -> None:
    ledger = run(rules, *given)

    assert Ledger.read(json.loads(json.dumps(ledger.facts()))) == ledger


@pytest.mark.parametrize("mode", MODES)
def test_a_right_answer_at_first_earns_all(mode: str) -> None:
    assert run(Rules(mode), (1.0, "right")).earned == 1


@pytest.mark.parametrize(
    ("given", "earned"),
    [
        ([(0, "a"), (1, "right")], 0.75),
        ([(0, "a"), (0, "b"), (1, "right")], 0.5),
        ([(0, "a"), (0, "a"), (1, "right")], 0.75),  # the same mistake twice is one
        ([(0.5, "half"), (0.5, "half")], 0.5),
        ([(0.5, "half"), (0, "a"), (0, "b"), (1, "right")], 0.5),
        ([(1, "right"), (0, "a")], 1),
    ],
)
def test_adaptive_takes_a_penalty_for_each_different_wrong_answer(
    given: list[tuple[float, str]], earned: float
) -> None:
    assert run(ADAPTIVE, *given).earned == earned


def test_a_fresh_variant_is_free_of_the_penalties_of_the_last() -> None:
    tried = run(ADAPTIVE, (0.5, "half"), (0, "a"), (0, "b"))

    assert tried.renewed().after(ADAPTIVE, Answered(1, "right")).earned == 1


@pytest.mark.parametrize(
    ("given", "earned"),
    [
        ([(0, ""), (1, "")], 0.5),
        ([(0, ""), (0, ""), (1, "")], 0.25),
        ([(0, ""), (0, ""), (0, ""), (1, "")], 0.25),  # the list's last goes on
        ([(0.5, ""), (1, "")], 0.75),
        ([(0.5, ""), (0.25, ""), (1, "")], 0.625),
    ],
)
def test_exam_pays_each_try_by_its_own_share(given: list[tuple[float, str]], earned: float) -> None:
    assert run(EXAM, *given).earned == earned


@pytest.mark.parametrize(
    ("given", "earned"),
    [
        ([1], 0.25),
        ([1, 1], 0.75),
        ([1, 1, 1], 1),  # full
        ([1, 0, 1], 0.5),  # a miss takes the value back to one step
        ([0.5], 0.125),
        ([0.5, 1], 0.25),
        ([0.5, 0.25, 1], 0.25),
    ],
)
def test_practice_grows_with_right_answers_in_a_row(given: list[float], earned: float) -> None:
    assert run(PRACTICE, *((fraction, "") for fraction in given)).earned == earned


def test_deferred_counts_the_last_answer_only() -> None:
    assert run(DEFERRED, (1, "right"), (0.5, "half")).earned == 0.5


@pytest.mark.parametrize("rules", [ADAPTIVE, EXAM, DEFERRED, Rules("practice")])
def test_late_work_earns_its_credit(rules: Rules) -> None:
    assert run(rules, Answered(1, "right", credit=0.8)).earned == 0.8


def test_what_was_earned_in_time_stays_whole() -> None:
    assert run(EXAM, Answered(0.5, "half"), Answered(1, "right", credit=0.5)).earned == 0.5 + 0.5 * 0.5 * 0.5


@pytest.mark.parametrize(("hours", "worth"), [(-1, 1), (0, 1), (1, 0.8), (24, 0.8), (25, 0.5), (72, 0.5), (73, 0)])
def test_credit_falls_in_steps_after_the_due_date(hours: float, worth: float) -> None:
    assert credit(timedelta(hours=hours), [(24, 0.8), (72, 0.5)]) == worth


def test_without_steps_late_work_is_worth_nothing() -> None:
    assert credit(timedelta(microseconds=1), []) == 0


@pytest.mark.parametrize(("policy", "score"), [("best", 3), ("last", 2), ("first", 1), ("mean", 2)])
def test_a_policy_says_which_attempt_counts(policy: str, score: float) -> None:
    assert kept_score(policy, [(1, 4), (3, 4), (2, 4)], 4) == score


@pytest.mark.parametrize(("policy", "score"), [("best", 8), ("last", 5), ("first", 8), ("mean", 6.5)])
def test_attempts_of_a_quiz_that_changed_weigh_by_their_shares(policy: str, score: float) -> None:
    assert kept_score(policy, [(4, 5), (5, 10)], 10) == score


def test_of_no_points_there_is_no_share() -> None:
    assert kept_score("best", [(0, 0), (1, 2)], 2) == 1


@pytest.mark.parametrize(
    ("places", "points"),
    [([], 0), ([(1, 1)], 1), ([(1, 0)], 0), ([(2, 0.5), (3, 1)], 4), ([(0, 1), (0.25, 1)], 0.25)],
)
def test_each_place_brings_the_share_of_its_points_that_it_earned(
    places: list[tuple[float, float]], points: float
) -> None:
    assert total(places) == points
