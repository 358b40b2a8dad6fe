import math

import pytest

from assessments.engine.kinds.ranges.enclosed_cell_state import (
    GATE,
    HIGH,
    LOW,
    SOUND,
    TOGETHER,
    EnclosedCellState,
    enclosure,
)
from assessments.engine.space import Space

SPACE = Space(EnclosedCellState.domains())
EXAMPLE = EnclosedCellState(-2.0, 2.0, 1.75, -0.75, 1.25, -1.0)
SEVENTH = [kind for kind in (EnclosedCellState(**SPACE[place]) for place in range(0, len(SPACE), 7)) if kind.posable()]


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def parts(kind: EnclosedCellState, x: float) -> tuple[float, float, float]:
    g = math.tanh(kind.candidate_weight * x + kind.candidate_bias)
    return sigmoid(kind.forget_weight * x), sigmoid(kind.write_weight * x), g


def sampled(kind: EnclosedCellState) -> list[tuple[float, float, float]]:
    return [parts(kind, kind.low + 1.5 * place / 400) for place in range(401)]


def by_hand(kind: EnclosedCellState) -> tuple[float, float]:
    """Each part's extremes, combined as if they had nothing to do with each other."""
    f, i, g = zip(*sampled(kind), strict=True)
    kept = [kind.before * end for end in (min(f), max(f))]
    written = [gate * end for gate in (min(i), max(i)) for end in (min(g), max(g))]
    return min(kept) + min(written), max(kept) + max(written)


@pytest.mark.parametrize("kind", SEVENTH, ids=str)
def test_the_true_statements_are_those_that_many_inputs_bear_out(kind: EnclosedCellState) -> None:
    lo, hi = by_hand(kind)
    states = [f * kind.before + i * g for f, i, g in sampled(kind)]
    reached = {text for text, gap in ((LOW, min(states) - lo), (HIGH, hi - max(states))) if gap < 1e-9}
    together = {TOGETHER} if kind.forget_weight * kind.write_weight > 0 else set()

    assert kind.answer() == {SOUND, GATE} | reached | together


def test_the_interval_in_the_question_is_the_one_that_parts_give() -> None:
    found, (lo, hi) = enclosure(EXAMPLE.parameters, EXAMPLE.box, EXAMPLE.before).c, by_hand(EXAMPLE)

    assert (found.lo.item(), found.hi.item()) == pytest.approx((lo, hi), abs=1e-9)
    assert EXAMPLE.names()["c_range"] == f"[{lo:.4f}, {hi:.4f}]"


def test_every_slip_misjudges_one_thing() -> None:
    assert EXAMPLE.answer() == {SOUND, GATE}
    assert dict(EXAMPLE.slips()) == {
        "enclosure-taken-for-range": {SOUND, GATE, HIGH, LOW},
        "enclosure-mistrusted": {GATE},
        "gate-range-mistrusted": {SOUND},
    }


def test_the_solution_gives_the_true_range() -> None:
    states = [f * EXAMPLE.before + i * g for f, i, g in sampled(EXAMPLE)]
    solution = EXAMPLE.because()

    assert f"from ${min(states):.3g}$ to ${max(states):.4f}$" in solution
    assert "neither end is reached" in solution
    assert "$f_t$ is largest at $x_t = -1$ and $i_t$ at $x_t = 0.5$" in solution


def test_an_end_that_is_only_just_missed_is_not_asked() -> None:
    near = EnclosedCellState(-2.0, -1.25, 1.75, 0.75, 1.25, 0.5)
    lowest = min(f * near.before + i * g for f, i, g in sampled(near))

    assert 1e-6 < lowest - by_hand(near)[0] < 0.02
    assert (near.posable(), EXAMPLE.posable()) == (False, True)
