import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.gradients.product_of_gates import ProductOfGates
from assessments.engine.space import Space
from assessments.engine.variant import posed

SPACE = Space(ProductOfGates.domains())


def test_key_and_slips_are_powers_at_every_point() -> None:
    for kind in (ProductOfGates(**point) for point in SPACE):
        f, k = kind.forget, kind.steps
        witness = {
            "forget-gate-left-out": 1.0,
            "gate-inverted": (1 - f) ** k,
            "one-step-only": f,
            "sum-for-product": k * f,
            "one-factor-too-few": f ** (k - 1),
            "one-factor-too-many": f ** (k + 1),
        }

        assert kind.answer() == pytest.approx(f**k, rel=1e-12)
        assert dict(kind.wrong_answers()) == pytest.approx(witness, rel=1e-12)
        assert kind.posable() == (f**k > 1e-6)


@pytest.mark.parametrize(("raw", "score"), [("4.70e-4", 1), ("0.00047", 1), ("4.5e-4", 0), ("0", 0)])
def test_a_small_number_is_judged_by_its_size(raw: str, score: float) -> None:
    variant = posed(Definition(ProductOfGates.slug), {"forget": 0.6, "steps": 15}, "seed")

    assert grade(variant, raw).score == score


def test_the_solution_shows_the_power() -> None:
    assert r"= 0.6^{15} \approx 0.0004702$$" in ProductOfGates(0.6, 15).because()
