import math
from typing import Any

import pytest

from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.ideas import ideas_of
from assessments.engine.quantities.quantity import Quantity

ONE, TWO = Drawn(1, 1, seed=5), Drawn(2, 2, steps=2, seed=5)
NUMBERS = {name: values.item() for name, values in ONE.numbers("lstm").arrays.items()}


def wrong(quantity: Quantity, drawn: Drawn) -> dict[str, float]:
    return {tag: idea(drawn) for tag, idea in ideas_of(Asked(quantity), drawn)}


def heard(gate: str, **other: float) -> float:
    w = NUMBERS | other
    return w[f"W_{gate}F"] * w["x"] + w[f"W_{gate}R"] * w["h_0"] + w[f"b_{gate}"]


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def test_wrong_ideas_of_a_gate_in_plain_numbers() -> None:
    z = heard("f")

    assert wrong(Quantity("f", "value"), ONE) == pytest.approx(
        {
            "no-bias": sigmoid(heard("f", b_f=0)),
            "no-recurrent": sigmoid(heard("f", W_fR=0)),
            "state-not-carried": sigmoid(heard("f", h_0=0)),
            "activation-left-out": z,
            "tanh-for-sigmoid": math.tanh(z),
        }
    )


def test_wrong_ideas_of_the_cell_state_in_plain_numbers() -> None:
    f, i, g = sigmoid(heard("f")), sigmoid(heard("i")), math.tanh(heard("c"))
    c_0, ideas = NUMBERS["c_0"], wrong(Quantity("c", "value"), ONE)

    assert (ideas["gate-inverted"], ideas["gates-swapped"]) == pytest.approx(((1 - f) * c_0 + i * g, i * c_0 + f * g))
    assert ideas["hidden-state-given"] == pytest.approx(sigmoid(heard("o")) * math.tanh(f * c_0 + i * g))


@pytest.mark.parametrize(
    ("cell", "tensor", "tags"),
    [
        ("lstm", "g", {"activation-left-out", "sigmoid-for-tanh"}),
        ("lstm", "h", {"gate-inverted", "gates-swapped", "cell-state-given"}),
        ("lstm", "output", {"gate-inverted", "gates-swapped", "cell-state-given"}),
        ("lstm", "c_n", {"gate-inverted", "gates-swapped", "hidden-state-given"}),
        ("rnn", "output", {"activation-left-out", "sigmoid-for-tanh"}),
        ("gru", "r", {"activation-left-out", "tanh-for-sigmoid"}),
        ("gru", "n", {"activation-left-out", "sigmoid-for-tanh"}),
        ("gru", "h", {"gate-inverted"}),
    ],
)
def test_each_tensor_goes_wrong_in_its_own_ways(cell: str, tensor: str, tags: set[Any]) -> None:
    common = {"no-bias", "no-recurrent", "state-not-carried", "another-unit"}

    assert set(wrong(Quantity(tensor, "value", cell=cell), TWO)) == common | tags


def test_a_single_unit_is_not_taken_for_another() -> None:
    assert "another-unit" not in wrong(Quantity("f", "value"), ONE)
