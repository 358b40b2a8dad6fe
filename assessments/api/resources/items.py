from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from ninja import Header, Router, Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, Field

from assessments.api.auth import AUTHOR, READ
from assessments.api.reading import Cursor, Limit, Slug, Title, paged
from assessments.models import Item
from assessments.queries import granted
from assessments.services.authoring import drafting

router = Router(tags=["Items"])

Tags = Annotated[list[Slug], Field(max_length=50)]
Trials = Annotated[list[dict[str, Any]], Field(max_length=200)]
Difficulty = Annotated[int, Field(ge=1, le=5)]


class ItemOut(Schema):
    slug: str
    bank: str
    title: str
    kind: str
    tags: list[str]
    difficulty: int
    archived: bool
    revision: int | None = Field(description="Number of the published revision; null: never published.")


class ItemPage(Schema):
    data: list[ItemOut]
    next: str | None


class DraftOut(Schema):
    title: str
    kind: str
    definition: dict[str, Any]
    trials: list[dict[str, Any]]
    tags: list[str]
    difficulty: int | None = Field(description="null: as its kind says.")


class DraftIn(Schema):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")
    title: Title | None = None
    definition: dict[str, Any] | None = None
    trials: Trials | None = None
    tags: Tags | None = None
    difficulty: Difficulty | None = Field(None, description="null: as its kind says.")

    def parts(self) -> dict[str, Any]:
        given = self.model_dump(exclude_unset=True, include={"title", "definition", "trials", "tags", "difficulty"})
        # Of these, difficulty alone can be nothing; elsewhere null is taken as left out.
        kept = {name: value for name, value in given.items() if value is not None or name == "difficulty"}
        return {DRAFT.get(name, name): value for name, value in kept.items()}


class ItemIn(DraftIn):
    slug: Slug
    kind: Slug
    title: Title
    definition: dict[str, Any]


DRAFT = {"definition": "draft"}


def shown(item: Item) -> dict[str, Any]:
    return {
        "slug": item.slug,
        "bank": item.bank.slug,
        "title": item.title,
        "kind": item.kind,
        "tags": sorted(tag.pk for tag in item.tags.all()),
        "difficulty": item.level,
        "archived": item.archived,
        "revision": item.current.number if item.current else None,
    }


def draft_of(item: Item) -> dict[str, Any]:
    return {
        "title": item.title,
        "kind": item.kind,
        "definition": item.draft,
        "trials": item.trials,
        "tags": sorted(tag.pk for tag in item.tags.all()),
        "difficulty": item.difficulty,
    }


@router.get("/banks/{slug:bank}/items", auth=READ, response=ItemPage)
def list_items(request: HttpRequest, bank: str, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """The items of a bank"""
    found = granted.banks(request.auth).get(slug=bank)
    return paged(granted.items(request.auth).filter(bank=found), cursor, limit, shown)


@router.get("/banks/{slug:bank}/items/{slug:item}", auth=READ, response=ItemOut)
def get_item(request: HttpRequest, bank: str, item: str) -> dict[str, Any]:
    """An item, without its answers"""
    return shown(granted.items(request.auth).get(bank__slug=bank, slug=item))


@router.post("/banks/{slug:bank}/items", auth=AUTHOR, response={201: ItemOut})
def create_item(request: HttpRequest, response: HttpResponse, bank: str, body: ItemIn) -> dict[str, Any]:
    """A new draft"""
    found = granted.own_banks(request.auth).get(slug=bank)
    made = drafting.create(found, body.slug, body.kind, body.parts(), request.auth.user, now())
    response.headers["ETag"] = tagged(made)
    return shown(granted.items(request.auth).get(pk=made.pk))


@router.get("/banks/{slug:bank}/items/{slug:item}/draft", auth=AUTHOR, response=DraftOut)
def get_draft(request: HttpRequest, response: HttpResponse, bank: str, item: str) -> dict[str, Any]:
    """An item as it is being written, with the ETag that a change has to name"""
    found = granted.items(request.auth).get(bank__slug=bank, slug=item)
    response.headers["ETag"] = tagged(found)
    return draft_of(found)


@router.patch("/banks/{slug:bank}/items/{slug:item}/draft", auth=AUTHOR, response=DraftOut)
def edit_draft(
    request: HttpRequest,
    response: HttpResponse,
    bank: str,
    item: str,
    body: DraftIn,
    if_match: Annotated[str | None, Header(alias="If-Match", max_length=2_000)] = None,
) -> dict[str, Any]:
    """Change the draft; learners see nothing of it until it is published"""
    found = granted.own_items(request.auth).get(bank__slug=bank, slug=item)
    if if_match is None:
        # Without it, two programs that both have read the draft would undo each other's changes unseen.
        raise HttpError(428, "Say in If-Match which version you change: the ETag that you have read.")
    named = {tag.strip() for tag in if_match.split(",")}
    edited = drafting.edit(
        found, body.parts(), lambda version: bool({"*", f'"{version}"'} & named), request.auth.user, now()
    )
    response.headers["ETag"] = tagged(edited)
    return draft_of(edited)


def tagged(item: Item) -> str:
    return f'"{drafting.version_of(item)}"'
