import numpy as np
import pytest

from assessments.engine.quantities.drawn import CELL, HIDDEN, INPUTS, WEIGHTS, Drawn, crossed

SMALL = Drawn(2, 3, steps=2, seed=7)


def test_a_seed_means_the_same_numbers_for_ever() -> None:
    arrays = Drawn(2, 1, seed=1).numbers("lstm").arrays

    assert [arrays[name].ravel().tolist() for name in ("W_fF", "W_fR", "b_f", "h_0", "c_0", "x")] == [
        [1.5, 0.5],
        [1.0],
        [-1.5],
        [0.75],
        [-0.5],
        [1.0, 0.5],
    ]


@pytest.mark.parametrize("cell", ["lstm", "rnn", "gru"])
def test_all_numbers_lie_on_their_grid(cell: str) -> None:
    grids = {"h_0": HIDDEN, "c_0": CELL, "x": INPUTS}

    for seed in range(50):
        for name, values in Drawn(2, 2, steps=2, seed=seed).numbers(cell).arrays.items():
            assert set(values.ravel().tolist()) <= set(grids.get(name, WEIGHTS))


def test_a_misreading_never_draws_other_numbers() -> None:
    silent = Drawn(2, 3, steps=2, seed=7, silent="bR")

    assert silent.numbers("lstm").arrays is SMALL.numbers("lstm").arrays


@pytest.mark.parametrize(
    ("silent", "zero"),
    [
        ("b", ["b_f", "b_i", "b_c", "b_o"]),
        ("R", ["W_fR", "W_iR", "W_cR", "W_oR"]),
        ("F", ["W_fF", "W_iF", "W_cF", "W_oF"]),
    ],
)
def test_a_silent_part_is_zero_in_every_gate(silent: str, zero: list[str]) -> None:
    weights = Drawn(2, 3, seed=7, silent=silent).numbers("lstm").weights

    assert [name for name, values in weights.items() if not values.any()] == zero


def test_silent_first_states_are_zero() -> None:
    states = Drawn(2, 3, seed=7, silent="0").numbers("lstm").states

    assert [name for name, values in states.items() if not values.any()] == ["h_0", "c_0"]


def test_crossed_gates_use_each_others_weights() -> None:
    plain, other = SMALL.numbers("lstm").weights, Drawn(2, 3, steps=2, seed=7, crossed="fi").numbers("lstm").weights

    assert (other["W_fF"] == plain["W_iF"]).all()
    assert (other["b_i"] == plain["b_f"]).all()
    assert (other["W_oR"] == plain["W_oR"]).all()


def test_an_inverted_gate_puts_out_what_is_missing_to_1() -> None:
    plain, other = Drawn(2, 3, seed=7), Drawn(2, 3, seed=7, inverted="f")

    both = plain.numbers("lstm").trace.steps[0].f + other.numbers("lstm").trace.steps[0].f

    np.testing.assert_allclose(both, 1.0, rtol=1e-15)


def test_only_an_lstm_starts_from_a_cell_state() -> None:
    assert [list(SMALL.numbers(cell).states) for cell in ("lstm", "rnn", "gru")] == [["h_0", "c_0"], ["h_0"], ["h_0"]]


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


@pytest.mark.parametrize(
    ("cell", "gate", "tensor", "activation"),
    [
        ("lstm", "f", "f", sigmoid),
        ("lstm", "c", "g", np.tanh),
        ("rnn", "h", "h", np.tanh),
        ("gru", "z", "z", sigmoid),
        ("gru", "n", "n", np.tanh),
    ],
)
@pytest.mark.parametrize("step", [0, 1, -1])
def test_what_a_gate_hears_is_what_it_activates(
    cell: str, gate: str, tensor: str, activation: np.ufunc, step: int
) -> None:
    numbers = SMALL.numbers(cell)

    np.testing.assert_allclose(
        activation(numbers.heard(gate, step)), getattr(numbers.trace.steps[step], tensor), rtol=1e-12
    )


@pytest.mark.parametrize(("name", "other"), [("W_fF", "W_iF"), ("b_i", "b_f"), ("W_oR", "W_oR"), ("b_c", "b_c")])
def test_crossing_renames_arrays(name: str, other: str) -> None:
    assert crossed(name, "fi") == other
