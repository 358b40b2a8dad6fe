import math

import pytest

from assessments.engine.kinds.steps.gate_sums import GateSums
from assessments.engine.space import Space

SPACE = Space(GateSums.domains())


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def test_key_and_slips_are_products_by_hand_at_every_point() -> None:
    for kind in (GateSums(**point) for point in SPACE):
        (a, b), (c, d) = (kind.top_left, kind.top_right), (kind.bottom_left, kind.bottom_right)
        x, y, p, q = kind.first, kind.second, kind.first_bias, kind.second_bias
        key = a * x + b * y + p, c * x + d * y + q
        witness = {
            "columns-for-rows": (a * x + c * y + p, b * x + d * y + q),
            "row-by-one-entry": ((a + b) * x + p, (c + d) * y + q),
            "diagonal-only": (a * x + p, d * y + q),
            "no-bias": (a * x + b * y, c * x + d * y),
            "activation-put-in": tuple(map(sigmoid, key)),
        }

        assert math.dist(kind.answer(), key) < 1e-12
        assert {tag for tag, value in kind.wrong_answers() if math.dist(value, witness[tag]) < 1e-12} == set(witness)


def test_the_solution_takes_row_by_row() -> None:
    kind = GateSums(0.5, -0.5, 1.0, -2.0, first=2.0, second=1.5, first_bias=0.25, second_bias=1.0)

    assert r"z_1 &= 0.5 \cdot 2 + (-0.5) \cdot 1.5 + 0.25 = 0.5 \\" in kind.because()
    assert r"z_2 &= 1 \cdot 2 + (-2) \cdot 1.5 + 1 = 0 \end" in kind.because()


@pytest.mark.parametrize(("one", "other"), [("top_right", "bottom_left"), ("first", "second")])
def test_what_trades_places_in_a_slip_is_never_equal(one: str, other: str) -> None:
    assert not set(GateSums.domains()[one]) & set(GateSums.domains()[other])
