import numpy as np
import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.sequences.cut_sequence import (
    ALL,
    CARRIED,
    CELL,
    HIDDEN,
    NEVER,
    NOTHING,
    TAGS,
    TOP,
    CutSequence,
    holding,
)
from assessments.engine.space import Space
from assessments.engine.variant import posed
from lstm_reference import Spec

DEFINITION = Definition(CutSequence.slug)
POINT = {"layers": 2, "bidirectional": False, "steps": 9, "cut": 4}


def test_everywhere_a_forward_stack_can_be_cut_and_a_bidirectional_one_cannot() -> None:
    for point in Space(CutSequence.domains()):
        kind = CutSequence(**point)

        assert kind.answer() == (NEVER if kind.bidirectional else ALL)


def test_in_a_single_layer_the_last_layers_states_are_all_there_are() -> None:
    assert holding(Spec(2, 3), 9, 4) == {ALL, TOP}


def test_each_hand_over_keeps_what_it_says_and_starts_the_rest_at_zero() -> None:
    h, c = np.full((2, 1, 3), 5.0), np.full((2, 1, 3), 7.0)

    kept = {text: [part[:, 0, 0].tolist() for part in carried(h, c)] for text, carried in CARRIED.items()}

    assert kept == {
        ALL: [[5, 5], [7, 7]],
        HIDDEN: [[5, 5], [0, 0]],
        CELL: [[0, 0], [7, 7]],
        TOP: [[0, 5], [0, 7]],
        NOTHING: [[0, 0], [0, 0]],
    }


@pytest.mark.parametrize(
    ("bidirectional", "chosen", "misconception"),
    [
        (False, ALL, ""),
        (False, HIDDEN, "only-hidden-carried"),
        (False, CELL, "only-cell-carried"),
        (False, TOP, "only-top-carried"),
        (False, NOTHING, "state-not-carried"),
        (False, NEVER, "cut-held-impossible"),
        (True, NEVER, ""),
        (True, ALL, "future-left-out"),
    ],
)
def test_two_layers_that_are_run_in_two_calls(bidirectional: bool, chosen: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT | {"bidirectional": bidirectional}, "seed"), chosen)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_all_hand_overs_are_offered() -> None:
    assert set(posed(DEFINITION, POINT, "seed").format.options) == set(TAGS) == {*CARRIED, NEVER}


def test_the_solution_says_why_the_cut_is_not_felt_or_cannot_be_made() -> None:
    forward, both = (CutSequence(**POINT | {"bidirectional": flag}).because() for flag in (False, True))

    assert forward == (
        "Between two steps of one run nothing is handed on but $h$ and $C$, one of each in every layer: the next step "
        "reads $h$ in its gates and $C$ in its cell state. Given all 4 of them, step 5 cannot tell that it is the "
        "first of a new call, and every output stays the same. Run in two calls, the outputs after step 4 change as "
        "soon as the hidden states, the cell states or the lower layers start at zero."
    )
    assert "What it puts out at the first 4 steps depends on the 5 steps behind the cut" in both


def test_the_hint_asks_of_each_direction() -> None:
    assert "in each direction" in CutSequence(2, True, 7, 3).hint()
