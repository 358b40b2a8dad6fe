from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from ninja import Router, Schema

from assessments.api.auth import READ
from assessments.api.reading import Cursor, Limit, paged
from assessments.models import Membership
from assessments.queries import granted

router = Router(tags=["Course"])


class Person(Schema):
    id: int
    username: str
    name: str


class CourseOut(Schema):
    slug: str
    title: str
    description: str
    open_to_all: bool
    scopes: list[str]


class Member(Schema):
    person: Person
    role: str
    active: bool


class MemberPage(Schema):
    data: list[Member]
    next: str | None


def person(user: AbstractBaseUser) -> dict[str, Any]:
    return {"id": user.pk, "username": user.get_username(), "name": user.get_full_name()}


def shown(membership: Membership) -> dict[str, Any]:
    return {"person": person(membership.user), "role": membership.role, "active": membership.active}


@router.get("/course", auth=READ, response=CourseOut)
def get_course(request: HttpRequest) -> dict[str, Any]:
    """The course that the token is for"""
    course = granted.courses(request.auth).get()
    told = {name: getattr(course, name) for name in ("slug", "title", "description", "open_to_all")}
    return told | {"scopes": request.auth.scopes}


@router.get("/roster", auth=READ, response=MemberPage)
def list_roster(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Who is in the course, and who has left it"""
    return paged(granted.memberships(request.auth), cursor, limit, shown)
