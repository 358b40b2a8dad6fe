import numpy as np
import pytest

from lstm_reference import Spec
from lstm_reference.cell import tanh
from lstm_reference.claims.symbols import symbol, symbolic_step


def test_an_expression_is_written_out_with_its_names() -> None:
    found = 1.0 - symbol("W_fF") @ symbol("x") * symbol("i") + 2.0

    assert found.text == "((1.0 - ((W_fF @ x) * i)) + 2.0)"
    assert (found.weights, found.tensors) == ({"W_fF"}, {"x", "i"})


def test_the_cells_own_tanh_takes_names() -> None:
    assert tanh(symbol("c")).text == np.tanh(symbol("c")).text == "tanh(c)"


@pytest.mark.parametrize(
    ("fields", "tensor", "text"),
    [
        ({}, "f", "sigmoid((((W_fF @ x) + (W_fR @ h_prev)) + b_f))"),
        ({"bias": False}, "g", "tanh(((W_cF @ x) + (W_cR @ h_prev)))"),
        ({"bias": False, "peepholes": True}, "i", "sigmoid((((W_iF @ x) + (W_iR @ h_prev)) + (p_i * c_prev)))"),
        (
            {"bias": False, "coupled": "forget_from_input"},
            "f",
            "(1.0 - sigmoid(((W_iF @ x) + (W_iR @ h_prev))))",
        ),
    ],
)
def test_a_step_on_names_is_its_equation(fields: dict[str, object], tensor: str, text: str) -> None:
    assert getattr(symbolic_step(Spec(1, 1, **fields)), tensor).text == text
