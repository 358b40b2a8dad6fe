from dataclasses import replace
from typing import Any

import pytest

from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.ideas import ideas_of
from assessments.engine.quantities.quantity import Quantity

SIZES = Drawn(80, 12, steps=7, batch=3)
OF_CELLS = {"one-gate-only", "three-gates", "lstm-for-gru", "lstm-for-rnn", "holdings-of-another-cell"}


def wrong(quantity: Quantity) -> dict[str, Any]:
    return {tag: idea(SIZES) for tag, idea in ideas_of(Asked(quantity), SIZES)}


@pytest.mark.parametrize(
    ("quantity", "ideas"),
    [
        (
            Quantity("W_fF"),
            {
                "sizes-swapped": (80, 12),
                "input-size-for-hidden": (80, 80),
                "transposed": (80, 12),
                "recurrent-for-feed-forward": (12, 12),
            },
        ),
        (
            Quantity("b_c"),
            {
                "sizes-swapped": (80, 1),
                "input-size-for-hidden": (80, 1),
                "row-for-column": (1, 12),
                "one-number-for-all": (1, 1),
                "matrix-for-vector": (12, 12),
            },
        ),
        (
            Quantity("z", cell="gru"),
            {
                "sizes-swapped": (80, 3),
                "input-size-for-hidden": (80, 3),
                "row-for-column": (3, 12),
                "one-number-for-all": (1, 3),
                "weights-for-activation": (12, 80),
            },
        ),
        (
            Quantity("output"),
            {
                "sizes-swapped": (7, 3, 80),
                "input-size-for-hidden": (7, 3, 80),
                "steps-and-batch-swapped": (3, 7, 12),
                "last-step-only": (1, 3, 12),
            },
        ),
        (
            Quantity("h_n"),
            {
                "sizes-swapped": (1, 3, 80),
                "input-size-for-hidden": (1, 3, 80),
                "steps-and-batch-swapped": (1, 7, 12),
                "every-step": (7, 3, 12),
            },
        ),
        (
            Quantity("input", "axis", axis=2),
            {"sizes-swapped": 12, "output-for-input": 12},
        ),
        (
            Quantity("kernel", convention="keras"),
            {
                "sizes-swapped": (12, 320),
                "input-size-for-hidden": (80, 320),
                "transposed": (48, 80),
                "one-gate-only": (80, 12),
                "three-gates": (80, 36),
            },
        ),
        (
            Quantity("bias", convention="keras", cell="gru"),
            {"sizes-swapped": (2, 240), "input-size-for-hidden": (2, 240), "transposed": (36, 2)},
        ),
    ],
)
def test_wrong_ideas_of_arrays(quantity: Quantity, ideas: dict[str, Any]) -> None:
    assert wrong(quantity) == ideas


@pytest.mark.parametrize(
    ("cell", "convention", "ideas"),
    [
        (
            "lstm",
            "lesson",
            {
                "sizes-swapped": 29760,
                "input-size-for-hidden": 51520,
                "no-bias": 4416,
                "one-gate-only": 1116,
                "three-gates": 3348,
                "two-biases": 4512,
                "no-recurrent": 3888,
                "time-multiplies": 31248,
            },
        ),
        (
            "gru",
            "torch",
            {
                "sizes-swapped": 22560,
                "input-size-for-hidden": 38880,
                "no-bias": 3312,
                "one-gate-only": 1128,
                "lstm-for-gru": 4512,
                "one-bias": 3348,
                "time-multiplies": 23688,
            },
        ),
    ],
)
def test_wrong_ideas_of_totals(cell: str, convention: str, ideas: dict[str, int]) -> None:
    assert wrong(Quantity("parameters", "elements", cell=cell, convention=convention)) == ideas


@pytest.mark.parametrize(
    ("cell", "taken"),
    [
        ("lstm", {"one-gate-only": "rnn", "three-gates": "gru"}),
        ("gru", {"one-gate-only": "rnn", "lstm-for-gru": "lstm"}),
        ("rnn", {"holdings-of-another-cell": "gru", "lstm-for-rnn": "lstm"}),
    ],
)
@pytest.mark.parametrize("asked", [Quantity("parameters", "elements"), Quantity("kernel", convention="keras")])
def test_a_cell_that_is_taken_for_another_is_named_by_both(cell: str, taken: dict[str, str], asked: Quantity) -> None:
    named = {tag: value for tag, value in wrong(replace(asked, cell=cell)).items() if tag in OF_CELLS}

    assert named == {tag: replace(asked, cell=other).of(SIZES) for tag, other in taken.items()}
