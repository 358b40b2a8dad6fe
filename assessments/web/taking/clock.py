"""The time that an attempt has left. A script asks for it, so the page answers in JSON."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from assessments.models import Attempt
from assessments.queries import attempts as found
from assessments.services.taking.attempts import is_open


@require_safe
def clock(request: HttpRequest, attempt_id: UUID) -> JsonResponse:
    if not request.user.is_authenticated:
        return JsonResponse(
            {"why": gettext("You are signed out. Sign in in another tab.")}, status=HTTPStatus.UNAUTHORIZED
        )
    try:
        return JsonResponse(clock_row(found.attempt_for(request.user, attempt_id), now()))
    except Attempt.DoesNotExist:
        return JsonResponse({"why": gettext("There is no such attempt.")}, status=HTTPStatus.NOT_FOUND)


def clock_row(attempt: Attempt, now: datetime) -> dict[str, Any]:
    """In seconds, because the learner's own clock may be wrong; None where nothing ends."""
    deadline = attempt.deadline
    if deadline is None:
        return {"seconds": None, "total": None, "deadline": None, "closes": "", "is_open": is_open(attempt, now)}
    return {
        "seconds": max(0.0, (deadline - now).total_seconds()),
        "total": (deadline - attempt.started_at).total_seconds(),
        "deadline": deadline.isoformat(),
        "closes": time_of(deadline, now),
        "is_open": is_open(attempt, now),
    }


def time_of(moment: datetime, now: datetime) -> str:
    """`at 14:05` is enough for today."""
    here = localtime(moment)
    if here.date() == localtime(now).date():
        return gettext("at %(time)s") % {"time": date_format(here, "H:i")}
    return gettext("on %(day)s") % {"day": date_format(here, gettext("j F, H:i"))}
