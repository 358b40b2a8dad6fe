from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field, StringConstraints

from assessments.api.auth import HOOKS
from assessments.api.reading import Cursor, Limit, Title, paged
from assessments.models import Endpoint, Notice
from assessments.queries import granted
from assessments.services.hooks import endpoints, outbox
from assessments.services.hooks.endpoints import Wanted

router = Router(tags=["Webhooks"])
ONE = "/webhooks/{uuid:webhook}"
Kind = Literal["attempt.submitted", "score.changed", "item.published", "regrade.applied"]
Address = Annotated[str, StringConstraints(pattern=r"^https://[\x21-\x7e]+$", max_length=1000)]


class WebhookIn(Schema):
    model_config = ConfigDict(extra="forbid")
    title: Title
    url: Address
    events: Annotated[set[Kind], Field(min_length=1)]


class WebhookOut(Schema):
    id: UUID
    title: str
    url: str
    events: list[str]
    created_at: datetime
    disabled_at: datetime | None
    why_disabled: str
    failures: int


class WebhookMade(WebhookOut):
    """With its secret, which is shown this once."""

    secret: str


class WebhookPage(Schema):
    data: list[WebhookOut]
    next: str | None


class NoticeOut(Schema):
    id: UUID
    type: str
    at: datetime
    state: str
    tries: int
    status: int
    reason: str
    sent_at: datetime | None


class NoticePage(Schema):
    data: list[NoticeOut]
    next: str | None


class Resent(Schema):
    resent: int


def shown(endpoint: Endpoint) -> dict[str, Any]:
    return {name: getattr(endpoint, name) for name in WebhookOut.model_fields}


def listed(notice: Notice) -> dict[str, Any]:
    same = ("type", "at", "state", "tries", "status", "reason", "sent_at")
    return {name: getattr(notice, name) for name in same} | {"id": notice.event}


@router.get("/webhooks", auth=HOOKS, response=WebhookPage)
def list_webhooks(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Where the course's events are posted to"""
    return paged(granted.endpoints(request.auth), cursor, limit, shown)


@router.post("/webhooks", auth=HOOKS, response={201: WebhookMade})
def make_webhook(request: HttpRequest, body: WebhookIn) -> Any:
    """Have events of the course posted to an address, as Standard Webhooks; the secret is shown this once"""
    wanted = Wanted(granted.authored_courses(request.auth).get(), body.title, body.url, body.events)
    made, secret = endpoints.make(wanted, request.auth.user, now())
    return Status(201, shown(made) | {"secret": secret})


@router.get(ONE, auth=HOOKS, response=WebhookOut)
def get_webhook(request: HttpRequest, webhook: UUID) -> dict[str, Any]:
    """One of them, and whether it works"""
    return shown(granted.endpoints(request.auth).get(pk=webhook))


@router.delete(ONE, auth=HOOKS, response={204: None})
def remove_webhook(request: HttpRequest, webhook: UUID) -> Any:
    """Post nothing there any more, and forget what was posted"""
    endpoints.remove(granted.endpoints(request.auth).get(pk=webhook), request.auth.user, now())
    return Status(204, None)


@router.post(f"{ONE}/rotate", auth=HOOKS, response=WebhookMade)
def rotate_webhook_secret(request: HttpRequest, webhook: UUID) -> dict[str, Any]:
    """A new secret, shown this once; for a day the old one signs as well"""
    found = granted.endpoints(request.auth).get(pk=webhook)
    return shown(found) | {"secret": endpoints.rotate(found, request.auth.user, now())}


@router.post(f"{ONE}/enable", auth=HOOKS, response=WebhookOut)
def enable_webhook(request: HttpRequest, webhook: UUID) -> dict[str, Any]:
    """Switch one on again that was switched off, by hand or because nothing reached it"""
    endpoints.enable(granted.endpoints(request.auth).get(pk=webhook), request.auth.user, now())
    return shown(granted.endpoints(request.auth).get(pk=webhook))


@router.get(f"{ONE}/notices", auth=HOOKS, response=NoticePage)
def list_notices(request: HttpRequest, webhook: UUID, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """What was posted there, or waits, in the last 30 days"""
    return paged(granted.endpoints(request.auth).get(pk=webhook).notices.all(), cursor, limit, listed)


@router.post(f"{ONE}/resend", auth=HOOKS, response=Resent)
def resend_notices(request: HttpRequest, webhook: UUID) -> dict[str, Any]:
    """Send once more what was given up; the receiver knows each by its id"""
    found = granted.endpoints(request.auth).get(pk=webhook)
    return {"resent": outbox.resend(found.notices.filter(state=Notice.State.PARKED), now())}
