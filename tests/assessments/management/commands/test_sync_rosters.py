from __future__ import annotations

from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command

from assessments.lti.calling.roster import sync_all
from assessments.management.commands import sync_rosters
from assessments.models import Context
from assessments.outbound.asking import Answer
from tests.assessments.lti.platforms import a_link, answers

pytestmark = pytest.mark.django_db


def test_it_says_how_each_course_went(monkeypatch: pytest.MonkeyPatch) -> None:
    deployment = a_link().context.deployment
    a_link(deployment=deployment)
    Context.objects.update(roster_url="https://lms.example/members", title="Networks")
    asking = answers({"access_token": "t"}, Answer(500), {"members": []})
    monkeypatch.setattr(sync_rosters, "sync_all", partial(sync_all, asking=asking))
    out = StringIO()

    call_command("sync_rosters", stdout=out)

    assert out.getvalue() == "Networks: failed: status 500\nNetworks: 0 people\n"
