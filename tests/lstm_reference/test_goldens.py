import numpy as np
import pytest

from lstm_reference.detour import Detour
from tests.lstm_reference.goldens import GOLDENS, Compared
from tests.lstm_reference.kills import goldens


def compare(found: Compared) -> None:
    for computed, known, tolerance in found:
        np.testing.assert_allclose(computed, known, rtol=0, atol=tolerance)


@pytest.mark.parametrize("golden", GOLDENS)
def test_what_others_published_comes_out(golden: str) -> None:
    compare(GOLDENS[golden]())


@pytest.mark.parametrize("golden", goldens())
def test_it_comes_out_of_the_faster_path_too(golden: str) -> None:
    with Detour():
        compare(goldens()[golden]())
