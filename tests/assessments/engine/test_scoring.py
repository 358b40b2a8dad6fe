import pytest

from assessments.engine.scoring import total


@pytest.mark.parametrize(
    ("places", "points"),
    [([], 0), ([(1, 1)], 1), ([(1, 0)], 0), ([(2, 0.5), (3, 1)], 4), ([(0, 1), (0.25, 1)], 0.25)],
)
def test_each_place_brings_its_points_times_the_best_fraction(places: list[tuple[float, float]], points: float) -> None:
    assert total(places) == points
