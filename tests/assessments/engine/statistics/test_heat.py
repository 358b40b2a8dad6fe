import pytest

from assessments.engine.statistics.heat import Cell, Heat, row
from assessments.engine.statistics.intervals import wilson

SIZES = (10, 4, 0, 8, 8)


def test_a_share_is_of_its_fifth() -> None:
    found = row("A", {0: 5, 3: 8}, SIZES)

    assert [cell.share for cell in found.cells] == [0.5, 0, None, 1, 0]
    assert [found.whole.count, found.whole.of] == [13, 30]
    assert found.whole.interval == wilson(13 / 30, 30)


def test_fewer_than_five_are_few() -> None:
    assert [cell.few for cell in row("A", {}, SIZES).cells] == [False, True, True, False, False]


@pytest.mark.parametrize(("count", "of", "shade"), [(0, 10, 0), (1, 100, 1), (5, 10, 4), (10, 10, 8), (4, 4, 0)])
def test_the_shade_grows_with_the_share_and_few_have_none(count: int, of: int, shade: int) -> None:
    assert Cell(count, of).shade == shade


def test_all_answers_are_those_of_the_fifths() -> None:
    assert [Heat(SIZES).n, Heat().n] == [30, 0]
