import pytest

from assessments.sqlite import journal_mode


@pytest.mark.parametrize(
    ("version", "mode"),
    [((3, 40, 1), "DELETE"), ((3, 51, 2), "DELETE"), ((3, 51, 3), "WAL"), ((3, 53, 4), "WAL"), ((4, 0, 0), "WAL")],
)
def test_only_a_release_that_cannot_corrupt_it_gets_a_wal(version: tuple[int, int, int], mode: str) -> None:
    assert journal_mode(version) == mode
