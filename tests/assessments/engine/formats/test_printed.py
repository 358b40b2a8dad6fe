"""What Python prints around numbers."""

import time

import pytest

from assessments.engine.formats.printed import bare


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("0.25", "0.25"),
        ("np.float64(0.25)", "0.25"),
        ("numpy.int32(-7)", "-7"),
        ("tensor(0.2500, grad_fn=<MulBackward0>)", "0.2500"),
        ("array([1, 2])", "([1, 2])"),
        ("array([1, 2],       dtype=float32)", "([1, 2])"),
        ("torch.tensor([[1], [2]], device='cuda:0', dtype=torch.float64)", "([[1], [2]])"),
        ("[np.float64(1.0), np.float64(2.0)]", "[1.0, 2.0]"),
        ("sqrt(2)", "sqrt(2)"),
        ("(1, 2, dtype=float32", "(1, 2, dtype=float32"),
        ("array([1, 2], 3)", "([1, 2], 3)"),
    ],
)
def test_only_what_python_prints_around_numbers_is_left_out(text: str, left: str) -> None:
    assert bare(text) == left


@pytest.mark.parametrize("text", [",dtype=" * 140, ", dtype=a" * 120, "float(" * 160, "a" * 999, "," + " " * 998])
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    bare(text)

    assert time.process_time() - began < 0.1
