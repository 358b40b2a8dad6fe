import math
from collections.abc import Iterator

from assessments.engine.kinds.steps.step_by_parts import ORDER, StepByParts
from assessments.engine.space import Space
from tests.assessments.engine.steps import KEY, KIND, typed

SPACE = Space(StepByParts.domains())
TOLERANCE = 1e-12


def some() -> Iterator[StepByParts]:
    """Spread over the whole space."""
    return (StepByParts(**SPACE.in_order_of(b"test", place)) for place in range(300))


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def by_the_equations(kind: StepByParts) -> dict[str, float]:
    heard = {
        gate: kind.part(gate, "weight") * kind.x + kind.part(gate, "recurrent") * kind.hidden + kind.part(gate, "bias")
        for gate in "fico"
    }
    f, i, o = (sigmoid(heard[gate]) for gate in "fio")
    g = math.tanh(heard["c"])
    c = f * kind.before + i * g
    return {"f": f, "i": i, "g": g, "c": c, "o": o, "h": o * math.tanh(c)}


def test_every_part_of_the_key_follows_the_equations() -> None:
    for kind in some():
        truth = by_the_equations(kind)

        assert all(abs(value - truth[name]) < TOLERANCE for name, value in zip(ORDER, kind.answer(), strict=True))


def test_each_parts_own_question_has_the_same_answer() -> None:
    for kind in some():
        key = kind.answer()

        answers = [question.answer() for question in kind.questions(key)]

        assert all(abs(one - truth) < TOLERANCE for one, truth in zip(answers, key, strict=True))


def test_the_states_are_asked_of_the_learners_own_values() -> None:
    *_, cell, _, hidden = KIND.questions((0.5, 0.25, 0.8, 0.3, 0.6, 0.0))

    assert cell.answer() == 0.5 * -2 + 0.25 * 0.8
    assert abs(hidden.answer() - 0.6 * math.tanh(0.3)) < TOLERANCE
    assert abs(dict(hidden.wrong_answers())["old-cell-state"] - 0.6 * math.tanh(-2)) < TOLERANCE


def test_a_slip_is_the_step_of_another_cell() -> None:
    slips = dict(KIND.wrong_answers())
    swapped = by_the_equations(KIND.gates_swapped())

    assert abs(slips["gates-swapped"][3] - swapped["c"]) < TOLERANCE
    assert slips["gates-swapped"][:2] == (KEY["i"], KEY["f"])
    assert slips["only-hidden-carried"][3] == KEY["i"] * KEY["g"]
    assert slips["tanh-for-sigmoid"][0] == math.tanh(1.865)
    assert slips["sigmoid-for-tanh"][2] == sigmoid(1.5)


def test_the_solution_marks_where_an_answer_departs_first() -> None:
    wrong = KIND.format.parse(typed(i=0.9, o=0.1))

    before, _, after = KIND.because_of(wrong).partition("> **Here your answer departs first:** you have $i_t = 0.9$.")

    assert before + after.lstrip("\n") == KIND.because()
    assert before.rstrip().endswith(r"= \sigma(0.65) \approx 0.657$$")


def test_nothing_is_marked_for_a_right_answer() -> None:
    assert KIND.because_of(KIND.answer()) == KIND.because()
