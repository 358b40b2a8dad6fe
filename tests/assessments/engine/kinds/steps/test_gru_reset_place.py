import math

import pytest

from assessments.engine.kinds.steps.gru_reset_place import GRUResetPlace
from assessments.engine.space import Space

SPACE = Space(GRUResetPlace.domains())
TOLERANCE = 1e-12


def heard(kind: GRUResetPlace, place: str, resets: tuple[float, float]) -> float:
    (one, other), (h, k), (r, s) = kind.row, kind.hidden, resets
    return one * r * h + other * s * k if place == "before" else r * (one * h + other * k)


def test_key_and_slips_follow_the_equations_at_every_point() -> None:
    for kind in (GRUResetPlace(**point) for point in SPACE):
        r, s = kind.reset
        elsewhere = "after" if kind.place == "before" else "before"
        z = kind.heard + heard(kind, kind.place, (r, s))
        witness = {
            "reset-in-other-place": math.tanh(kind.heard + heard(kind, elsewhere, (r, s))),
            "reset-left-out": math.tanh(kind.heard + heard(kind, kind.place, (1, 1))),
            "gate-inverted": math.tanh(kind.heard + heard(kind, kind.place, (1 - r, 1 - s))),
            "reset-entries-swapped": math.tanh(kind.heard + heard(kind, kind.place, (s, r))),
            "reset-on-input": math.tanh(r * kind.heard + heard(kind, kind.place, (r, s))),
            "activation-left-out": z,
            "sigmoid-for-tanh": 1 / (1 + math.exp(-z)),
        }

        assert abs(kind.answer() - math.tanh(z)) < TOLERANCE
        assert {tag for tag, value in kind.wrong_answers() if abs(value - witness[tag]) < TOLERANCE} == set(witness)


def test_equal_entries_of_the_reset_gate_make_both_places_one() -> None:
    before = GRUResetPlace(0.5, -1.5, 0.4, 0.7, first_reset=0.3, second_reset=0.3, heard=0.25, place="before")
    after = GRUResetPlace(0.5, -1.5, 0.4, 0.7, first_reset=0.3, second_reset=0.3, heard=0.25, place="after")

    assert before.answer() == pytest.approx(after.answer())


@pytest.mark.parametrize(
    ("place", "steps", "end"),
    [
        (
            "before",
            [
                r"= \begin{bmatrix} 0.08 \\ 0.28 \end{bmatrix}$$",
                r"$$0.5 \cdot 0.08 + (-1.5) \cdot 0.28 + 0.25 = -0.13$$",
            ],
            "With the reset gate after the product it would be $0.0798$",
        ),
        (
            "after",
            [r"$$0.5 \cdot 0.4 + (-1.5) \cdot 0.7 = -0.85$$", r"$$0.2 \cdot (-0.85) + 0.25 = 0.08$$"],
            "With the reset gate before the product it would be $-0.1293$",
        ),
    ],
)
def test_the_solution_goes_in_the_order_of_the_cell(place: str, steps: list[str], end: str) -> None:
    solution = GRUResetPlace(0.5, -1.5, 0.4, 0.7, first_reset=0.2, second_reset=0.4, heard=0.25, place=place).because()

    assert [step for step in (*steps, end) if step not in solution] == []
