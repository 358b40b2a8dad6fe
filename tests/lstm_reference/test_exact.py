from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import Spec, Unsupported, exact, from_arrays, gate_ranges, seeded, zeros

SEEDS = st.integers(0, 10_000)
EXAMPLE = Spec(3, 1)
EXAMPLE_WEIGHTS = from_arrays(EXAMPLE, {**zeros(EXAMPLE), "W_fF": [[0.5, -1.25, 2.0]], "b_f": [[0.75]]})
EXAMPLE_BOX = ([-1, 0, 0.5], [1, 2, 1])


def test_the_net_input_is_an_exact_fraction() -> None:
    assert exact.net_range(EXAMPLE, EXAMPLE_WEIGHTS, "f", 0, EXAMPLE_BOX) == (Fraction(-5, 4), Fraction(13, 4))


def test_the_published_example_comes_out_to_twelve_places() -> None:
    lo, hi = exact.gate_range(EXAMPLE, EXAMPLE_WEIGHTS, "f", 0, EXAMPLE_BOX)

    assert (round(lo, 12), round(hi, 12)) == (Decimal("0.222700138825"), Decimal("0.962673112656"))


def test_thirty_digits_enclose_what_a_hundred_give() -> None:
    lo, hi = exact.gate_range(EXAMPLE, EXAMPLE_WEIGHTS, "f", 0, EXAMPLE_BOX)

    with localcontext(prec=100):
        least, most = (1 / (1 + (-Decimal(z)).exp()) for z in ("-1.25", "3.25"))
        assert least - Decimal("1e-29") < lo <= least
        assert most <= hi < most + Decimal("1e-29")


@pytest.mark.parametrize("gate", ["f", "i", "g", "o"])
@given(seed=SEEDS, scale=st.sampled_from([0.001, 1.0, 30.0]))
def test_rounded_ranges_enclose_the_certified_ones_closely(gate: str, seed: int, scale: float) -> None:
    spec, rng = Spec(3, 2), np.random.RandomState(seed)
    weights = from_arrays(spec, {name: scale * array for name, array in seeded(spec, seed).items()})
    x, h = (np.sort(rng.uniform(-2, 2, (2, rows)), axis=0) for rows in (3, 2))

    certified = exact.gate_range(spec, weights, gate, 1, tuple(x), tuple(h))

    found = getattr(gate_ranges(spec, weights, tuple(x), tuple(h)), gate)
    lo, hi = found.lo[1].item(), found.hi[1].item()
    assert Decimal(lo) <= certified.lo <= certified.hi <= Decimal(hi)
    assert (lo, hi) == pytest.approx((float(certified.lo), float(certified.hi)), abs=1e-13)


@pytest.mark.parametrize(("gate", "middle"), [("f", "0.5"), ("g", "0")])
def test_nothing_heard_is_exact(gate: str, middle: str) -> None:
    spec = Spec(2, 1)

    assert exact.gate_range(spec, zeros(spec), gate, 0, (-1, 1)) == (Decimal(middle), Decimal(middle))


def test_without_bias_nothing_is_added() -> None:
    spec = Spec(1, 1, bias=False)
    weights = from_arrays(spec, {**zeros(spec), "W_iF": [[0.1]]})

    assert exact.net_range(spec, weights, "i", 0, (1, 2)) == (Fraction(0.1), 2 * Fraction(0.1))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"gate": "c"}, "gate is 'c', one with weights is expected: f, i, g or o"),
        ({"unit": 1}, "unit is 1, the limits are 0 and 0"),
        ({"unit": -1}, "unit is -1, the limits are 0 and 0"),
        ({"x_box": (0, np.inf)}, "a box has an infinite end; finite ones are expected"),
        ({"x_box": (0, 1e5)}, "a gate hears -124999, the limits are -10000 and 10000"),
        ({"x_box": ([0, 0], [1, 1])}, "x_box's lower end has 2 rows, Spec says 3"),
    ],
)
def test_what_does_not_fit_is_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        exact.gate_range(EXAMPLE, EXAMPLE_WEIGHTS, **{"gate": "f", "unit": 0, "x_box": (0, 1), **arguments})


@pytest.mark.parametrize("fields", [{"peepholes": True}, {"num_layers": 2}, {"cell": "gru"}])
def test_other_cells_are_refused(fields: dict[str, object]) -> None:
    spec = Spec(2, 1, **fields)

    with pytest.raises(Unsupported, match=r"^exact ranges are computed for one lstm cell without peepholes only$"):
        exact.gate_range(spec, zeros(spec), "f", 0, (0, 1))
