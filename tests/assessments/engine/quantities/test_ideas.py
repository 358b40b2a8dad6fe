import pytest

from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.ideas import ideas_of
from assessments.engine.quantities.quantity import Quantity

SIZES = Drawn(80, 12, steps=7, batch=3)
TOTAL = Quantity("parameters", "elements")
GRU = Quantity("parameters", "elements", cell="gru")


def wrong(asked: Asked, drawn: Drawn = SIZES) -> dict[str, object]:
    return {tag: idea(drawn) for tag, idea in ideas_of(asked, drawn)}


def test_an_idea_that_changes_nothing_is_no_idea() -> None:
    assert wrong(Asked(Quantity("W_fR"))) == {
        "sizes-swapped": (80, 80),
        "input-size-for-hidden": (80, 80),
        "feed-forward-for-recurrent": (12, 80),
    }


def test_an_idea_stays_one_where_it_happens_to_be_right() -> None:
    assert wrong(Asked(Quantity("W_fF")), Drawn(12, 12))["sizes-swapped"] == (12, 12)


def test_a_ratio_goes_wrong_in_its_own_ways() -> None:
    assert wrong(Asked(TOTAL, GRU, "ratio")) == {
        "ratio-inverted": 0.75,
        "difference-for-ratio": 1116.0,
        "first-only": 4464,
        "second-only": 3348,
        "one-gate-only": 1.0,
        "three-gates": 1.0,
        "lstm-for-gru": 1.0,
    }


def test_a_difference_goes_wrong_in_its_own_ways() -> None:
    ideas = wrong(Asked(TOTAL, GRU, "difference"))

    assert {tag: ideas[tag] for tag in ("sign-flipped", "first-only", "second-only", "no-bias", "two-biases")} == {
        "sign-flipped": -1116,
        "first-only": 4464,
        "second-only": 3348,
        "no-bias": 4 * 12 * 92 - 3 * 12 * 92,
        "two-biases": 4512 - 3384,
    }


def test_a_range_is_confused_with_others_and_with_its_own_ends() -> None:
    ideas = wrong(Asked(Quantity("c", "range")))

    assert {tag: (ends.lo, ends.hi, ends.lo_open) for tag, ends in ideas.items()} == {
        "range-of-gate": (0.0, 1.0, True),
        "range-of-candidate": (-1.0, 1.0, True),
        "range-of-hidden-state": (pytest.approx(-0.99999834), pytest.approx(0.99999834), True),
        "ends-open-closed": (-7.0, 7.0, False),
    }
