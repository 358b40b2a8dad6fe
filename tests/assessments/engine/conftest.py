from collections.abc import Iterator

import pytest

from assessments.engine.kind import KINDS, load


@pytest.fixture
def own_kinds() -> Iterator[None]:
    """A test may define kinds; nobody else gets to see them."""
    load()
    before = dict(KINDS)
    yield
    KINDS.clear()
    KINDS.update(before)
