from math import exp

import numpy as np
import pytest

from assessments.engine.statistics.fairness import Group, allowed_for, binned, spread


def right_of(label: str, right: int, n: int) -> Group:
    return Group(label, n, float(right), float(right))


def test_the_chance_is_pearsons() -> None:
    """20 of 40, 10 of 40, 30 of 40: all in all a half, so χ² = (0 + 10²·2/20 + 10²·2/20) = 20 with 2 degrees."""
    found = spread("size", [right_of("a", 20, 40), right_of("b", 10, 40), right_of("c", 30, 40)])

    assert found.chance == pytest.approx(exp(-10))
    assert found.unfair


def test_small_differences_are_put_down_to_chance() -> None:
    assert not spread("size", [right_of("a", 20, 40), right_of("b", 18, 40)]).unfair


def test_partial_credit_is_compared_by_its_own_spread() -> None:
    """Halves all over and one group better by a quarter: means 0.5 and 0.75, variance 1/64, n·η² = 20."""
    found = spread("size", [Group("a", 10, 5, 2.5), Group("b", 10, 7.5, 5.625)])

    assert found.chance == pytest.approx(7.744e-6, rel=1e-3)  # the tail beyond 20 with 1 degree


@pytest.mark.parametrize(
    "groups",
    [
        [],
        [right_of("a", 9, 20)],
        [right_of("a", 9, 20), right_of("b", 0, 4)],
        [right_of("a", 9, 9), right_of("b", 8, 8)],
    ],
)
def test_where_there_is_nothing_to_compare_no_chance_is_told(groups: list[Group]) -> None:
    found = spread("size", groups)

    assert [found.chance, found.unfair] == [None, False]


def test_few_answers_are_shown_and_not_tested() -> None:
    fair, few = [right_of("a", 20, 40), right_of("b", 20, 40)], right_of("c", 0, 4)

    found = spread("size", [*fair, few])

    assert [found.groups[2], found.groups[2].few, found.tested] == [few, True, 2]
    assert found.chance == spread("size", fair).chance


def test_many_tests_are_allowed_for() -> None:
    one = spread("size", [right_of("a", 20, 40), right_of("b", 12, 40)])
    nothing = spread("gate", [])

    assert [each.chance for each in allowed_for([one, one, nothing])] == [min(1, 2 * one.chance)] * 2 + [None]


def test_fair_variants_are_seldom_warned_of() -> None:
    rng = np.random.default_rng(3)
    warned = 0
    for _ in range(2000):
        groups = [right_of("", int(rng.binomial(30, 0.7)), 30) for _ in range(8)]
        warned += spread("size", groups).unfair

    assert 5 <= warned <= 40  # one in a hundred is twenty


@pytest.mark.parametrize("share", [0.8, 0.95, 0.98])
@pytest.mark.parametrize("sizes", [[5, 200], [5, 5, 5, 200], [6, 12, 200]])
def test_few_answers_beside_many_are_seldom_warned_of_where_nearly_all_are_right(
    sizes: list[int], share: float
) -> None:
    rng = np.random.default_rng(4)
    warned = 0
    for _ in range(2000):
        warned += spread("size", [right_of("", int(rng.binomial(n, share)), n) for n in sizes]).unfair

    assert warned <= 40  # one in a hundred is twenty


def test_few_answers_that_are_all_wrong_are_warned_of_beside_many_that_are_right() -> None:
    assert spread("size", [right_of("a", 0, 5), right_of("b", 196, 200)]).unfair


def variants(values: list[object], n: int = 10) -> list[tuple[dict[str, object], Group]]:
    return [({"size": value}, right_of("", n // 2, n)) for value in values]


def test_few_values_are_told_one_by_one() -> None:
    assert [group.label for group in binned("size", variants([5, 3, 3, 7]))] == ["3", "5", "7"]
    assert [group.n for group in binned("size", variants([5, 3, 3, 7]))] == [20, 10, 10]
    assert [group.label for group in binned("size", variants([True, False]))] == ["no", "yes"]
    assert [group.label for group in binned("size", variants(list("abcdefgh")))] == list("abcdefgh")


def test_many_numbers_are_told_in_bins_of_about_as_many_answers() -> None:
    groups = binned("size", variants(list(range(1, 13))))

    assert [(group.label, group.n) for group in groups] == [
        ("1 to 3", 30),
        ("4 to 6", 30),
        ("7 to 9", 30),
        ("10 to 12", 30),
    ]


def test_of_many_groups_those_with_the_most_answers_are_shown() -> None:
    many = spread("variant", [right_of(f"{n}", 0, n) for n in range(1, 51)])
    few = spread("variant", [right_of(f"{n}", 0, 1) for n in range(12)])

    assert ([group.n for group in many.shown], many.hidden) == (list(range(21, 51)), 20)
    assert (few.shown, few.hidden) == (few.groups, 0)
