import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.held import gate, held, part
from lstm_reference import Spec

SIZES = st.integers(1, 40)


@pytest.mark.parametrize(("name", "letters"), [("W_fF", "fF"), ("W_oR", "oR"), ("b_c", "cb")])
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
