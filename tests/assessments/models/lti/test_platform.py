from __future__ import annotations

import pytest
from django.db import IntegrityError

from assessments.models import Deployment, Registration, ToolKey
from tests.assessments.lti.platforms import a_registration
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def a_key(state: str, kid: str) -> ToolKey:
    return ToolKey.objects.create(kid=kid, state=state, public={}, private="", made_at=NOW, changed_at=NOW)


def test_an_issuer_may_know_us_by_several_client_ids_but_each_once() -> None:
    a_registration(client_id="one"), a_registration(client_id="two")

    with pytest.raises(IntegrityError):
        a_registration(client_id="one")


def test_a_deployment_waits_until_it_is_approved() -> None:
    deployment = Deployment.objects.create(registration=a_registration(), deployment_id="1")

    assert deployment.state == Deployment.State.PENDING


def test_the_same_deployment_id_at_two_platforms_is_two_deployments() -> None:
    for registration in (a_registration(client_id="one"), a_registration(client_id="two")):
        Deployment.objects.create(registration=registration, deployment_id="1")

    assert Deployment.objects.count() == 2
    with pytest.raises(IntegrityError):
        Deployment.objects.create(registration=Registration.objects.first(), deployment_id="1")


def test_one_key_signs_while_many_are_retired() -> None:
    a_key("active", "1"), a_key("next", "2"), a_key("retired", "3"), a_key("retired", "4")

    with pytest.raises(IntegrityError):
        a_key("active", "5")
