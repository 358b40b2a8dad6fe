from __future__ import annotations

import pytest
from django.db import IntegrityError

from assessments.models import Context, Deployment, LtiUser, ResourceLink
from tests.assessments.lti.platforms import a_registration
from tests.factories import a_bank, a_course, a_learner, a_quiz

pytestmark = pytest.mark.django_db


def a_context() -> Context:
    deployment = Deployment.objects.create(registration=a_registration(), deployment_id="1")
    return Context.objects.create(deployment=deployment, context_id="2", course=a_course())


def test_a_link_leads_to_a_quiz_or_to_a_bank_and_not_to_both() -> None:
    context = a_context()
    ResourceLink.objects.create(context=context, link_id="nothing yet")

    with pytest.raises(IntegrityError):
        ResourceLink.objects.create(context=context, link_id="both", assessment=a_quiz(), bank=a_bank())


def test_the_same_name_at_two_platforms_is_two_people() -> None:
    for client in ("one", "two"):
        LtiUser.objects.create(registration=a_registration(client_id=client), sub="17", user=a_learner())

    assert LtiUser.objects.filter(sub="17").count() == 2


def test_a_platform_knows_a_person_once() -> None:
    registration = a_registration()
    LtiUser.objects.create(registration=registration, sub="17", user=a_learner())

    with pytest.raises(IntegrityError):
        LtiUser.objects.create(registration=registration, sub="17", user=a_learner())
