from __future__ import annotations

import pytest

from assessments.models import Context, Course, Deployment, ResourceLink
from assessments.services.lti.contents import (
    Content,
    Unplaceable,
    bind,
    content_of,
    placeable_banks,
    placeable_quizzes,
)
from tests.assessments.lti.platforms import a_deployment
from tests.factories import a_bank, a_course, a_member, a_published_item, a_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def deployment() -> Deployment:
    return a_deployment()


def a_context(deployment: Deployment) -> Context:
    course = a_course(open_to_all=False)
    return Context.objects.create(deployment=deployment, context_id=course.slug, course=course)


def content_for(course: Course | None) -> Content:
    return Content(bank=a_published_item(bank=a_bank(course=course)).bank)


def test_shared_open_and_own_banks_can_be_placed(deployment: Deployment) -> None:
    ours = [content_for(None), content_for(a_course()), content_for(a_context(deployment).course)]
    foreign = content_for(a_course(open_to_all=False))

    assert set(placeable_banks(deployment)) == {one.bank for one in ours}
    assert [content_of(one.id, deployment) for one in ours] == ours
    with pytest.raises(Unplaceable):
        content_of(foreign.id, deployment)


def test_what_a_teacher_may_choose_from_can_be_placed(deployment: Deployment) -> None:
    """Their course at another school's deployment is theirs as well, and stays there."""
    here, elsewhere = a_context(deployment).course, a_context(a_deployment()).course
    quizzes = [a_quiz(), a_quiz(course=here), a_quiz(course=elsewhere)]
    teacher = a_member(here, "instructor")
    elsewhere.memberships.create(user=teacher, role="instructor")

    offered = list(placeable_quizzes(deployment, teacher))

    assert offered == quizzes[:2]
    assert [content_of(Content(assessment=quiz).id, deployment).assessment for quiz in offered] == offered


def test_no_link_leads_to_a_bank_that_its_learners_would_not_find(deployment: Deployment) -> None:
    here, elsewhere = a_context(deployment), a_context(deployment)
    link = ResourceLink.objects.create(context=here, link_id="one")
    own = content_for(here.course)
    bind(link, own.id)

    with pytest.raises(Unplaceable):
        bind(link, content_for(elsewhere.course).id)

    link.refresh_from_db()
    assert link.bank == own.bank
