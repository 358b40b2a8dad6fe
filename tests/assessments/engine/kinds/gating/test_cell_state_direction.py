from functools import cache

import pytest

from assessments.engine.kinds.gating.cell_state_direction import CellStateDirection, places
from assessments.engine.space import Space

SPACE = Space(CellStateDirection.domains())


@cache
def everywhere() -> list[CellStateDirection]:
    return [kind for kind in (CellStateDirection(**point) for point in SPACE) if kind.posable()]


def witness(f: float, i: float, g: float, c: float) -> str:
    """By the equation, and by mirroring what lies below zero."""
    new, way = abs(c) * f + i * g * (1 if c > 0 else -1), places(*("above", "below")[:: 1 if c > 0 else -1])
    if new > abs(c):
        return way[0]
    return way[1] if new > f * abs(c) else way[2] if new > 0 else way[3]


def test_the_place_is_that_of_the_equation_at_every_point() -> None:
    for kind in everywhere():
        assert kind.answer() == witness(kind.forget, kind.write, kind.candidate, kind.before)


def test_a_slip_is_the_place_of_another_cell_and_never_the_right_one() -> None:
    for kind in everywhere():
        f, i, g, c = kind.forget, kind.write, kind.candidate, kind.before
        others = {
            "forget-gate-left-out": witness(1, i, g, c),
            "gates-swapped": witness(i, f, g, c),
            "gate-inverted": witness(1 - f, i, g, c),
            "input-gate-left-out": witness(f, 1, g, c),
            "candidate-against-its-sign": witness(f, i, -g, c),
        }
        named = dict(kind.wrong_answers())

        assert named == {tag: others[tag] for tag in named}
        assert kind.answer() not in named.values()


def test_where_sign_and_direction_may_be_confused_most_questions_tell_them_apart() -> None:
    asked = [kind for kind in everywhere() if kind.candidate * kind.before > 0]
    told = [kind for kind in asked if "forget-gate-left-out" in dict(kind.slips())]

    assert len(told) > len(asked) / 2


def test_every_place_is_right_somewhere_above_zero_and_below() -> None:
    assert {(kind.before > 0, kind.answer()) for kind in everywhere()} == {
        *((True, place) for place in places("above", "below")),
        *((False, place) for place in places("below", "above")),
    }


def test_what_lies_near_a_border_is_not_asked() -> None:
    assert min(abs(gap) for kind in everywhere() for gap in kind.gaps()) > 0.04
    assert not CellStateDirection(0.1, 0.35, -0.3, 1.0).posable()  # 0.1 - 0.105


@pytest.mark.parametrize(
    ("kind", "moved"),
    [
        (CellStateDirection(0.6, 0.35, -0.9, 1.0), "falls from $1$ to $0.285$"),
        (CellStateDirection(0.4, 0.75, 0.9, -1.0), "rises from $-1$ to $0.275$"),
    ],
)
def test_the_solution_says_how_the_state_moves(kind: CellStateDirection, moved: str) -> None:
    assert moved in kind.because()


def test_the_solution_shows_the_kept_part_first() -> None:
    solution = CellStateDirection(0.6, 0.95, -0.6, -2.0).because()

    assert r"Of $-2$ it keeps $0.6 \cdot (-2) = -1.2$. From there the write pushes down" in solution
    assert r"= -1.2 + 0.95 \cdot (-0.6) = -1.77$$" in solution
