import numpy as np
import pytest

from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.numbers import column, inputs, needed, printed, states
from assessments.engine.quantities.quantity import Quantity


@pytest.mark.parametrize(
    ("values", "latex"),
    [
        ([[0.123456]], "0.1235"),
        ([[-1e-9]], "0"),
        ([[1.0, -0.5]], r"\begin{bmatrix} 1 & -0.5 \end{bmatrix}"),
        ([[1.0], [2.0]], r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"),
    ],
)
def test_numbers_are_printed_to_four_decimals(values: list[list[float]], latex: str) -> None:
    assert printed(np.array(values)) == latex


def test_a_row_stands_as_a_column() -> None:
    assert column(np.array([1.0, 2.0])) == r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"


def test_inputs_come_step_by_step() -> None:
    assert (
        inputs(Asked(Quantity("h", "value")), Drawn(1, 1, steps=3, seed=4))
        == "$x_1 = 1$, then $x_2 = -0.5$, then $x_3 = 1$"
    )


@pytest.mark.parametrize(("cell", "said"), [("lstm", "$h_0 = 0.75$ and $C_0 = -0.5$"), ("rnn", "$h_0 = -0.5$")])
def test_first_states_are_those_that_the_cell_has(cell: str, said: str) -> None:
    assert states(Asked(Quantity("h", "value", cell=cell)), Drawn(2, 1, seed=1)) == said


def test_two_quantities_need_the_gates_of_both() -> None:
    asked = Asked(Quantity("f", "value"), Quantity("o", "value"), "difference")

    assert needed(asked, Drawn(1, 1)) == "fo"
