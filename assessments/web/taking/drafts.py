"""Keeping what is typed, and telling windows of each other. Scripts talk to these pages, so they answer in JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from assessments.models import ItemSession
from assessments.queries import attempts as found
from assessments.services.errors import Refused
from assessments.services.taking import drafts, windows
from assessments.web.whereabouts import Elsewhere, must_be_admitted_to

DIGITS = 9  # of the number of a draft; the column holds more
TURN_DIGITS = 4  # likewise
WINDOW = 40


def for_scripts(act: Callable[[HttpRequest, UUID, int], dict[str, Any]]) -> Callable[..., JsonResponse]:
    """200 with what the act tells; 409 with what another page has saved."""

    @csrf_protect
    def told_in_json(request: HttpRequest, attempt_id: UUID, number: int) -> JsonResponse:
        try:
            return told(HTTPStatus.OK, **act(request, attempt_id, number))
        except ItemSession.DoesNotExist:
            return told(HTTPStatus.NOT_FOUND, why=gettext("There is no such question."))
        except drafts.Conflict as conflict:
            # Both texts are needed to choose between: the page has its own, and gets the other.
            return told(HTTPStatus.CONFLICT, raw=conflict.draft, draft=conflict.number, why=str(conflict))
        except (Refused, Elsewhere) as why:
            return told(HTTPStatus.BAD_REQUEST, why=str(why))

    @wraps(act)
    @csrf_exempt  # whoever is signed out has no token either, and is to hear of the first
    @require_POST
    def told_to_learners(request: HttpRequest, attempt_id: UUID, number: int) -> JsonResponse:
        if request.user.is_authenticated:
            return told_in_json(request, attempt_id, number)
        why = gettext("You are signed out. Sign in in another tab; this text stays here.")
        return told(HTTPStatus.UNAUTHORIZED, why=why)

    return told_to_learners


@for_scripts
def draft(request: HttpRequest, attempt_id: UUID, number: int) -> dict[str, Any]:
    """What is typed for a variant that was left meanwhile is kept with that one."""
    turn, known = turn_of(request), known_draft(request)
    session = found.variant_for(request.user, attempt_id, number, turn)
    must_be_admitted_to(request, session.attempt)
    if turn is None or known is None:
        raise Refused(gettext("The draft came without its number. Reload the question."))
    typed = "\n".join(request.POST.getlist("raw"))
    kept = drafts.save(session, typed if typed.strip() else "", known, now())
    return {"draft": kept.number, "late": kept.late, "here": windows.is_at_work(session, window_of(request))}


@for_scripts
def window(request: HttpRequest, attempt_id: UUID, number: int) -> dict[str, Any]:
    """Whether the window that asks is the one at work; it is from now on if it says so."""
    session = found.variant_for(request.user, attempt_id, number)
    if request.POST.get("take"):
        windows.take(session, window_of(request))
    return {
        "here": windows.is_at_work(session, window_of(request)),
        "turn": session.turn,
        "tries": session.tries_used,
        "finished": session.finished_at is not None,
        "draft": session.draft_number,
        "raw": session.draft,
    }


def known_draft(request: HttpRequest) -> int | None:
    """The number of the draft that the page knows."""
    return number_in(request, "draft", DIGITS)


def turn_of(request: HttpRequest) -> int | None:
    return number_in(request, "turn", TURN_DIGITS)


def number_in(request: HttpRequest, field: str, digits: int) -> int | None:
    number = request.POST.get(field, "")
    return int(number) if number.isdecimal() and len(number) <= digits else None


def window_of(request: HttpRequest) -> str:
    return request.POST.get("window", "")[:WINDOW]


def told(status: HTTPStatus, **facts: Any) -> JsonResponse:
    return JsonResponse(facts, status=status)
