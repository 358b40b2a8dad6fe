from __future__ import annotations

from datetime import timedelta

import pytest

from assessments.models import Tally
from assessments.services.accounts import guesses
from assessments.services.accounts.guesses import Limit, TooOften, at_password, count, guessing
from tests.assessments.services.crowd import at_once
from tests.factories import NOW

pytestmark = pytest.mark.django_db

HERE, THERE = "192.0.2.7", "198.51.100.1"
MOMENT = timedelta(milliseconds=1)


def tried(name: str = "alice", place: str = HERE, times: int = 1, now=NOW) -> int:  # noqa: ANN001 -- NOW's type
    """How many of so many guesses were looked at."""
    looked = 0
    for _ in range(times):
        try:
            count(at_password(name, place), now)
        except TooOften:
            continue
        looked += 1
    return looked


def test_eight_guesses_and_no_ninth() -> None:
    assert tried(times=1000) == 8


def test_one_is_told_how_long_to_wait() -> None:
    tried(times=8)

    with pytest.raises(TooOften) as wait:
        count(at_password("alice", HERE), NOW + timedelta(minutes=4, seconds=30))

    assert (wait.value.seconds, wait.value.minutes) == (630, 11)


def test_a_quarter_of_an_hour_after_the_first_guess_they_are_free_again() -> None:
    tried(times=9)

    assert tried(now=NOW + guesses.WINDOW - MOMENT) == 0
    assert tried(now=NOW + guesses.WINDOW, times=9) == 8


def test_another_name_is_not_locked_out_here_nor_the_same_name_elsewhere() -> None:
    tried(times=9)

    assert (tried("bob"), tried(place=THERE)) == (1, 1)


def test_capitals_make_no_other_name() -> None:
    tried(times=8)

    assert tried("ALICE") == 0


def test_a_whole_class_may_mistype_at_one_address_and_a_bot_may_not_try_thousands_of_names() -> None:
    names = [f"learner-{number}" for number in range(400)]

    assert sum(tried(name) for name in names) == 300


def test_a_right_guess_does_not_count() -> None:
    for _ in range(20):
        with guessing(at_password("alice", HERE), NOW):
            pass

    assert list(Tally.objects.values_list("count", flat=True)) == [0, 0]


def test_a_wrong_guess_counts_though_it_raises() -> None:
    with pytest.raises(ValueError, match="wrong"), guessing(at_password("alice", HERE), NOW):
        raise ValueError("wrong")

    assert list(Tally.objects.values_list("count", flat=True)) == [1, 1]


def test_nobody_can_be_read_out_of_what_is_kept() -> None:
    tried()

    kept = str(list(Tally.objects.values()))
    assert [word for word in ("alice", HERE, "password") if word in kept] == []


def test_the_order_and_the_joints_of_words_make_other_tallies() -> None:
    assert len({Limit(1, words).key for words in (("a", "b"), ("b", "a"), ("ab",), ("a", "b", ""))}) == 4


def test_what_is_over_is_swept_away() -> None:
    tried()

    tried("bob", THERE, now=NOW + guesses.WINDOW)

    assert {tally.since for tally in Tally.objects.all()} == {NOW + guesses.WINDOW}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_guesses_at_one_moment_are_no_more_than_one_by_one() -> None:
    assert sum(at_once(*[lambda: tried(times=20)] * 16)) == 8
