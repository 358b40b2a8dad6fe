import pytest

from assessments.engine.kinds.gating.kept_part import KeptPart
from assessments.engine.space import Space

SPACE = Space(KeptPart.domains())
EXAMPLE = KeptPart(0.4, 0.9, 0.7, 3.0, 1.5, -2.0)


def test_every_unit_keeps_its_share_at_every_point() -> None:
    for point in SPACE:
        *gate, first, second, third = point.values()
        kind = KeptPart(**point)

        assert kind.answer() == pytest.approx(tuple(f * c for f, c in zip(gate, (first, second, third), strict=True)))


def test_every_slip_is_witnessed() -> None:
    named = dict(EXAMPLE.wrong_answers())

    assert {tag: pytest.approx(value) for tag, value in named.items()} == {
        "gate-inverted": (1.8, 0.15, -0.6),
        "forget-gate-left-out": (3, 1.5, -2),
        "one-number-for-all": (2, 1, -4 / 3),
        "dot-for-entries": (1.15,),
    }


def test_a_gate_of_one_value_is_not_asked() -> None:
    assert not KeptPart(0.4, 0.4, 0.4, 3.0, 1.5, -2.0).posable()
    assert KeptPart(0.4, 0.4, 0.7, 3.0, 3.0, 3.0).posable()


def test_the_solution_multiplies_entry_by_entry() -> None:
    solution = EXAMPLE.because()

    assert r"- $0.7 \cdot (-2) = -1.4$" in solution
    assert solution.endswith("Three entries go in, and three come out: $(1.2, 1.35, -1.4)$.")
