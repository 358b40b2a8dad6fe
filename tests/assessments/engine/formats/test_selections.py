"""What a selection among several options is worth."""

import pytest

from assessments.engine.formats.selections import SCORINGS, Tally


def chosen(hits: int, extras: int, right: int, options: int) -> Tally:
    return Tally(hits, extras, right - hits, options)


NAMES = ("off", "net-correct", "each-answer", "coverage", "proportional-correct", "halves")


# The published formulas, worked out by hand: tp hits and fp extras of c right ones, among n options.
@pytest.mark.parametrize(
    ("selection", "worth"),
    [
        ((2, 0, 2, 5), (1, 1, 1, 1, 1, 1)),
        ((1, 0, 2, 5), (0, 1 / 2, 4 / 5, 1 / 2, 1 / 2, 1 / 2)),
        ((2, 1, 2, 5), (0, 1 / 2, 4 / 5, 2 / 3, 0, 1 / 2)),
        ((1, 1, 2, 5), (0, 0, 3 / 5, 1 / 4, 0, 1 / 4)),
        ((2, 2, 2, 5), (0, 0, 3 / 5, 1 / 2, 0, 1 / 4)),
        ((2, 3, 2, 5), (0, 0, 2 / 5, 2 / 5, 0, 0)),
        ((0, 3, 2, 5), (0, 0, 0, 0, 0, 0)),
        ((0, 0, 2, 5), (0, 0, 3 / 5, 0, 0, 1 / 4)),
        ((3, 0, 4, 5), (0, 3 / 4, 4 / 5, 3 / 4, 3 / 4, 1 / 2)),
        ((3, 1, 4, 5), (0, 1 / 2, 3 / 5, 9 / 16, 0, 1 / 4)),
        ((1, 0, 2, 4), (0, 1 / 2, 3 / 4, 1 / 2, 1 / 2, 1 / 2)),
        ((0, 0, 2, 4), (0, 0, 1 / 2, 0, 0, 0)),
        ((1, 0, 1, 2), (1, 1, 1, 1, 1, 1)),
        ((0, 0, 1, 2), (0, 0, 1 / 2, 0, 0, 0)),
        ((0, 0, 0, 3), (1, 1, 1, 0, 0, 1)),
        ((0, 1, 0, 1), (0, 0, 0, 0, 0, 0)),
        ((0, 1, 0, 3), (0, 0, 2 / 3, 0, 0, 1 / 2)),
    ],
)
def test_each_scoring_follows_its_formula(selection: tuple[int, ...], worth: tuple[float, ...]) -> None:
    earned = {name: scoring.score(chosen(*selection)) for name, scoring in SCORINGS.items()}

    assert earned == pytest.approx(dict(zip(NAMES, worth, strict=True)))


@pytest.mark.parametrize(("options", "one_error", "two_errors"), [(2, 0, 0), (3, 0.5, 0), (4, 0.5, 0), (5, 0.5, 0.25)])
def test_halves_forgive_only_among_enough_options(options: int, one_error: float, two_errors: float) -> None:
    earned = [SCORINGS["halves"].score(Tally(1, extras, 0, options)) for extras in (1, 2)]

    assert earned == [one_error, two_errors]


def test_choosing_everything_never_earns_the_whole_mark() -> None:
    everything = chosen(hits=2, extras=3, right=2, options=5)

    assert max(scoring.score(everything) for scoring in SCORINGS.values()) < 1


def test_no_options_at_all_divide_nothing_by_zero() -> None:
    empty = Tally(0, 0, 0, 0)

    assert [scoring.score(empty) for scoring in SCORINGS.values()] == [1, 1, 1, 0, 0, 1]
