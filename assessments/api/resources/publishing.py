from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Path, Router, Schema, Status
from pydantic import ConfigDict, StringConstraints

from assessments.api.auth import AUTHOR, READ
from assessments.api.reading import NO_NUL, Cursor, Limit, paged
from assessments.engine.proving.verify import Report
from assessments.models import Proving, Revision
from assessments.queries import granted
from assessments.queries.background import is_stuck, latest_proving
from assessments.services import banks
from assessments.services.publishing import ask, is_for_a_worker

router = Router(tags=["Publishing"])
ITEM = "/banks/{slug:bank}/items/{slug:item}"

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]  # what a column of the database holds


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


class ProvingOut(Schema):
    """Work on a draft with a large space: a worker tries all of it, and `state` says how it stands."""

    state: Literal["waiting", "proven", "refused", "given-up"]
    publishes: bool
    asked_at: datetime
    ended_at: datetime | None
    revision: int | None
    report: ReportOut | None
    why: str
    faults: list[str]


def standing(proving: Proving) -> dict[str, Any]:
    names = ("state", "publishes", "asked_at", "ended_at", "why", "faults")
    return {name: getattr(proving, name) for name in names} | {
        "state": "given-up" if is_stuck(proving) else proving.state,
        "revision": proving.revision.number if proving.revision else None,
        "report": counted(Report.read(proving.report)) if proving.report else None,
    }


def counted(report: Report) -> dict[str, Any]:
    counts = {name: getattr(report, name) for name in ("space", "tried", "posable", "verified")}
    return counts | {"summary": str(report)}


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


@router.post(f"{ITEM}/verify", auth=AUTHOR, response={200: ReportOut, 202: ProvingOut})
def verify_item(request: HttpRequest, bank: str, item: str) -> Any:
    """Try every variant of the draft; nothing is published. A large space is left to a worker: 202"""
    found = granted.items(request.auth).get(bank__slug=bank, slug=item)
    if is_for_a_worker(found, now()):
        return Status(202, standing(ask(found, request.auth.user, now(), publishes=False)))
    return counted(banks.proven(banks.definition_of(found), banks.trials_of(found)))


@router.post(f"{ITEM}/publish", auth=AUTHOR, response={200: RevisionOut, 202: ProvingOut})
def publish_item(request: HttpRequest, bank: str, item: str, body: PublishIn) -> Any:
    """Verify the draft and make it what new attempts get; where nothing changed, the revision that there is

    A large space is left to a worker: 202, and how it stands can be asked for.
    """
    found = granted.own_items(request.auth).get(bank__slug=bank, slug=item)
    if is_for_a_worker(found, now()):
        return Status(202, standing(ask(found, request.auth.user, now(), body.note)))
    return shown(banks.publish(found, request.auth.user, now(), body.note))


@router.get(f"{ITEM}/proving", auth=AUTHOR, response=ProvingOut)
def get_proving(request: HttpRequest, bank: str, item: str) -> dict[str, Any]:
    """What a worker was last asked to try of an item, and what came of it"""
    found = latest_proving(granted.items(request.auth).get(bank__slug=bank, slug=item))
    if found is None:
        raise Proving.DoesNotExist
    return standing(found)
