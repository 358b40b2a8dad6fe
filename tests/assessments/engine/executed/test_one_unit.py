import math

import pytest

from assessments.engine.executed.one_unit import GRU, RNN, complement, identity, step, steps, weights
from lstm_reference.cell import sigmoid, tanh
from lstm_reference.detour import Detour


def test_what_is_not_named_is_zero() -> None:
    cell = weights(b_f=1.0)

    assert {name for name, array in cell.items() if array.any()} == {"b_f"}


def test_a_step_gives_every_tensor_as_a_number() -> None:
    done = step(weights(b_f=1.0, W_iF=2.0, W_iR=-1.0, b_c=0.5), x=0.5, h=0.25, c=3.0)

    f, i, g = 1 / (1 + math.exp(-1)), 1 / (1 + math.exp(-0.75)), math.tanh(0.5)
    c = f * 3 + i * g
    assert done == pytest.approx({"x": 0.5, "f": f, "i": i, "g": g, "o": 0.5, "c": c, "h": 0.5 * math.tanh(c)})


def test_other_activations_take_the_place_of_the_usual() -> None:
    cell = weights(b_f=0.5)

    assert step(cell, gate=identity)["f"] == 0.5
    assert step(cell, gate=tanh)["f"] == pytest.approx(math.tanh(0.5))
    assert step(cell, gate=complement)["f"] == pytest.approx(1 - 1 / (1 + math.exp(-0.5)))


def test_a_gru_with_one_unit_steps_too() -> None:
    done = step(weights(GRU, b_z=0.25, b_r=0.5, W_nF=2.0, W_nR=-1.0), x=0.5, h=0.75, gate=identity)

    n = math.tanh(1 - 0.5 * 0.75)
    assert done == pytest.approx({"x": 0.5, "z": 0.25, "r": 0.5, "n": n, "h": 0.75 * n + 0.25 * 0.75})


def test_a_simple_rnn_has_one_activation() -> None:
    cell = weights(RNN, W_hF=2.0, W_hR=-1.0, b_h=0.25)

    assert step(cell, x=0.5, h=0.75) == pytest.approx({"x": 0.5, "h": math.tanh(0.5)})
    assert step(cell, x=0.5, h=0.75, activation=sigmoid)["h"] == pytest.approx(1 / (1 + math.exp(-0.5)))


def test_a_run_hands_both_states_on() -> None:
    cell = weights(W_fF=1.0, W_iR=-2.0, b_c=0.5, W_oR=0.75)

    first, second = steps(cell, [2.0, -1.0])

    assert first == pytest.approx(step(cell, x=2.0))
    assert second == pytest.approx(step(cell, x=-1.0, h=first["h"], c=first["c"]))


def test_a_run_gives_the_published_states() -> None:
    """Of the worked example with the inputs 1, 2, 3 and no bias."""
    cell = weights(W_fF=0.5, W_fR=0.1, W_iF=0.6, W_iR=0.2, W_cF=0.7, W_cR=0.3, W_oF=0.8, W_oR=0.4)

    done = steps(cell, [1.0, 2.0, 3.0])

    assert [one["h"] for one in done] == pytest.approx([0.2564, 0.6398, 0.8707], abs=5e-5)
    assert done[-1]["c"] == pytest.approx(1.6721, abs=5e-5)


@pytest.mark.parametrize(
    ("other", "taken"), [({}, True), ({"gate": sigmoid, "candidate": tanh}, True), ({"gate": identity}, False)]
)
def test_an_lstm_as_it_is_steps_by_the_fused_path_on_a_detour(other: dict[str, object], taken: bool) -> None:
    cell = weights(b_f=1.0, W_iF=2.0, W_iR=-1.0, b_c=0.5)

    with Detour() as road:
        aside = step(cell, x=0.5, h=0.25, c=3.0, **other)

    assert bool(road.taken) is taken
    assert aside == pytest.approx(step(cell, x=0.5, h=0.25, c=3.0, **other), rel=1e-13, abs=0)


def test_no_other_cell_has_another_way() -> None:
    with Detour() as road:
        step(weights(GRU, b_z=0.25), x=0.5, h=0.75)

    assert road.taken == 0


def test_a_step_is_remembered_for_its_own_cell_only() -> None:
    one, other = weights(b_f=1.0), weights(b_f=2.0)

    assert step(one)["f"] != step(other)["f"]
    assert step(one) == step(one)
    assert step(one) is not step(one)
