"""Keeping what is typed. Scripts talk to this page, so it answers in JSON."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from assessments.models import ItemSession
from assessments.queries import attempts as found
from assessments.services.errors import Closed, Refused, Superseded
from assessments.services.taking import drafts

DIGITS = 9  # of the number of a draft; the column holds more


@require_POST
def draft(request: HttpRequest, attempt_id: UUID, number: int) -> JsonResponse:
    """200 the draft's own number; 409 what another page has saved; 410 nothing more is taken here."""
    if not request.user.is_authenticated:
        return told(
            HTTPStatus.UNAUTHORIZED, why=gettext("You are signed out. Sign in in another tab; this text stays here.")
        )
    try:
        session = found.open_session_for(request.user, attempt_id, number)
        return told(HTTPStatus.OK, draft=kept(request, session))
    except ItemSession.DoesNotExist:
        return told(HTTPStatus.NOT_FOUND, why=gettext("There is no such question."))
    except drafts.Conflict as conflict:
        return told(HTTPStatus.CONFLICT, raw=conflict.draft, draft=conflict.number, why=str(conflict))
    except Closed as why:
        return told(HTTPStatus.GONE, why=str(why))
    except Refused as why:
        return told(HTTPStatus.BAD_REQUEST, why=str(why))


def kept(request: HttpRequest, session: ItemSession) -> int:
    if request.POST.get("turn", "") != str(session.turn):
        raise Superseded
    known = known_draft(request)
    if known is None:
        raise Refused(gettext("The draft came without its number. Reload the question."))
    typed = "\n".join(request.POST.getlist("raw"))
    return drafts.save(session, typed if typed.strip() else "", known, now())


def known_draft(request: HttpRequest) -> int | None:
    """The number of the draft that the page knows."""
    number = request.POST.get("draft", "")
    return int(number) if number.isdecimal() and len(number) <= DIGITS else None


def told(status: HTTPStatus, **facts: str | int) -> JsonResponse:
    return JsonResponse(facts, status=status)
