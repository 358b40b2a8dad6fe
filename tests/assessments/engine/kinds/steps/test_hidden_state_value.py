import math

import pytest

from assessments.engine.kinds.steps.hidden_state_value import HiddenStateValue
from assessments.engine.space import Space

SPACE = Space(HiddenStateValue.domains())
TOLERANCE = 1e-12


def test_the_key_is_the_gate_times_the_squashed_state_at_every_point() -> None:
    for kind in (HiddenStateValue(**point) for point in SPACE):
        assert abs(kind.answer() - kind.gate * math.tanh(kind.cell_state)) < TOLERANCE


def test_every_slip_follows_its_own_equation_at_every_point() -> None:
    for kind in (HiddenStateValue(**point) for point in SPACE):
        o, c = kind.gate, kind.cell_state
        witness = {
            "output-tanh-left-out": o * c,
            "sigmoid-for-tanh": o / (1 + math.exp(-c)),
            "tanh-after-gate": math.tanh(o * c),
            "output-gate-left-out": math.tanh(c),
            "gate-inverted": (1 - o) * math.tanh(c),
            "gate-added": o + math.tanh(c),
            "old-cell-state": o * math.tanh(kind.before),
        }
        assert {tag for tag, value in kind.wrong_answers() if abs(value - witness[tag]) < TOLERANCE} == set(witness)


def test_the_old_state_can_have_led_to_the_new_one() -> None:
    """The forget gate takes it towards zero, and less than one is written."""
    for kind in (HiddenStateValue(**point) for point in SPACE):
        assert min(0, kind.before) - 1 < kind.cell_state < max(0, kind.before) + 1


@pytest.mark.parametrize(
    ("gate", "cell_state", "shown"),
    [
        (0.4, 1.5, r"\approx 0.4 \cdot 0.9051 \approx 0.3621$$"),
        (0.75, -2, r"\approx 0.75 \cdot (-0.964) \approx -0.723$$"),
    ],
)
def test_the_solution_squashes_first(gate: float, cell_state: float, shown: str) -> None:
    solution = HiddenStateValue(gate, cell_state, change=0.75).because()

    assert rf"\tanh({cell_state:g}) \approx" in solution
    assert shown in solution
