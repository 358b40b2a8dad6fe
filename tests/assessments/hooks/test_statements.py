from __future__ import annotations

import json
from typing import Any

import pytest

from assessments.hooks import sending, statements
from assessments.models import Notice
from assessments.outbound.asking import Answer, Unreachable
from assessments.services.hooks.telling import tell
from tests.assessments.lti.platforms import answers
from tests.factories import NOW, a_course

pytestmark = pytest.mark.django_db
DATA = {
    "attempt": "7f0c2b52-6c7f-4b43-9c36-6b0d3b9a1f10",
    "assessment": "shapes",
    "learner": 7,
    "score": 3.0,
    "points": 4.0,
    "submitted_at": None,
}


@pytest.fixture(autouse=True)
def _store(settings: Any) -> None:
    settings.XAPI_URL, settings.XAPI_HOME = "https://lrs.example/xapi", "https://quiz.example"
    settings.XAPI_KEY, settings.XAPI_SECRET = "key", "secret"


def told(kind: str, **more: Any) -> Notice:
    tell(a_course().pk, kind, [DATA | more], NOW)
    return Notice.objects.get()


def test_a_statement_is_put_under_an_id_that_stays() -> None:
    notice, asking = told("attempt.submitted"), answers(Answer(204))

    for _ in range(2):
        assert statements.post(notice, NOW, asking).outcome == "sent"

    (method, url, headers, body, _), again = asking.asked
    assert (method, url) == ("PUT", f"https://lrs.example/xapi/statements?statementId={notice.event}")
    assert headers["Authorization"] == "Basic a2V5OnNlY3JldA=="
    assert (again[1], again[3]) == (url, body)
    assert json.loads(body) == {
        "id": str(notice.event),
        "actor": {"objectType": "Agent", "account": {"homePage": "https://quiz.example", "name": "7"}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/completed", "display": {"en": "completed"}},
        "object": {
            "id": "https://quiz.example/assessments/shapes/",
            "definition": {"type": "http://adlnet.gov/expapi/activities/assessment"},
        },
        "context": {"registration": DATA["attempt"], "platform": "Cellstate"},
        "timestamp": "2020-03-02T09:00:00+00:00",
        "result": {"score": {"scaled": 0.75, "raw": 3.0, "min": 0, "max": 4.0}, "completion": True},
    }


def test_an_answer_is_told_by_its_question_and_without_its_words() -> None:
    said = statements.statement(told("response.judged", question=2, item=5, response_score=0.5))

    assert said["object"]["id"] == "https://quiz.example/assessments/shapes/#question-2"
    assert said["result"] == {"success": False, "score": {"scaled": 0.5}}


@pytest.mark.parametrize(
    ("kind", "verb", "result"),
    [
        ("attempt.started", "attempted", None),
        ("attempt.passed", "passed", {"score": {"scaled": 0.75, "raw": 3.0, "min": 0, "max": 4.0}, "success": True}),
    ],
)
def test_each_step_has_its_verb(kind: str, verb: str, result: Any) -> None:
    said = statements.statement(told(kind))

    assert (said["verb"]["display"]["en"], said.get("result")) == (verb, result)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(200), "sent"),
        (Answer(409), "sent"),
        (Answer(400), "refused"),
        (Answer(401), "refused"),
        (Answer(410), "refused"),
        (Answer(500), "again"),
        (Unreachable("TimeoutError"), "again"),
    ],
)
def test_a_store_that_has_it_already_has_it(answer: Any, outcome: str) -> None:
    assert statements.post(told("attempt.started"), NOW, answers(answer)).outcome == outcome


def test_what_is_for_the_store_goes_there_and_not_by_a_webhook(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = []
    monkeypatch.setattr(statements, "post", lambda *asked: gone.append(asked[0].type))

    sending.post(told("attempt.started"))

    assert gone == ["attempt.started"]


def test_without_a_store_nothing_is_written_for_one(settings: Any) -> None:
    settings.XAPI_URL = ""

    tell(a_course().pk, "attempt.started", [DATA], NOW)

    assert Notice.objects.count() == 0
