from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from assessments.api.auth import AUTHOR, READ
from assessments.api.reading import Cursor, Limit, paged
from assessments.interchange.codecs import CODECS, Codec
from assessments.interchange.native.tree import packed
from assessments.models import Bank
from assessments.queries import granted
from assessments.services.exchange.handing_out import Handed, Wishes, hand_out

router = Router(tags=["Banks"])
Into = Annotated[str, Query(alias="format", pattern=r"^[a-z0-9-]{1,40}$")]
LEFT_OUT = "Items-Left-Out"
COUNT = {"description": "How many items are not in it; `export/left-out` says which.", "schema": {"type": "integer"}}
BYTES = {"schema": {"type": "string", "format": "binary"}}
FILE = {"description": "The file", "headers": {LEFT_OUT: COUNT}, "content": {"application/octet-stream": BYTES}}


class BankOut(Schema):
    slug: str
    title: str
    description: str
    shared: bool
    open_for_practice: bool


class BankPage(Schema):
    data: list[BankOut]
    next: str | None


class LeftOutItem(Schema):
    item: str
    reason: str


class LeftOutOfExport(Schema):
    data: list[LeftOutItem]


def shown(bank: Bank) -> dict[str, Any]:
    facts = {name: getattr(bank, name) for name in ("slug", "title", "description", "open_for_practice")}
    return facts | {"shared": bank.course_id is None}


@router.get("/banks", auth=READ, response=BankPage)
def list_banks(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """The banks of the course and of the shared library"""
    return paged(granted.banks(request.auth), cursor, limit, shown)


@router.get("/banks/{slug:bank}", auth=READ, response=BankOut)
def get_bank(request: HttpRequest, bank: str) -> dict[str, Any]:
    """A bank"""
    return shown(granted.banks(request.auth).get(slug=bank))


@router.get("/banks/{slug:bank}/export", auth=AUTHOR, openapi_extra={"responses": {200: FILE}})
def export_bank(request: HttpRequest, bank: str, into: Into) -> HttpResponse:
    """A bank's questions, with their answers, for another system: json, qti3, qti21, moodle, gift and others"""
    codec, handed = exported(request, bank, into)
    files = handed.files
    ((name, data),) = files.items() if len(files) == 1 else [(f"{bank}-{codec.slug}.zip", packed(files))]
    headers = {"Content-Disposition": f'attachment; filename="{name}"', LEFT_OUT: str(len(handed.left_out))}
    return HttpResponse(data, content_type="application/octet-stream", headers=headers)


@router.get("/banks/{slug:bank}/export/left-out", auth=AUTHOR, response=LeftOutOfExport)
def list_left_out(request: HttpRequest, bank: str, into: Into) -> dict[str, Any]:
    """The items that an export in this format leaves out, and why"""
    _, handed = exported(request, bank, into)
    return {"data": [asdict(one) for one in handed.left_out]}


def exported(request: HttpRequest, bank: str, into: str) -> tuple[Codec, Handed]:
    found = granted.banks(request.auth).get(slug=bank)
    codec = CODECS.get(into)
    if codec is None or codec.write is None:
        known = ", ".join(sorted(slug for slug, one in CODECS.items() if one.write))
        raise HttpError(422, f"The format is one of: {known}.")
    return codec, hand_out(found, codec, Wishes())
