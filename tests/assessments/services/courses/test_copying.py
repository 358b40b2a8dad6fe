from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Assessment, Section, Slot
from assessments.services.courses.copying import copy_assessment, copy_course, free_slug
from assessments.services.lti.contents import brought_into
from tests.factories import NOW, a_course, a_learner, a_published_item, a_quiz, a_started_attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Assessment:
    settings = {"mode": "exam", "tries": 3, "shares": [1, 0.5], "closes_at": NOW, "time_limit": timedelta(minutes=5)}
    made = a_quiz(a_published_item(), password="secret", ip_ranges="192.0.2.0/24", pass_mark=50, **settings)
    section = Section.objects.create(assessment=made, title="Drawn", instructions="Think.", position=1)
    bank = made.slots.get().item.bank
    Slot.objects.create(assessment=made, section=section, bank=bank, draws=2, tags=["a"], difficulties=[1], points=3)
    return made


def told(assessment: Assessment) -> list[tuple[object, ...]]:
    names = ("item", "bank", "draws", "points", "tags", "difficulties", "position")
    rows = assessment.slots.select_related("section")
    return [(one.section and one.section.instructions, *(getattr(one, name) for name in names)) for one in rows]


def test_a_copy_asks_the_same(quiz: Assessment) -> None:
    copy = copy_assessment(quiz, a_course(), "Again", "again")

    assert told(copy) == told(quiz)
    assert {one.assessment for one in Section.objects.filter(slots__assessment=copy)} == {copy}


def test_a_copy_of_what_an_lms_leads_to_is_not_led_to() -> None:
    source, course = a_quiz(), a_course()
    brought = brought_into(course, source)
    Assessment.objects.filter(pk=brought.pk).update(position=1)  # so that the copy would come first

    copy = copy_assessment(brought, course, "Another try", "another-try")

    assert (copy.origin, brought_into(course, source)) == (None, brought)


def test_a_copy_has_the_settings_without_the_dates(quiz: Assessment) -> None:
    copy = copy_assessment(quiz, a_course(), "Again", "again")

    own = {"id", "course", "title", "slug", "published", "opens_at", "due_at", "closes_at", "origin"}
    same = [field.name for field in Assessment._meta.fields if field.name not in own]
    assert {name: getattr(copy, name) for name in same} == {name: getattr(quiz, name) for name in same}
    assert (copy.published, copy.opens_at, copy.due_at, copy.closes_at) == (False, None, None, None)


def test_a_course_is_copied_without_its_people(quiz: Assessment, alice: AbstractBaseUser) -> None:
    a_started_attempt(alice, course=quiz.course)
    olga = a_learner("olga")

    copy = copy_course(quiz.course, "Spring", "spring", olga, NOW)

    assert [(one.user, one.role) for one in copy.memberships.all()] == [(olga, "owner")]
    assert sorted(one.title for one in copy.assessments.all()) == sorted(
        one.title for one in quiz.course.assessments.all()
    )
    assert copy.assessments.filter(attempts__isnull=False).count() == 0


def test_an_address_that_is_taken_is_numbered() -> None:
    a_quiz(slug="exam")
    a_quiz(slug="exam-2")

    assert (free_slug("exam"), free_slug("quiz"), len(free_slug("x" * 90))) == ("exam-3", "quiz", 50)
