import pytest

from assessments.engine.judging.departure import solution
from assessments.engine.kinds.gates.what_a_gate_reads import NEW, OLD, H, WhatAGateReads, X
from assessments.engine.space import Space
from assessments.engine.variant import Variant

SPACE = Space(WhatAGateReads.domains())


def witness(gate: str, *, peepholes: bool) -> set[str]:
    """By the equations of ONNX."""
    peep = {"f": {OLD}, "i": {OLD}, "o": {NEW}, "c": set()}[gate]
    return {X, H} | (peep if peepholes else set())


def test_every_gate_reads_what_its_equation_says_at_every_point() -> None:
    for kind in (WhatAGateReads(**point) for point in SPACE):
        assert kind.answer() == witness(kind.gate, peepholes=kind.peepholes)


def test_only_what_is_read_moves_a_gate() -> None:
    for kind in (WhatAGateReads(**point) for point in SPACE):
        moved = {text: abs(after - before) for text, (before, after) in kind.moves.items()}

        assert {text for text, distance in moved.items() if distance > 1e-4} == kind.answer()
        assert {text for text, distance in moved.items() if distance == 0} == set(moved) - kind.answer()


@pytest.mark.parametrize(
    ("gate", "peepholes", "slips"),
    [
        ("f", False, [("gate-hears-cell-state", {X, H, OLD}), ("gate-hears-cell-state", {X, H, OLD})]),
        ("o", False, [("gate-hears-cell-state", {X, H, NEW}), ("gate-hears-cell-state", {X, H, OLD})]),
        ("c", False, [("gate-hears-cell-state", {X, H, OLD})]),
        ("i", True, [("peepholes-left-out", {X, H}), ("other-cell-state", {X, H, NEW})]),
        ("o", True, [("peepholes-left-out", {X, H}), ("other-cell-state", {X, H, OLD})]),
        ("c", True, [("peephole-for-the-candidate", {X, H, OLD})]),
    ],
)
def test_a_slip_reads_too_much_or_too_little(gate: str, peepholes: bool, slips: list[tuple[str, set[str]]]) -> None:
    alone = [("gate-hears-input-alone", {X}), ("gate-hears-hidden-state-alone", {H})]

    assert list(WhatAGateReads(gate, peepholes, 3, 4).wrong_answers()) == alone + slips


def test_the_solution_tells_what_moved_the_gate() -> None:
    solution = WhatAGateReads("o", peepholes=True, input_size=4, hidden_size=2).because()

    assert "- $C_{t-1}$: stays at $0.2338$" in solution
    assert "- $C_t$: from $0.2157$ to $0.1827$" in solution
    assert solution.endswith(
        "The peephole of the output gate looks at $C_t$, which is there by the time this gate is computed."
    )


def test_the_hint_can_be_followed_without_executing_anything() -> None:
    assert "executed" not in WhatAGateReads("o", False, 3, 2).hint()


def test_a_peephole_that_was_left_out_is_not_marked_at_what_was_rightly_chosen() -> None:
    kind = WhatAGateReads("f", True, 3, 2)
    form = kind.natural_format().with_options(kind.statements())
    variant = Variant(kind, form, form)

    assert solution(variant, form.show(dict(variant.slips)["peepholes-left-out"])) == kind.because()
