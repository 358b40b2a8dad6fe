from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from assessments.models import Deployment, Registration
from assessments.services.background.tidying import tidy
from tests.assessments.admin.authors import logged_in
from tests.assessments.lti.platforms import a_deployment
from tests.factories import a_course, a_member

pytestmark = pytest.mark.django_db
INDEX = "admin:index"


@pytest.fixture
def as_tess(tess: AbstractBaseUser) -> Client:
    return logged_in(tess)


def test_whoever_runs_the_service_reads_what_waits_for_them(as_tess: Client) -> None:
    assert "messagelist" not in as_tess.get(reverse(INDEX)).text

    a_deployment(state=Deployment.State.PENDING)
    tidy.enqueue()
    DBTaskResult.objects.update(status="FAILED")
    page = as_tess.get(reverse(INDEX)).text

    assert "1 LMS connection to approve" in page
    assert "1 piece of background work given up" in page
    Registration.objects.update(state=Registration.State.PENDING)
    assert "2 LMS connections to approve" in as_tess.get(reverse(INDEX)).text


def test_where_it_leads_shows_what_waits(as_tess: Client) -> None:
    waiting = a_deployment(state=Deployment.State.PENDING, title="The new faculty")
    a_deployment(title="The old faculty")

    page = as_tess.get(reverse("admin:assessments_deployment_changelist") + "?state__exact=pending").text

    assert (waiting.title in page, "The old faculty" in page) == (True, False)


def test_teachers_are_left_alone_with_it() -> None:
    a_deployment(state=Deployment.State.PENDING)

    assert "LMS connection" not in logged_in(a_member(a_course(), "owner")).get(reverse(INDEX)).text
