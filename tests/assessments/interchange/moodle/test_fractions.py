from __future__ import annotations

import pytest

from assessments.interchange.moodle.fractions import fraction


@pytest.mark.parametrize(
    ("share", "text"),
    [(1, "100"), (1 / 3, "33.33333"), (-1, "-100"), (0, "0"), (-1 / 6, "-16.66667"), (0.47, "50"), (2, "100")],
)
def test_a_share_is_the_nearest_that_moodle_knows(share: float, text: str) -> None:
    assert fraction(share) == text
