import pytest

from assessments.engine.kinds.gates.cell_inventory import CellInventory
from assessments.engine.space import Space

SPACE = Space(CellInventory.domains())
# By the equations of each cell: gates, sets of weights, matrices, states.
HELD = {"lstm": (3, 4, 8, 2), "coupled": (3, 3, 6, 2), "gru": (2, 3, 6, 1), "rnn": (0, 1, 2, 1)}
THINGS = ("gates", "sets", "matrices", "states")


def witness(cell: str, thing: str, layers: int) -> int:
    return layers * HELD[cell][THINGS.index(thing)]


def test_a_stack_holds_as_much_as_its_cells_at_every_point() -> None:
    for point in SPACE:
        assert CellInventory(**point).answer() == witness(*point.values())


def test_every_slip_is_another_stack_of_another_number() -> None:
    for kind in (CellInventory(**point) for point in SPACE):
        for tag, slip in kind.slips():
            if tag == "one-layer-only" and kind.answer() == 0:
                continue
            assert isinstance(slip, CellInventory)
            assert slip.answer() == witness(slip.cell, slip.thing, slip.layers)
            assert slip.answer() != kind.answer() or not kind.posable()


def test_mistakes_go_with_what_is_counted() -> None:
    assert list(CellInventory("lstm", "gates", 2).wrong_answers()) == [
        ("one-layer-only", 3),
        ("candidate-counted-as-gate", 8),
        ("holdings-of-another-cell", 4),
        ("holdings-of-another-cell", 0),
    ]
    assert list(CellInventory("gru", "states", 1).wrong_answers()) == [("holdings-of-another-cell", 2)]
    assert list(CellInventory("coupled", "sets", 1).wrong_answers()) == [("coupling-overlooked", 4)]


@pytest.mark.parametrize(
    ("thing", "posable"), [("gates", False), ("sets", True), ("matrices", True), ("states", False)]
)
def test_coupling_is_asked_only_where_it_matters(thing: str, posable: bool) -> None:
    assert CellInventory("coupled", thing, 3).posable() is posable


def test_a_number_that_the_guide_shows_is_not_asked_for() -> None:
    guide = CellInventory.format.guide()

    assert "12,345" in guide
    assert not CellInventory("lstm", "sets", 3).posable()


@pytest.mark.parametrize(
    ("cell", "layers", "stack"),
    [
        ("gru", 1, "a single GRU layer"),
        ("rnn", 3, "a stack of 3 simple RNN layers"),
        ("coupled", 2, "a stack of 2 LSTM layers with coupled gates ($i_t = 1 - f_t$)"),
    ],
)
def test_a_stack_is_called_by_its_layers(cell: str, layers: int, stack: str) -> None:
    assert CellInventory(cell, "sets", layers).names()["stack"] == stack


def test_the_solution_goes_from_one_cell_to_the_stack() -> None:
    single, stack = CellInventory("gru", "states", 1).because(), CellInventory("lstm", "matrices", 3).because()

    assert single.endswith("it hands on $h_t$ alone. That makes 1 state vector in a layer.")
    assert stack.endswith(
        "Whatever has weights has two matrices, one for the input and one for the hidden state. "
        r"That makes 8 weight matrices in a layer, and $3 \cdot 8 = 24$ in all."
    )


def test_the_hint_leads_nobody_to_count_the_candidate_as_a_gate() -> None:
    assert "candidate" not in CellInventory("lstm", "gates", 1).hint()
