"""What a launch leaves in its session: who came how, and what for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import wraps
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse

from assessments.models import Launch

KEY = "lti"


@dataclass(frozen=True)
class Visit:
    launch: str
    teaches: bool
    path: str  # where it begins
    course: int = 0  # ours, of the platform's course
    locale: str = ""
    content: str = ""  # what the platform's link asks for
    frames: list[str] = field(default_factory=list)  # origins that may frame its pages
    choosing: dict[str, Any] = field(default_factory=dict)  # what a platform that asks for content accepts
    reviewed: str = ""  # the `sub` whose work is to be looked at

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Visit:
        return cls(**facts)

    def facts(self) -> dict[str, Any]:
        return asdict(self)


class VisitRequest(HttpRequest):
    """A request within a launch."""

    visit: Visit
    launch: Launch
    user: AbstractBaseUser


def within(*, teaching: bool) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """For pages that exist within a launch alone, those for teachers within a teacher's."""

    def decorated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            visit = getattr(request, "visit", None)
            if visit is None or (teaching and not visit.teaches):
                raise Http404
            return view(request, *args, **kwargs)

        return shown

    return decorated
