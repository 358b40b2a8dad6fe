import pytest

from assessments.engine.kinds.ranges.half_life_gate import HalfLifeGate
from assessments.engine.space import Space

SPACE = Space(HalfLifeGate.domains())


@pytest.mark.parametrize("point", list(SPACE))
def test_key_and_slips_follow_the_decay(point: dict[str, float]) -> None:
    kind, left, steps = HalfLifeGate(**point), point["left"], point["steps"]
    f = left ** (1 / steps)
    witness = {
        "gate-inverted": 1 - f,
        "linear-decay": 1 - (1 - left) / steps,
        "share-divided": left / steps,
        "one-step-only": left,
    }

    assert kind.answer() == pytest.approx(f, rel=0, abs=1e-8)
    assert dict(kind.wrong_answers()) == pytest.approx(witness, rel=0, abs=1e-8)


def test_the_solution_takes_the_root() -> None:
    solution = HalfLifeGate(0.5, 4).because()

    assert r"$$f^{4} = 0.5, \quad f = 0.5^{1/4} \approx 0.8409$$" in solution
    assert "would give $0.875$" in solution
