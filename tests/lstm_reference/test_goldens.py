import numpy as np
import pytest

from tests.lstm_reference.goldens import GOLDENS


@pytest.mark.parametrize("golden", GOLDENS)
def test_what_others_published_comes_out(golden: str) -> None:
    for computed, published, tolerance in GOLDENS[golden]():
        np.testing.assert_allclose(computed, published, rtol=0, atol=tolerance)
