from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from assessments.models import Accommodation, Group
from tests.factories import a_course, a_learner, a_quiz

pytestmark = pytest.mark.django_db


def faults(given: Accommodation) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        given.full_clean()
    return refused.value.message_dict


def test_nobody_gets_less_time_than_all_get() -> None:
    given = Accommodation(course=a_course(), learner=a_learner(), extra_time=timedelta(minutes=-30))

    assert faults(given) == {"extra_time": ["Nobody gets less time than all get."]}


@pytest.mark.parametrize("is_a_group", [True, False])
def test_a_second_one_at_every_quiz_is_told_of_the_first(is_a_group: bool) -> None:
    course = a_course()
    whom = {"group": Group.objects.create(course=course, title="Evening")} if is_a_group else {"learner": a_learner()}
    first = Accommodation.objects.create(course=course, **whom)

    (name,) = map(str, whom.values())
    told = f"{name} has an accommodation at every quiz of the course already."
    assert faults(Accommodation(course=course, **whom)) == {"assessment": [told]}
    first.full_clean()
    Accommodation(course=a_course(), learner=a_learner()).full_clean()
    Accommodation(course=course, assessment=a_quiz(course=course), **whom).full_clean()


def test_nobody_in_particular_is_no_reason_to_speak_of_others() -> None:
    course = a_course()
    Accommodation.objects.create(course=course, learner=a_learner())

    assert faults(Accommodation(course=course)) == {"__all__": ["Choose either a learner or a group."]}
