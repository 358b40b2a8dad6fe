from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import Interval
from lstm_reference.cell import sigmoid, tanh

INF = np.inf
FINITE = st.floats(-1e300, 1e300)
MODEST = st.floats(-100, 100)
SEEDS = st.integers(0, 10_000)


def one(lo: float, hi: float) -> Interval:
    return Interval(np.array([[lo]]), np.array([[hi]]))


def ends(interval: Interval) -> tuple[float, float]:
    return interval.lo.item(), interval.hi.item()


def encloses(interval: Interval, true: Fraction) -> bool:
    lo, hi = ends(interval)
    return (lo == -INF or Fraction(lo) <= true) and (hi == INF or true <= Fraction(hi))


@st.composite
def with_a_point(draw: st.DrawFn, floats: st.SearchStrategy[float] = FINITE) -> tuple[Interval, float]:
    lo, point, hi = sorted([draw(floats), draw(floats), draw(floats)])
    return one(lo, hi), point


@given(with_a_point(), with_a_point())
def test_a_sum_encloses_the_real_sum_of_any_two_points(a: tuple[Interval, float], b: tuple[Interval, float]) -> None:
    assert encloses(a[0] + b[0], Fraction(a[1]) + Fraction(b[1]))


@given(with_a_point(), with_a_point())
def test_a_product_encloses_the_real_product_of_any_two_points(
    a: tuple[Interval, float], b: tuple[Interval, float]
) -> None:
    assert encloses(a[0] * b[0], Fraction(a[1]) * Fraction(b[1]))


@given(with_a_point(), FINITE)
def test_taking_away_encloses_the_real_difference(a: tuple[Interval, float], constant: float) -> None:
    assert encloses(constant - a[0], Fraction(constant) - Fraction(a[1]))


@given(st.lists(st.tuples(FINITE, with_a_point()), min_size=1, max_size=6))
def test_a_row_times_a_column_encloses_the_real_dot_product(row: list[tuple[float, tuple[Interval, float]]]) -> None:
    weights = np.array([[weight for weight, _ in row]])
    column = Interval(*(np.vstack([getattr(box, end) for _, (box, _) in row]) for end in ("lo", "hi")))

    true = sum(Fraction(weight) * Fraction(point) for weight, (_, point) in row)

    assert encloses(weights @ column, true)


@given(SEEDS, st.permutations(range(12)))
def test_a_matrix_product_encloses_every_order_of_summation(seed: int, order: list[int]) -> None:
    rng = np.random.RandomState(seed)
    matrix, point = rng.standard_normal((3, 12)), rng.standard_normal((12, 1))

    product = matrix @ Interval(point, point)
    one_by_one = np.zeros((3, 1))
    for place in order:
        one_by_one = one_by_one + matrix[:, [place]] * point[place]

    assert product.contains(matrix @ point)
    assert product.contains(matrix[:, order] @ point[order])
    assert product.contains(one_by_one)


@given(SEEDS)
def test_a_matrix_product_over_a_box_is_no_wider_than_its_corners(seed: int) -> None:
    rng = np.random.RandomState(seed)
    matrix, centre = rng.standard_normal((2, 3)), rng.standard_normal((3, 1))

    product = matrix @ Interval(centre - 1, centre + 1)

    middle, radius = matrix @ centre, np.abs(matrix).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(product.lo, middle - radius, rtol=0, atol=1e-13)
    np.testing.assert_allclose(product.hi, middle + radius, rtol=0, atol=1e-13)


def exactly(name: str, z: float) -> Fraction:
    """The activation by the standard library's decimals, with digits to spare where tanh cancels near 0."""
    with localcontext() as context:
        context.prec = 700
        exponential = (Decimal(-z) if name == "sigmoid" else Decimal(-2 * z)).exp()
        value = 1 / (1 + exponential) if name == "sigmoid" else (1 - exponential) / (1 + exponential)
        return Fraction(value)


@pytest.mark.parametrize(("name", "function"), [("sigmoid", sigmoid), ("tanh", tanh)])
@given(box=with_a_point(MODEST))
def test_a_rising_function_encloses_its_real_values(name: str, function: object, box: tuple[Interval, float]) -> None:
    assert encloses(function(box[0]), exactly(name, box[1]))


@pytest.mark.parametrize("function", [sigmoid, tanh])
@given(z=MODEST)
def test_a_rising_function_loosens_a_point_by_a_few_units_in_the_last_place(function: object, z: float) -> None:
    lo, hi = ends(function(one(z, z)))

    value = function(np.array([[z]])).item()
    assert lo <= value <= hi
    assert hi - lo <= 9 * np.spacing(abs(value))


@pytest.mark.parametrize(
    ("function", "box", "expected"),
    [
        (sigmoid, (-INF, INF), (0.0, 1.0)),
        (tanh, (-INF, INF), (-1.0, 1.0)),
        (sigmoid, (0.0, INF), (0.5, 1.0)),
        (sigmoid, (-INF, 0.0), (0.0, 0.5)),
        (tanh, (0.0, 0.0), (0.0, 0.0)),
    ],
)
def test_limits_and_the_value_at_zero_are_exact(
    function: object, box: tuple[float, float], expected: tuple[float, float]
) -> None:
    assert ends(function(one(*box))) == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (one(1, 2) + one(-INF, 5), (-INF, 7.0)),
        (one(-INF, INF) + one(-INF, INF), (-INF, INF)),
        (one(0, 0) * one(-INF, INF), (0.0, 0.0)),
        (one(0, 1) * one(0, INF), (0.0, INF)),
        (one(-1, 1) * one(0, INF), (-INF, INF)),
        (-one(-INF, 3), (-3.0, INF)),
        (1.0 - one(0, INF), (-INF, 1.0)),
        (np.array([[2.0]]) + one(1, 3), (3.0, 5.0)),
        (np.array([[1.0, 0.0]]) @ Interval(np.array([[0.0], [-INF]]), np.array([[INF], [INF]])), (0.0, INF)),
        (np.array([[-1.0]]) @ one(0, INF), (-INF, 0.0)),
        (np.zeros((1, 1)) @ one(-INF, INF), (0.0, 0.0)),
    ],
)
def test_what_is_exact_does_not_move_and_infinite_ends_are_kept(
    result: Interval, expected: tuple[float, float]
) -> None:
    assert ends(result) == expected


@pytest.mark.parametrize(
    "result",
    [
        one(1e308, 1e308) + one(1e308, 1e308),
        one(1e200, 1e200) * one(1e200, 1e200),
        np.array([[1e200]]) @ one(1e200, 1e200),
    ],
)
def test_what_overflows_is_still_enclosed(result: Interval) -> None:
    lo, hi = ends(result)

    assert lo < INF
    assert hi == INF


def test_what_underflows_is_still_enclosed() -> None:
    lo, hi = ends(one(1e-200, 1e-200) * one(1e-200, 1e-200))

    assert lo <= 0 < hi


def test_many_terms_that_underflow_are_enclosed_together() -> None:
    column = Interval(np.full((20, 1), 2e-162), np.full((20, 1), 2e-162))

    product = np.full((1, 20), 1.2e-162) @ column

    assert encloses(product, 20 * Fraction(1.2e-162) * Fraction(2e-162))


def test_terms_that_cancel_after_overflowing_enclose_everything() -> None:
    column = Interval(np.full((2, 1), 1e300), np.full((2, 1), 1e300))

    assert ends(np.array([[1e300, -1e300]]) @ column) == (-INF, INF)


@pytest.mark.parametrize(("lo", "hi"), [(1.0, 0.0), (np.nan, 0.0), (0.0, np.nan)])
def test_an_interval_that_is_upside_down_is_refused(lo: float, hi: float) -> None:
    with pytest.raises(ValueError, match="lower end is NaN or above its upper end"):
        one(lo, hi)


def test_a_column_of_constants_is_added_to_a_whole_batch() -> None:
    batch = Interval(np.zeros((2, 3)), np.ones((2, 3)))

    assert (np.array([[1.0], [2.0]]) + batch).hi.tolist() == [[2.0] * 3, [3.0] * 3]


@pytest.mark.parametrize(("value", "inside"), [(0.0, True), (1.0, True), (1.0000001, False), (-1e-300, False)])
def test_an_interval_contains_its_ends_and_what_lies_between(value: float, inside: bool) -> None:
    assert one(0, 1).contains(np.array([[value]])) is inside


def test_width_is_the_distance_between_the_ends() -> None:
    assert one(-1, 2).width.item() == 3.0
