"""The same events as statements for a learning record store, where settings name one.
https://github.com/adlnet/xAPI-Spec/blob/master/xAPI-Data.md
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings

from assessments.hooks.posting import LIMITS, reply_to
from assessments.models import Notice
from assessments.outbound.asking import Answer, Forbidden, Unreachable, ask
from assessments.services.hooks.outbox import Reply

VERBS = {
    "attempt.started": "attempted",
    "response.judged": "answered",
    "attempt.submitted": "completed",
    "attempt.passed": "passed",
}
ADL = "http://adlnet.gov/expapi"
CONFLICT = 409


def post(notice: Notice, now: datetime, asking: Callable[..., Answer] = ask) -> Reply:
    """Put under an id of ours: a store that has it already says so, and nothing is there twice."""
    address = f"{settings.XAPI_URL.rstrip('/')}/statements?{urlencode({'statementId': str(notice.event)})}"
    key = b64encode(f"{settings.XAPI_KEY}:{settings.XAPI_SECRET}".encode()).decode()
    headers = {
        "Content-Type": "application/json",
        "X-Experience-API-Version": "1.0.3",
        "Authorization": f"Basic {key}",
    }
    try:
        answer = asking("PUT", address, headers, json.dumps(statement(notice)), LIMITS)
    except (Forbidden, Unreachable) as why:
        return Reply("again", detail=f"It could not be asked: {why}.")
    if answer.status == CONFLICT:
        return Reply("sent", answer.status)
    reply = reply_to(answer, now)
    # Settings name the store, so it is not switched off by what it answers.
    return Reply("refused", reply.status, reply.detail) if reply.outcome == "gone" else reply


def statement(notice: Notice) -> dict[str, Any]:
    """The learner is a number of ours and nothing else."""
    data, home = notice.data, settings.XAPI_HOME.rstrip("/")
    verb = VERBS[notice.type]
    quiz = f"{home}/assessments/{quote(data['assessment'])}/"
    asked = f"{quiz}#question-{data['question']}" if "question" in data else quiz
    activity = "cmi.interaction" if "question" in data else "assessment"
    return {
        "id": str(notice.event),
        "actor": {"objectType": "Agent", "account": {"homePage": home, "name": str(data["learner"])}},
        "verb": {"id": f"{ADL}/verbs/{verb}", "display": {"en": verb}},
        "object": {"id": asked, "definition": {"type": f"{ADL}/activities/{activity}"} | interaction(activity)},
        "context": {"registration": data["attempt"], "platform": "Cellstate"},
        "timestamp": notice.at.isoformat(),
    } | result(notice.type, data)


def interaction(activity: str) -> dict[str, str]:
    return {"interactionType": "other"} if activity == "cmi.interaction" else {}


def result(event: str, data: dict[str, Any]) -> dict[str, Any]:
    if event == "response.judged":
        return {"result": {"success": data["response_score"] >= 1, "score": {"scaled": data["response_score"]}}}
    if event == "attempt.started" or not data["points"]:
        return {}
    share = min(max(data["score"] / data["points"], 0), 1)
    score = {"scaled": share, "raw": data["score"], "min": 0, "max": data["points"]}
    told = {"success": True} if event == "attempt.passed" else {"completion": True}
    return {"result": {"score": score} | told}
