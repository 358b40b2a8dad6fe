"""What was chosen, as a platform reads it.
https://www.imsglobal.org/spec/lti-dl/v2p0
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt

from assessments.models import Assessment, Launch
from assessments.queries.lti import points_of
from assessments.services.lti.contents import Content
from assessments.services.lti.keys import signing_key, unlocked

CLAIM, DL = "https://purl.imsglobal.org/spec/lti/claim/", "https://purl.imsglobal.org/spec/lti-dl/claim/"
SECONDS = 300
SLOW = 5  # seconds that a platform's clock may be behind ours
TAG = "score"
# Whatever a platform does not know comes back as it is written here, and counts as absent.
VARIABLES = {
    "opens": "$ResourceLink.available.startDateTime",
    "closes": "$ResourceLink.available.endDateTime",
    "due": "$ResourceLink.submission.endDateTime",
    "context_history": "$Context.id.history",
    "canvas_opens": "$Canvas.assignment.unlockAt.iso8601",
    "canvas_closes": "$Canvas.assignment.lockAt.iso8601",
    "canvas_due": "$Canvas.assignment.dueAt.iso8601",
}
REVIEWED = {"reviewableStatus": ["InProgress", "Submitted", "Completed"]}


@dataclass(frozen=True)
class Chosen:
    contents: tuple[Content, ...] = ()
    msg: str = ""
    errormsg: str = ""


def signed_response(launch: Launch, asked: Mapping[str, Any], chosen: Chosen, url: str, now: datetime) -> str:
    registration, begun = launch.registration, int(now.timestamp())
    takes_columns = asked.get("accept_lineitem") is not False
    claims = {
        "iss": registration.client_id,
        "aud": registration.issuer,
        "iat": begun - SLOW,
        "exp": begun + SECONDS,
        "nonce": secrets.token_urlsafe(16),
        "jti": secrets.token_urlsafe(16),
        f"{CLAIM}message_type": "LtiDeepLinkingResponse",
        f"{CLAIM}version": "1.3.0",
        f"{CLAIM}deployment_id": launch.deployment.deployment_id,
        f"{DL}content_items": [item(one, url, takes_columns=takes_columns) for one in chosen.contents],
    }
    said = {"data": asked.get("data"), "msg": chosen.msg, "errormsg": chosen.errormsg}
    # `data` goes back as it came, which is how the platform knows its question again.
    claims |= {DL + name: value for name, value in said.items() if value}
    key = signing_key(now)
    return jwt.encode(claims, unlocked(key), algorithm="RS256", headers={"kid": key.kid})


def item(content: Content, url: str, *, takes_columns: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "ltiResourceLink",
        "title": content.title,
        "url": url,
        # Our own name for it: a platform's link has another id in each copy of the course.
        "custom": {"content": content.id, **VARIABLES},
    }
    if content.assessment:
        made |= periods(content.assessment)
        if takes_columns and (points := points_of(content.assessment)):
            made["lineItem"] = column(content, points)
    return made


def column(content: Content, points: float) -> dict[str, Any]:
    return {
        "label": content.title,
        "scoreMaximum": points,
        "resourceId": content.id,
        "tag": TAG,
        "submissionReview": REVIEWED,
    }


def periods(quiz: Assessment) -> dict[str, Any]:
    available = {"startDateTime": quiz.opens_at, "endDateTime": quiz.closes_at}
    found = {"available": available, "submission": {"endDateTime": quiz.due_at}}
    return {
        name: {end: date.isoformat() for end, date in ends.items() if date}
        for name, ends in found.items()
        if any(ends.values())
    }
