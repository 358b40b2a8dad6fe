from itertools import product

import pytest

from assessments.engine.kinds.ranges.half_on_box import ABOVE, BELOW, NEVER, REACHED, HalfOnBox
from assessments.engine.space import Space

SPACE = Space(HalfOnBox.domains())
CLOSED = HalfOnBox(-1.5, 1.0, -0.5, 0.25, 1.5, 0.75)


def everywhere() -> list[HalfOnBox]:
    return [kind for kind in (HalfOnBox(**point) for point in SPACE) if kind.posable()]


def verdict(sums: list[float], middle: float = 0.0) -> str:
    if min(sums) > middle:
        return ABOVE
    return BELOW if max(sums) < middle else REACHED


def sums_of(kind: HalfOnBox, bias: float, recurrent: float) -> list[float]:
    xs, hs = (kind.x_low, kind.x_low + kind.x_width), (-kind.hidden_bound, kind.hidden_bound)
    return [kind.feed_forward * x + recurrent * h + bias for x, h in product(xs, hs)]


def test_half_is_reached_just_where_the_corner_sums_have_both_signs() -> None:
    for kind in everywhere():
        assert kind.answer() == verdict(sums_of(kind, kind.bias, kind.recurrent))


def test_every_slip_is_the_verdict_of_its_mistake() -> None:
    for kind in everywhere():
        sums = sums_of(kind, kind.bias, kind.recurrent)
        witness = {
            "no-bias": verdict(sums_of(kind, 0.0, kind.recurrent)),
            "no-recurrent": verdict(sums_of(kind, kind.bias, 0.0)),
            "middle-for-box": verdict([sum(sums) / 4]),
            "signs-ignored": verdict([sums[0], sums[3]]),
            "activation-left-out": verdict(sums, 0.5),
            "half-never-reached": NEVER,
        }

        assert dict(kind.wrong_answers()) == {tag: said for tag, said in witness.items() if said != kind.answer()}


def test_each_of_the_three_answers_is_right_often() -> None:
    answers = [kind.answer() for kind in everywhere()]

    assert all(answers.count(answer) > len(answers) / 4 for answer in (REACHED, ABOVE, BELOW))


@pytest.mark.parametrize(("bias", "posable"), [(1.25, False), (2.0, True)])
def test_a_sum_that_ends_near_zero_is_not_asked(bias: float, posable: bool) -> None:
    assert HalfOnBox(-0.5, -1.0, bias, 0.25, 1.5, 0.25).posable() is posable


def test_the_solution_shows_both_ends_of_the_sum() -> None:
    solution = CLOSED.because()

    assert r"$$-1.5 \cdot 1.75 + 1 \cdot (-0.75) + (-0.5) = -3.875$$" in solution
    assert r"$$-1.5 \cdot 0.25 + 1 \cdot 0.75 + (-0.5) = -0.125$$" in solution
    assert solution.endswith("The sum is always negative, so $f_t$ is always below $0.5$.")
