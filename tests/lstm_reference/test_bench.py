import re

import numpy as np
import pytest

from lstm_reference import Spec
from tests.lstm_reference.bench import OURS, Size, contenders, measured, told
from tests.lstm_reference.kills import ONNX_RUNTIME

SIZE = Size(3, 4, 2, 5)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_we_are_timed_beside_what_nobody_can_do_without(dtype: str) -> None:
    found = contenders(Spec(3, 4, dtype=dtype), SIZE)

    assert list(found)[:2] == [OURS, "products alone"]
    assert set(measured(found, rounds=1, long_enough=0)) == set(found)


@pytest.mark.skipif(not ONNX_RUNTIME, reason="ONNX Runtime is not installed")
def test_all_compute_the_same() -> None:
    found = contenders(Spec(3, 4, dtype="float32"), SIZE)

    np.testing.assert_allclose(found[OURS]().output, found["ONNX Runtime"]()[0][:, 0], rtol=0, atol=2e-6)


def test_ratios_are_formed_within_each_round() -> None:
    lines = list(told(SIZE, "float64", {OURS: [1e-6, 4e-6, 9e-6], "other": [1e-6, 2e-6, 18e-6]}))

    assert [re.split(r" {2,}", line) for line in lines] == [
        ["n=3 h=4 B=2 T=5", "float64", "run", "4.0"],
        ["n=3 h=4 B=2 T=5", "float64", "other", "2.0", "1.00"],
    ]
