from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from assessments.api.auth import AUTHOR, READ
from assessments.api.reading import Cursor, Limit, paged
from assessments.interchange.codecs import CODECS
from assessments.interchange.native.tree import packed
from assessments.models import Bank
from assessments.queries import granted
from assessments.services.exchange.handing_out import Wishes, hand_out

router = Router(tags=["Banks"])
BYTES = {"schema": {"type": "string", "format": "binary"}}
FILE = {"responses": {200: {"description": "The file", "content": {"application/octet-stream": BYTES}}}}


class BankOut(Schema):
    slug: str
    title: str
    description: str
    shared: bool
    open_for_practice: bool


class BankPage(Schema):
    data: list[BankOut]
    next: str | None


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


@router.get("/banks/{slug:bank}/export", auth=AUTHOR, openapi_extra=FILE)
def export_bank(
    request: HttpRequest, bank: str, into: Annotated[str, Query(alias="format", pattern=r"^[a-z0-9-]{1,40}$")]
) -> HttpResponse:
    """A bank's questions, with their answers, for another system: json, qti3, qti21, moodle, gift and others"""
    found = granted.banks(request.auth).get(slug=bank)
    codec = CODECS.get(into)
    if codec is None or codec.write is None:
        known = ", ".join(sorted(slug for slug, one in CODECS.items() if one.write))
        raise HttpError(422, f"The format is one of: {known}.")
    files = hand_out(found, codec, Wishes()).files
    ((name, data),) = files.items() if len(files) == 1 else [(f"{found.slug}-{codec.slug}.zip", packed(files))]
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="application/octet-stream", headers=headers)
