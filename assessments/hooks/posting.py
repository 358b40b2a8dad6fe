"""A notice as a Standard Webhook: posted with an id, a time and a signature that only its receiver can check.
https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from datetime import datetime

from assessments.models import Notice
from assessments.outbound.asking import Answer, Forbidden, Limits, Unreachable, ask
from assessments.outbound.waiting import wait_of
from assessments.services.hooks.endpoints import PREFIX, secrets_of
from assessments.services.hooks.outbox import Reply

GONE = 410
BUSY = {408, 425, 429}  # too slow, too early, too often: it may be taken later
LIMITS = Limits(connect=3, read=10, whole=15)


def post(notice: Notice, now: datetime, asking: Callable[..., Answer] = ask) -> Reply:
    name, body = f"msg_{notice.event.hex}", body_of(notice)
    moment = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": moment,
        "webhook-signature": signed(secrets_of(notice.endpoint, now), name, moment, body),
    }
    try:
        return reply_to(asking("POST", notice.endpoint.url, headers, body, LIMITS), now)
    except Forbidden as why:
        return Reply("again", detail=f"The address {why}.")
    except Unreachable as why:
        return Reply("again", detail=f"It could not be asked: {why}.")


def body_of(notice: Notice) -> str:
    """The same text each time that it is sent."""
    whole = {"type": notice.type, "timestamp": notice.at.isoformat(), "data": notice.data}
    return json.dumps(whole, separators=(",", ":"), sort_keys=True)


def signed(secrets: Iterable[str], name: str, moment: str, body: str) -> str:
    """One signature for each secret that holds."""
    text = f"{name}.{moment}.{body}".encode()
    digests = (hmac.new(b64decode(one.removeprefix(PREFIX)), text, hashlib.sha256).digest() for one in secrets)
    return " ".join(f"v1,{b64encode(digest).decode()}" for digest in digests)


def reply_to(answer: Answer, now: datetime) -> Reply:
    """A redirect is a refusal: an address that has moved is for its owner to change."""
    status, told = answer.status, f"It answered {answer.status}."
    if answer.is_ok:
        return Reply("sent", status)
    if status == GONE:
        return Reply("gone", status, told)
    if status >= 500 or status in BUSY:  # noqa: PLR2004 -- errors of the server
        return Reply("again", status, told, wait_of(answer, now))
    return Reply("refused", status, told)
