import math

import pytest

from assessments.engine.kinds.gates.peephole import Peephole
from assessments.engine.space import Space

SPACE = Space(Peephole.domains())
TOLERANCE = 1e-12


def test_a_peephole_adds_its_weight_times_a_cell_state_at_every_point() -> None:
    for kind in (Peephole(**point) for point in SPACE):
        seen, other = (kind.after, kind.before) if kind.gate == "o" else (kind.before, kind.after)
        z = kind.heard + kind.peephole * seen

        assert kind.answer() == pytest.approx(z, abs=TOLERANCE)
        assert dict(kind.wrong_answers()) == pytest.approx(
            {
                "other-cell-state": kind.heard + kind.peephole * other,
                "peepholes-left-out": kind.heard,
                "peephole-without-weight": kind.heard + seen,
                "activation-put-in": 1 / (1 + math.exp(-z)),
            },
            abs=TOLERANCE,
        )


def test_a_cell_state_that_stays_tells_nothing() -> None:
    assert not Peephole("f", 0.3, 0.5, 1.0, 1.0).posable()
    assert Peephole("f", 0.3, 0.5, 1.0, -1.0).posable()


@pytest.mark.parametrize(
    ("gate", "formula"),
    [
        ("f", r"$$-0.3 + p_f \, C_{t-1} = -0.3 + (-1.5) \cdot (-2) = 2.7$$"),
        ("o", r"$$-0.3 + p_o \, C_t = -0.3 + (-1.5) \cdot 1.5 = -2.55$$"),
    ],
)
def test_the_solution_names_the_state_that_is_seen(gate: str, formula: str) -> None:
    assert Peephole(gate, heard=-0.3, peephole=-1.5, before=-2.0, after=1.5).because().endswith(formula)
