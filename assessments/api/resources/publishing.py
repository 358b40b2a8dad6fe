from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Path, Router, Schema
from pydantic import ConfigDict, StringConstraints

from assessments.api.auth import AUTHOR, READ
from assessments.api.reading import NO_NUL, Cursor, Limit, paged
from assessments.engine.proving.verify import Report
from assessments.models import Revision
from assessments.queries import granted
from assessments.services import banks

router = Router(tags=["Publishing"])
ITEM = "/banks/{slug:bank}/items/{slug:item}"

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


class RevisionOut(Schema):
    number: int
    note: str
    proof: str
    published_at: datetime
    published_by: str | None


class RevisionPage(Schema):
    data: list[RevisionOut]
    next: str | None


class RevisionWhole(RevisionOut):
    definition: dict[str, Any]
    verification: dict[str, Any]


class PublishIn(Schema):
    model_config = ConfigDict(extra="forbid")
    note: Annotated[str, StringConstraints(pattern=NO_NUL, max_length=200)] = ""


class ReportOut(Schema):
    """What verifying came to."""

    summary: str
    space: int
    tried: int
    posable: int
    verified: int


def shown(revision: Revision) -> dict[str, Any]:
    by = revision.published_by
    return {
        "number": revision.number,
        "note": revision.note,
        "proof": str(Report.read(revision.verification)),
        "published_at": revision.published_at,
        "published_by": by.get_username() if by else None,
    }


@router.get(f"{ITEM}/revisions", auth=READ, response=RevisionPage)
def list_revisions(
    request: HttpRequest, bank: str, item: str, cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """What was published of an item, the earliest first"""
    found = granted.items(request.auth).get(bank__slug=bank, slug=item)
    return paged(found.revisions.select_related("published_by"), cursor, limit, shown)


@router.get(ITEM + "/revisions/{int:number}", auth=AUTHOR, response=RevisionWhole)
def get_revision(request: HttpRequest, bank: str, item: str, number: Number) -> dict[str, Any]:
    """A revision with its definition and its proof"""
    revision = granted.revisions(request.auth).get(item__bank__slug=bank, item__slug=item, number=number)
    return shown(revision) | {"definition": revision.content, "verification": revision.verification}


@router.post(f"{ITEM}/verify", auth=AUTHOR, response=ReportOut)
def verify_item(request: HttpRequest, bank: str, item: str) -> dict[str, Any]:
    """Try every variant of the draft; nothing is published"""
    found = granted.items(request.auth).get(bank__slug=bank, slug=item)
    report = banks.proven(banks.definition_of(found), banks.trials_of(found))
    counts = {name: getattr(report, name) for name in ("space", "tried", "posable", "verified")}
    return counts | {"summary": str(report)}


@router.post(f"{ITEM}/publish", auth=AUTHOR, response=RevisionOut)
def publish_item(request: HttpRequest, bank: str, item: str, body: PublishIn) -> dict[str, Any]:
    """Verify the draft and make it what new attempts get; where nothing changed, the revision that there is"""
    found = granted.own_items(request.auth).get(bank__slug=bank, slug=item)
    return shown(banks.publish(found, request.auth.user, now(), body.note))
