from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from assessments.models import Assessment, Course
from assessments.rules import is_open_now, must_have_joined
from tests.factories import NOW

EARLIER, LATER = NOW - timedelta(seconds=1), NOW + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("opens", "closes", "is_open"),
    [
        (None, None, True),
        (EARLIER, None, True),
        (NOW, None, True),
        (LATER, None, False),
        (None, LATER, True),
        (None, NOW, False),
        (None, EARLIER, False),
        (EARLIER, LATER, True),
    ],
)
@pytest.mark.parametrize("published", [True, False])
def test_a_quiz_is_open_from_its_opening_until_just_before_its_end(
    opens: datetime | None, closes: datetime | None, is_open: bool, published: bool
) -> None:
    quiz = Assessment(opens_at=opens, closes_at=closes, published=published)

    assert is_open_now(quiz, NOW) == (is_open and published)


@pytest.mark.parametrize("open_to_all", [True, False])
def test_only_a_course_that_is_not_open_wants_members(open_to_all: bool) -> None:
    quiz = Assessment(course=Course(open_to_all=open_to_all))

    assert must_have_joined(quiz) != open_to_all
