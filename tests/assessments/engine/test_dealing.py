from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.dealing import dealt

PILES = st.lists(st.lists(st.integers(0, 7), unique=True, max_size=8), min_size=1, max_size=4)


@given(PILES, st.data())
def test_nothing_is_dealt_twice_and_no_hand_gets_more_than_it_wants_or_what_is_not_in_its_pile(
    piles: list[list[int]], data: st.DataObject
) -> None:
    wanted = [data.draw(st.integers(0, 4)) for _ in piles]

    hands = dealt(piles, wanted)

    everything = [one for hand in hands for one in hand]
    assert len(everything) == len(set(everything))
    for hand, pile, count in zip(hands, piles, wanted, strict=True):
        assert len(hand) <= count
        assert hand == [one for one in pile if one in hand]


@given(PILES, st.data())
def test_no_other_deal_would_give_more(piles: list[list[int]], data: st.DataObject) -> None:
    """By trying every deal there is."""
    wanted = [data.draw(st.integers(0, 2)) for _ in piles]

    assert sum(map(len, dealt(piles, wanted))) == most(piles, wanted, frozenset())


def most(piles: list[list[int]], wanted: list[int], taken: frozenset[int]) -> int:
    hand = next((place for place, count in enumerate(wanted) if count), None)
    if hand is None:
        return 0
    rest = [count - (place == hand) for place, count in enumerate(wanted)]
    given_one = (1 + most(piles, rest, taken | {one}) for one in piles[hand] if one not in taken)
    return max(most(piles, rest, taken), *given_one, 0)


def test_a_pile_is_taken_from_its_top() -> None:
    assert dealt([[3, 1, 2], [2, 3, 4]], [2, 1]) == [[3, 1], [2]]


def test_a_broad_pile_makes_room_for_a_narrow_one() -> None:
    assert dealt([[1, 2, 3], [1]], [2, 1]) == [[2, 3], [1]]


def test_who_makes_room_may_ask_others_to() -> None:
    assert dealt([[1, 2], [2, 3], [1]], [1, 1, 1]) == [[2], [3], [1]]


def test_what_cannot_be_had_is_left_out() -> None:
    assert dealt([[1], [1], []], [3, 1, 1]) == [[1], [], []]
