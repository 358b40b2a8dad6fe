from __future__ import annotations

from datetime import timedelta

import pytest

from assessments.services.courses.patterns import PATTERNS, assemble
from assessments.services.errors import Refused
from assessments.services.taking.starting import start
from tests.factories import NOW, a_bank, a_course, a_learner, a_published_item, an_item

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("pattern", "asked"), [("quiz", 10), ("exam", 10), ("practice", 12)])
def test_every_pattern_makes_a_quiz_that_can_be_taken_once_it_is_published(pattern: str, asked: int) -> None:
    course, bank = a_course(), a_bank()
    for _ in range(12):
        a_published_item(bank=bank)

    made = assemble(pattern, "Gates & shapes", course, bank)

    assert (made.published, made.slug, made.course) == (False, "gates-shapes", course)
    made.published = True
    made.full_clean()
    made.save()
    assert start(a_learner(), made, NOW).sessions.count() == asked


def test_no_more_is_drawn_than_there_is() -> None:
    item = a_published_item()

    assert assemble("quiz", "One", a_course(), item.bank).slots.get().draws == 1


def test_an_exam_runs_half_an_hour() -> None:
    made = assemble("exam", "Exam", a_course(), a_published_item().bank)

    assert (made.time_limit, made.mode, made.attempts_allowed) == (timedelta(minutes=30), "exam", 1)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_bank_without_anything_to_ask_is_refused(pattern: str) -> None:
    with pytest.raises(Refused):
        assemble(pattern, "None", a_course(), an_item().bank)
