import pytest

from assessments.engine.kinds.steps.one_unit_cell import let_through
from assessments.engine.kinds.steps.two_steps import TwoSteps
from assessments.engine.kinds.steps.whole_step import WholeStep
from assessments.engine.texts import markup

PLAIN = TwoSteps(0.5, 0.1, 0.6, 0.2, 0.7, -1.0, 0.8, 0.4, first=1.0, second=2.0)
BIASED = WholeStep(
    *(0.5, 0.1, 0.6, 0.2, 0.7, -1.0, 0.8, 0.4),
    f_bias=1.0,
    i_bias=-0.5,
    c_bias=0.3,
    o_bias=0.25,
    x=1,
    hidden=-0.5,
    before=2,
)


def test_the_cell_has_the_drawn_weights() -> None:
    named = {name: array.item() for name, array in BIASED.cell.items()}

    assert [named[name] for name in ("W_fF", "W_fR", "b_f", "W_iF", "W_iR", "b_i")] == [0.5, 0.1, 1, 0.6, 0.2, -0.5]
    assert [named[name] for name in ("W_cF", "W_cR", "b_c", "W_oF", "W_oR", "b_o")] == [0.7, -1, 0.3, 0.8, 0.4, 0.25]


def test_swapped_gates_have_each_other_s_weights() -> None:
    swapped, cell = BIASED.gates_swapped(), BIASED.cell

    assert [swapped.cell[name].item() for name in ("W_fF", "W_fR", "b_f")] == [0.6, 0.2, -0.5]
    assert [swapped.cell[name].item() for name in ("W_iF", "W_iR", "b_i")] == [0.5, 0.1, 1.0]
    assert all(swapped.cell[name] == cell[name] for name in cell if name[2] in "co")


def test_a_part_can_be_missing_from_all_gates() -> None:
    cell = BIASED.without("recurrent").cell

    assert [name for name in cell if not cell[name].any()] == ["W_fR", "W_iR", "W_cR", "W_oR"]


def test_the_table_has_a_row_for_each_gate_and_a_column_for_each_part() -> None:
    assert BIASED.table().splitlines() == [
        "|  | $W_F$ | $W_R$ | $b$ |",
        "| --- | --- | --- | --- |",
        "| forget gate | $0.5$ | $0.1$ | $1$ |",
        "| input gate | $0.6$ | $0.2$ | $-0.5$ |",
        "| candidate | $0.7$ | $-1$ | $0.3$ |",
        "| output gate | $0.8$ | $0.4$ | $0.25$ |",
    ]
    assert PLAIN.table().startswith("|  | $W_F$ | $W_R$ |\n")
    assert markup.render(BIASED.table()).count("<td>") == 4 * 4 + 1  # the corner above them is a cell, too


def test_the_sums_say_the_same() -> None:
    lines = BIASED.sums().splitlines()

    assert r"z_c &= 0.7 \, x_t - h_{t-1} + 0.3 \\" in lines
    assert PLAIN.sums().splitlines()[0] == r"\begin{aligned} z_f &= 0.5 \, x_t + 0.1 \, h_{t-1} \\"


def test_a_worked_step_leaves_out_what_is_zero() -> None:
    first, later = PLAIN.worked("1", 1.0), PLAIN.worked("2", 2.0, 0.5, -0.5)

    assert r"f_1 &= \sigma(0.5 \cdot 1) = \sigma(0.5) \approx 0.6225 \\" in first
    assert r"$$C_1 \approx 0.6457 \cdot 0.6044 \approx 0.3902$$" in first
    assert r"\tilde{C}_2 &= \tanh(0.7 \cdot 2 + (-1) \cdot 0.5) = \tanh(0.9) \approx 0.7163 \\" in later
    assert r"$$C_2 \approx 0.7408 \cdot (-0.5) + " in later


@pytest.mark.parametrize(("gate", "value"), [(0.25, 2.0), (0.9, -1.5)])
def test_a_gate_lets_a_share_through(gate: float, value: float) -> None:
    assert let_through(gate, value) == pytest.approx(gate * value)
