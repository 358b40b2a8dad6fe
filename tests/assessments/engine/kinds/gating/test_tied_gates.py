from collections.abc import Callable
from functools import cache, partial
from operator import itemgetter

from assessments.engine.kinds.gating.tied_gates import Heard, TiedGates, worded
from assessments.engine.space import Space

SPACE = Space(TiedGates.domains())
EXAMPLE = TiedGates(first_weight=0.5, second_weight=-1.0, bias=-0.5, first_input=-1.0, second_input=2.0)


@cache
def everywhere() -> list[TiedGates]:
    return [kind for kind in (TiedGates(**point) for point in SPACE) if kind.posable()]


def witness(kind: TiedGates, heard: Callable[[Heard], object]) -> set[str]:
    forget = heard((kind.first_weight, kind.second_weight, kind.bias))
    return {worded(gate) for gate in kind.candidates() if heard(gate) == forget}


def weighted(kind: TiedGates, gate: Heard) -> float:
    return gate[0] * kind.first_input + gate[1] * kind.second_input


def test_gates_tie_where_their_sums_do_at_every_point() -> None:
    for kind in everywhere():
        assert kind.answer() == witness(kind, lambda gate, kind=kind: weighted(kind, gate) + gate[2])


def test_every_slip_compares_something_else() -> None:
    for kind in everywhere():
        assert dict(kind.slips()) == {
            "ties-need-equal-weights": witness(kind, tuple),
            "same-inputs-same-outputs": set(kind.statements()),
            "no-bias": witness(kind, partial(weighted, kind)),
            "weights-left-out": witness(kind, itemgetter(2)),
            "input-left-out": witness(kind, sum),
        }


def test_other_weights_tie_in_every_question_and_some_do_not() -> None:
    assert {len(kind.answer()) for kind in everywhere()} == {3, 4}
    assert {len(kind.statements()) for kind in everywhere()} == {6}


def test_equal_weights_or_inputs_are_not_asked() -> None:
    assert not TiedGates(0.5, 0.5, 0.5, 1.0, 2.0).posable()
    assert not TiedGates(0.5, 1.0, 0.5, 2.0, 2.0).posable()


def test_two_ways_to_the_same_gate_are_not_asked() -> None:
    assert not TiedGates(0.5, 1.0, 0.5, 0.0, -2.0).posable()


def test_the_solution_adds_up_what_each_gate_hears() -> None:
    solution = EXAMPLE.because()

    assert r"For the forget gate that is $0.5 \cdot (-1) + (-1) \cdot 2 + (-0.5) = -3$." in solution
    assert r"- $-0.5 \cdot (-1) + (-1.5) \cdot 2 + (-0.5) = -3$: the same" in solution
    assert r"- $0.5 \cdot (-1) + (-1) \cdot 2 + 0 = -2.5$: another" in solution
