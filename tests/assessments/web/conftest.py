from __future__ import annotations

from collections.abc import Iterator

import pytest

from assessments.models import ItemSession, Response
from tests.factories import place


@pytest.fixture
def untouched(session: ItemSession) -> Iterator[None]:
    """Whatever the test does, no try is used and nothing is stored."""
    yield
    assert (place(session.attempt).tries_used, Response.objects.count()) == (0, 0)
