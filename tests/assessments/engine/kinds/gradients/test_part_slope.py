import math

import pytest

from assessments.engine.kinds.gradients.part_slope import PARTS, PartSlope
from assessments.engine.space import Space

SPACE = Space(PartSlope.domains())
THIRD = [PartSlope(**SPACE[place]) for place in range(0, len(SPACE), 3)]
NUDGE = 1e-6


def values(kind: PartSlope) -> dict[str, float]:
    given = {"f": kind.forget, "i": kind.write, "g": kind.candidate, "o": kind.output, "before": kind.before}
    return given | {"c": kind.forget * kind.before + kind.write * kind.candidate}


def reaction(reacts: str, at: dict[str, float]) -> float:
    if reacts == "h":
        return at["o"] * math.tanh(at["c"])
    return at["f"] * at["before"] + at["i"] * at["g"]


def slope(kind: PartSlope, **other: float) -> float:
    moved, reacts, _ = PARTS[kind.part]
    at = values(kind) | other
    up, down = (reaction(reacts, at | {moved: at[moved] + nudge}) for nudge in (NUDGE, -NUDGE))
    return (up - down) / (2 * NUDGE)


def test_the_key_is_the_finite_difference_at_every_third_point() -> None:
    for kind in THIRD:
        assert abs(kind.answer() - slope(kind)) < 1e-8


def test_every_slip_is_witnessed_at_every_third_point() -> None:
    for kind in THIRD:
        moved, reacts, _ = PARTS[kind.part]
        at = values(kind)
        own = at[moved]
        witness = {"value-for-slope": reaction(reacts, at), "moved-part-given": own, "everything-else-dropped": 1.0}
        if moved in "fiog":
            witness["slope-by-the-sum"] = slope(kind) * ((1 - own**2) if moved == "g" else own * (1 - own))
        if moved == "o":
            witness["output-tanh-left-out"] = at["c"]
        if moved == "c":
            witness |= {"output-gate-left-out": slope(kind, o=1.0), "output-tanh-left-out": at["o"]}

        assert dict(kind.wrong_answers()) == pytest.approx(witness, rel=0, abs=1e-8)


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("c_by_f", r"\partial f_t} = C_{t-1} = 0.8$$"),
        ("c_by_g", r"\partial \tilde{C}_t} = i_t = 0.2$$"),
        ("h_by_o", r"\partial o_t} = \tanh(C_t) \approx \tanh(0.16) \approx 0.1586$$"),
        ("h_by_c", r"\approx 0.65 \cdot (1 - \tanh^2(0.16)) \approx 0.6336$$"),
    ],
)
def test_the_solution_names_the_other_factor(part: str, shown: str) -> None:
    assert shown in PartSlope(part, 0.3, 0.2, -0.4, 0.65, 0.8).because()
