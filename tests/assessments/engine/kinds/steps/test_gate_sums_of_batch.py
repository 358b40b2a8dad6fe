import math

import pytest

from assessments.engine.grade import grade
from assessments.engine.kinds.steps.gate_sums_of_batch import GateSumsOfBatch
from assessments.engine.space import Space
from assessments.engine.variant import Variant

SPACE = Space(GateSumsOfBatch.domains())
ONE = GateSumsOfBatch(0.5, -0.5, 1.0, -2.0, 2.0, 1.5, 1.0, 3.0, first_bias=0.25, second_bias=1.0)

Grid = tuple[tuple[float, ...], ...]


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def near(one: Grid, other: Grid) -> bool:
    return all(math.dist(*rows) < 1e-12 for rows in zip(one, other, strict=True))


def test_key_and_slips_are_products_by_hand_at_every_point() -> None:
    for kind in (GateSumsOfBatch(**point) for point in SPACE):
        (a, b), (c, d) = (kind.top_left, kind.top_right), (kind.bottom_left, kind.bottom_right)
        x, y, u, v = kind.first_of_one, kind.second_of_one, kind.first_of_other, kind.second_of_other
        p, q = kind.first_bias, kind.second_bias
        bare = (a * x + b * y, a * u + b * v), (c * x + d * y, c * u + d * v)
        key = tuple((one + bias, other + bias) for (one, other), bias in zip(bare, (p, q), strict=True))
        witness = {
            "transposed": tuple(zip(*key, strict=True)),
            "columns-for-rows": ((a * x + c * y + p, a * u + c * v + p), (b * x + d * y + q, b * u + d * v + q)),
            "batch-in-rows": ((a * x + b * u + p, a * y + b * v + p), (c * x + d * u + q, c * y + d * v + q)),
            "bias-by-sequence": tuple((one + p, other + q) for one, other in bare),
            "no-bias": bare,
            "activation-put-in": tuple(tuple(map(sigmoid, row)) for row in key),
        }

        assert near(kind.answer(), key)
        assert {tag for tag, value in kind.wrong_answers() if near(value, witness[tag])} == set(witness)


def test_the_solution_takes_a_unit_through_both_sequences() -> None:
    assert r"z_{11} &= 0.5 \cdot 2 + (-0.5) \cdot 1.5 + 0.25 = 0.5 \\" in ONE.because()
    assert r"z_{22} &= 1 \cdot 1 + (-2) \cdot 3 + 1 = -4 \end" in ONE.because()


@pytest.mark.parametrize(
    ("raw", "score", "misconception"),
    [
        ("0.5\n-0.75\n0\n-4", 1, ""),
        ("[[0.5, -0.75], [0, -4]]", 1, ""),
        ("[[0.5, 0], [-0.75, -4]]", 0, "transposed"),
        ("[[0.25, -1], [-1, -5]]", 0, "no-bias"),
        ("[[0.5, 7], [-9, -4.001]]", 0, ""),
    ],
)
def test_an_answer_is_judged_whole_and_named(raw: str, score: float, misconception: str) -> None:
    outcome = grade(Variant(ONE, ONE.format, ONE.format), raw)

    assert (outcome.score, outcome.misconception) == (score, misconception)
