import math
from typing import Any

import pytest

from assessments.engine.formats import Ends
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.quantity import Quantity

SIZES = Drawn(80, 12, steps=7, batch=3)


@pytest.mark.parametrize(
    ("quantity", "truth"),
    [
        (Quantity("W_fF"), (12, 80)),
        (Quantity("W_cR"), (12, 12)),
        (Quantity("b_o"), (12, 1)),
        (Quantity("x"), (80, 3)),
        (Quantity("c"), (12, 3)),
        (Quantity("input"), (7, 3, 80)),
        (Quantity("output"), (7, 3, 12)),
        (Quantity("h_n"), (1, 3, 12)),
        (Quantity("c_n"), (1, 3, 12)),
        (Quantity("W_hF", cell="rnn"), (12, 80)),
        (Quantity("W_nR", cell="gru"), (12, 12)),
        (Quantity("weight_ih_l0", convention="torch"), (48, 80)),
        (Quantity("kernel", convention="keras"), (80, 48)),
        (Quantity("bias", convention="keras", cell="gru"), (2, 36)),
        (Quantity("W", convention="onnx"), (1, 48, 80)),
        (Quantity("W_fF", "axis", axis=1), 80),
        (Quantity("output", "axis", axis=2), 12),
        (Quantity("W_fF", "elements"), 960),
        (Quantity("output", "elements"), 252),
        (Quantity("parameters", "elements"), 4464),
        (Quantity("parameters", "elements", convention="torch"), 4512),
        (Quantity("parameters", "elements", cell="gru"), 3348),
        (Quantity("parameters", "elements", cell="gru", convention="keras"), 3384),
        (Quantity("f", "range"), Ends.open(0.0, 1.0)),
        (Quantity("g", "range"), Ends.open(-1.0, 1.0)),
        (Quantity("c", "range"), Ends.open(-7.0, 7.0)),
    ],
)
def test_a_quantity_is_what_the_equations_say(quantity: Quantity, truth: Any) -> None:
    assert quantity.of(SIZES) == truth


def test_the_hidden_state_stays_below_the_tanh_of_the_steps() -> None:
    ends = Quantity("h", "range").of(SIZES)

    assert (ends.lo, ends.hi) == pytest.approx((-math.tanh(7), math.tanh(7)), abs=1e-12)


def by_hand(seed: int) -> dict[str, float]:
    """The equations once more, in plain numbers, for one input and one unit over two steps."""
    drawn = Drawn(1, 1, steps=2, seed=seed).numbers("lstm").arrays
    w = {name: values.item() for name, values in drawn.items() if values.size == 1}
    h, c = w["h_0"], w["c_0"]
    for x in drawn["x"][:, 0].tolist():
        z = {gate: w[f"W_{gate}F"] * x + w[f"W_{gate}R"] * h + w[f"b_{gate}"] for gate in "fico"}
        f, i, o = (1 / (1 + math.exp(-z[gate])) for gate in "fio")
        c = f * c + i * math.tanh(z["c"])
        h = o * math.tanh(c)
    return {"f": f, "i": i, "g": math.tanh(z["c"]), "o": o, "c": c, "h": h, "output": h, "h_n": h, "c_n": c}


@pytest.mark.parametrize("seed", range(0, 100, 9))
def test_values_agree_with_the_equations_in_plain_numbers(seed: int) -> None:
    found = {name: Quantity(name, "value").of(Drawn(1, 1, steps=2, seed=seed)) for name in by_hand(seed)}

    assert found == pytest.approx(by_hand(seed), rel=1e-12)


@pytest.mark.parametrize(
    ("quantity", "field", "why"),
    [
        (Quantity("W_xF"), "tensor", "cell 'lstm' has no 'W_xF', but W_fF"),
        (Quantity("c_n", cell="rnn"), "tensor", "cell 'rnn' has no 'c_n', but W_hF"),
        (Quantity("W_fF", convention="keras"), "tensor", "cell 'lstm' in keras has no 'W_fF', but kernel, recurrent_"),
        (Quantity("parameters"), "measure", "parameters is a total, one number: its measure is 'elements'"),
        (Quantity("b_f", "axis", axis=2), "axis", "b_f has 2 axes, counted from 0"),
        (Quantity("W_fF", "range"), "measure", "ranges are known of an lstm's f, i, g, o, c, h, not of W_fF"),
        (Quantity("h", "range", cell="gru"), "measure", "ranges are known of an lstm's f, i, g, o, c, h, not of h"),
        (Quantity("W_fF", "value"), "measure", "the value of W_fF is printed in the question, not computed"),
        (Quantity("x", "value"), "measure", "the value of x is printed in the question, not computed"),
        (Quantity("bias", "value", convention="keras"), "measure", "the value of bias is printed"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(quantity: Quantity, field: str, why: str) -> None:
    [(named, said)] = quantity.faults()

    assert (named, said[: len(why)]) == (field, why)


@pytest.mark.parametrize(
    "quantity", [Quantity("W_fF"), Quantity("h_n", "axis", axis=2), Quantity("c", "range"), Quantity("c_n", "value")]
)
def test_what_makes_sense_is_taken(quantity: Quantity) -> None:
    assert list(quantity.faults()) == []
