from __future__ import annotations

from uuid import UUID

import pytest

from tests.faults.service.counting import Count, Kept, Told, compared, together

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))


def told(*acknowledged: UUID, sent: tuple[UUID, ...] = (ONE, TWO, THREE)) -> Told:
    return Told({intent: f"({intent.int}, 2)" for intent in acknowledged}, set(sent))


def kept(*intents: UUID) -> Kept:
    """All in one session, which says so."""
    return Kept([(intent, f"({intent.int}, 2)") for intent in intents], [(len(intents), 9, len(intents))])


def test_what_was_acknowledged_and_is_there_once_is_whole() -> None:
    count = compared(told(ONE, TWO), kept(ONE, TWO))

    assert count == Count(acknowledged=2, lost=0, doubled=0)
    assert count.is_whole


def test_an_acknowledged_answer_that_is_not_there_is_lost() -> None:
    count = compared(told(ONE, TWO), kept(TWO))

    assert count == Count(acknowledged=2, lost=1, doubled=0)
    assert not count.is_whole


def test_an_acknowledged_answer_that_is_there_in_other_words_is_lost() -> None:
    count = compared(told(ONE), Kept([(ONE, "(9, 9)")], [(1, 9, 1)]))

    assert count == Count(acknowledged=1, lost=1, doubled=0)


def test_an_answer_that_is_there_three_times_is_doubled_twice() -> None:
    count = compared(told(ONE, TWO), kept(ONE, ONE, TWO, ONE))

    assert count == Count(acknowledged=2, lost=0, doubled=2)
    assert not count.is_whole


def test_an_answer_that_is_there_and_was_not_acknowledged_is_no_fault() -> None:
    count = compared(told(ONE), kept(ONE, TWO))

    assert count == Count(acknowledged=1, lost=0, doubled=0, unheard=1)
    assert count.is_whole


def test_an_answer_that_nobody_sent_is_invented() -> None:
    count = compared(told(ONE, sent=(ONE,)), kept(ONE, THREE))

    assert count == Count(acknowledged=1, lost=0, doubled=0, invented=1)
    assert not count.is_whole


@pytest.mark.parametrize(
    ("session", "wrong"),
    [
        ((1, 9, 2), Count(acknowledged=2, lost=0, doubled=0, miscounted=1)),
        ((2, 1, 2), Count(acknowledged=2, lost=0, doubled=0, beyond=1)),
    ],
)
def test_tries_that_do_not_add_up_are_counted(session: tuple[int, int, int], wrong: Count) -> None:
    count = compared(told(ONE, TWO), Kept(kept(ONE, TWO).responses, [session]))

    assert count == wrong
    assert not count.is_whole


def test_what_the_database_says_of_itself_counts() -> None:
    count = compared(told(ONE), Kept(kept(ONE).responses, [], ["row 3 missing from index"]))

    assert (count.damaged, count.is_whole, count.wrong) == (1, False, "1 damaged")


def test_several_looks_are_added_up_but_for_what_all_of_them_saw() -> None:
    looks = [Count(acknowledged=3, lost=1, doubled=0), Count(acknowledged=5, lost=2, doubled=1, beyond=4)]

    assert together(looks, 5) == Count(acknowledged=5, lost=3, doubled=1, beyond=4)


def test_the_hundredth_that_waited_longest_is_told() -> None:
    waited = Told(milliseconds=[float(number) for number in range(200, 0, -1)])

    assert (waited.p99, Told().p99) == (199.0, 0.0)
