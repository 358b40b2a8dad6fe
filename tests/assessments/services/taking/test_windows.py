from __future__ import annotations

import pytest

from assessments.services.taking import windows
from tests.factories import a_session, place

pytestmark = pytest.mark.django_db


def test_the_last_to_take_a_question_is_at_work_on_it() -> None:
    session = a_session()
    nobody = [windows.is_at_work(session, window) for window in "ab"]

    windows.take(session, "a")
    windows.take(session, "b")

    assert nobody == [True, True]
    assert [windows.is_at_work(place(session.attempt), window) for window in "ab"] == [False, True]
