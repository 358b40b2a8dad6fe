"""A gate's range on a box to thirty digits, by the standard library's exact fractions and decimals alone.

On a detour interval arithmetic finds what a gate hears.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext
from fractions import Fraction
from typing import Final, NamedTuple

from lstm_reference.bounds import NOTHING, Ends, box
from lstm_reference.cell import net
from lstm_reference.detour import on_detour
from lstm_reference.interval import Interval
from lstm_reference.spec import Spec, Unsupported
from lstm_reference.weights import Weights, check_weights

DIGITS: Final = 30
# decimal's exp and division are rounded correctly; what is left of so many digits is far more than DIGITS.
WORKING: Final = 60
SLACK: Final = Decimal(10) ** -45  # more than all roundings together, and too little to be seen in DIGITS
LARGEST_NET: Final = 10**4  # exp has to stay within what a Decimal can hold

# Our names for a gate's weights and for what it puts out: the candidate is c in W_cF and g in a step.
PUTS_OUT: Final = {"f": "f", "i": "i", "g": "c", "o": "o"}


class Certified(NamedTuple):
    """The ends of a range, `lo` rounded down and `hi` up to 30 digits; both are reached, but for that rounding."""

    lo: Decimal
    hi: Decimal


def net_range(
    spec: Spec, weights: Weights, gate: str, unit: int, x_box: Interval | Ends, h_box: Interval | Ends = NOTHING
) -> tuple[Fraction, Fraction]:
    """The exact ends of what a gate (f i g o) of a unit (from 0) hears before its activation; boxes are finite.

    Boxes as in `gate_ranges`. Raises ValueError for what does not fit, Unsupported for stacks and peepholes.
    """
    check_weights(spec, weights)
    if spec.cell != "lstm" or not spec.single or spec.peepholes:
        raise Unsupported("exact ranges are computed for one lstm cell without peepholes only")
    if PUTS_OUT.get(gate) not in spec.gates:
        raise ValueError(f"gate is {gate!r}, one with weights is expected: f, i, g or o")
    if unit not in range(spec.hidden_size):
        raise ValueError(f"unit is {unit!r}, the limits are 0 and {spec.hidden_size - 1}")
    name = PUTS_OUT[gate]
    bias = Fraction(weights[f"b_{name}"][unit].item() if spec.bias else 0)
    x, h = box("x_box", x_box, spec.input_size), box("h_box", h_box, spec.output_size)
    if on_detour():
        heard = net(weights, name, x, h)
        return Fraction(heard.lo[unit].item()), Fraction(heard.hi[unit].item())
    ends = [_products(weights[f"W_{name}{part}"][unit].tolist(), around) for part, around in (("F", x), ("R", h))]
    return bias + sum(lo for lo, _ in ends), bias + sum(hi for _, hi in ends)


def gate_range(
    spec: Spec, weights: Weights, gate: str, unit: int, x_box: Interval | Ends, h_box: Interval | Ends = NOTHING
) -> Certified:
    """The certified ends of what a gate (f i g o) puts out; arguments and errors as in `net_range`."""
    lo, hi = net_range(spec, weights, gate, unit, x_box, h_box)
    activation = _tanh if gate == "g" else _sigmoid
    return Certified(activation(lo, ROUND_FLOOR), activation(hi, ROUND_CEILING))


def _products(row: list[float], around: Interval) -> tuple[Fraction, Fraction]:
    lo = hi = Fraction(0)
    for weight, low, high in zip(row, around.lo[:, 0].tolist(), around.hi[:, 0].tolist(), strict=True):
        if abs(low) == float("inf") or abs(high) == float("inf"):
            raise ValueError("a box has an infinite end; finite ones are expected")
        products = sorted([Fraction(weight) * Fraction(low), Fraction(weight) * Fraction(high)])
        lo, hi = lo + products[0], hi + products[1]
    return lo, hi


def _sigmoid(z: Fraction, way: str) -> Decimal:
    if z == 0:
        return Decimal("0.5")
    with localcontext(prec=WORKING):
        value = 1 / (1 + (-_decimal(z)).exp())
        return min(_rounded(value, value * SLACK, way), Decimal(1))


def _tanh(z: Fraction, way: str) -> Decimal:
    if z == 0:
        return Decimal(0)
    with localcontext(prec=WORKING):
        power = (2 * _decimal(z)).exp()
        return max(min(_rounded((power - 1) / (power + 1), SLACK, way), Decimal(1)), Decimal(-1))


def _decimal(z: Fraction) -> Decimal:
    if abs(z) > LARGEST_NET:
        raise ValueError(f"a gate hears {float(z):g}, the limits are -{LARGEST_NET} and {LARGEST_NET}")
    return Decimal(z.numerator) / Decimal(z.denominator)


def _rounded(value: Decimal, slack: Decimal, way: str) -> Decimal:
    outward = value - slack if way == ROUND_FLOOR else value + slack
    return Context(prec=DIGITS, rounding=way).plus(outward)
