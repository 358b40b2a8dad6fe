from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from assessments.models import Passback
from assessments.services.lti.passback import Claimed, Reply
from tests.assessments.lti.platforms import a_link, a_person_at, an_answer_at


def said() -> str:
    out = StringIO()
    call_command("send_scores", "--senders", "2", stdout=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_what_is_due_is_sent_by_several_and_then_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    link, sent = a_link(), []

    def post(claimed: Claimed) -> Reply:
        sent.append(claimed.row.person.sub)
        return Reply("sent")

    monkeypatch.setattr("assessments.lti.calling.sending.sender", lambda _: post)
    people = [a_person_at(link) for _ in range(4)]
    for person in people:
        an_answer_at(link, person, at=now())

    assert [said(), said()] == ["tried to send 4\n", "tried to send 0\n"]
    assert sorted(sent) == sorted(person.sub for person in people)
    assert set(Passback.objects.values_list("state", flat=True)) == {"sent"}
