import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.executed.held import gate, held, part
from lstm_reference import Spec, parameters

SIZES = st.integers(1, 40)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("W_fF", "fF"),
        ("W_oR", "oR"),
        ("b_c", "cb"),
        ("b_nR", "nb"),
        ("p_i", "ip"),
        ("W_P", "PP"),
        ("W_cF_l0", "cF"),
        ("W_iR_l2_reverse", "iR"),
        ("b_f_l0_reverse", "fb"),
        ("p_o_l1", "op"),
        ("W_P_l1", "PP"),
    ],
)
def test_names_tell_gate_and_part(name: str, letters: str) -> None:
    assert gate(name) + part(name) == letters


@given(SIZES, SIZES, st.sampled_from(["lstm", "gru", "rnn"]))
def test_parts_have_their_closed_forms(n: int, h: int, cell: str) -> None:
    blocks = {"lstm": 4, "gru": 3, "rnn": 1}[cell]
    spec = Spec(n, h, cell=cell)

    assert [held(spec, parts=part) for part in "FRb"] == [blocks * h * n, blocks * h * h, blocks * h]


@pytest.mark.parametrize(
    ("gates", "parts", "count"),
    [("", "FRb", 4464), ("f", "FRb", 1116), ("fio", "FRb", 3348), ("c", "F", 960), ("", "Fb", 3888), ("f", "", 0)],
)
def test_gates_and_parts_are_counted_as_named(gates: str, parts: str, count: int) -> None:
    assert held(Spec(80, 12), gates, parts) == count


def test_peepholes_and_a_projection_are_parts_of_their_own() -> None:
    spec = Spec(5, 4, proj_size=3, peepholes=True, num_layers=2, bidirectional=True)

    assert {part: held(spec, parts=part) for part in "FRbpP"} == {
        "F": 2 * 4 * 4 * (5 + 2 * 3),
        "R": 4 * 4 * 4 * 3,
        "b": 4 * 4 * 4,
        "p": 4 * 3 * 4,
        "P": 4 * 3 * 4,
    }
    assert held(spec, "ficoP") == held(spec) == parameters(spec).total


def test_the_bias_that_a_gru_resets_is_a_bias() -> None:
    assert held(Spec(5, 4, cell="gru", reset_after=True), "n", "b") == 2 * 4
