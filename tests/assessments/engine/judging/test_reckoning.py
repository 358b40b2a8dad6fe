from __future__ import annotations

import pytest

from assessments.engine.judging.reckoning import holds


@pytest.mark.parametrize(
    "line",
    [
        r"$7 \times 47 = 329$",
        r"A bias: $4 \cdot (2 + 3) =$ **20**.",
        r"$C_t = f_t \, C_{t-1} = 0.5 \cdot (-2) + 1 = -1 + 1 = 0$",
        r"$f_t = \sigma(0.5 \cdot 0 + 0) = \sigma(0) = 0.5$",
        r"$h_t \approx 0.7729 \cdot \tanh(1.3589) \approx 0.6772$",
        r"From $2.25$ to $2.25 + 1 = 3.25$, less than $k$.",
    ],
)
def test_an_equation_of_numbers_holds(line: str) -> None:
    assert holds(line)


@pytest.mark.parametrize(
    "line",
    [
        r"$16 \times 64 = 0$ weights",
        r"$2 + 2 = 4$ and $2 + 2 = 5$",
        r"$1000 \cdot 1000 = 1000001$",
        r"$f_t \approx \sigma(0.5) \approx 0.63$",
        "Every one of the 3 layers",
        r"$f_t = \sigma(z_f)$",
        r"$x = 3$",
        r"$2^{3} = 8$",
        r"$__import__(0) = 1 = 1 +$",
        "$1\0 = 2$",
    ],
)
def test_what_does_not_reckon_or_is_no_equation_does_not(line: str) -> None:
    assert not holds(line)
