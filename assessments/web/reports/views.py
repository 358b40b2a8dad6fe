"""“Something is wrong with this question”."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from assessments.models import ItemSession
from assessments.queries import reports as found
from assessments.services import reports
from assessments.services.errors import Refused
from assessments.services.taking.attempts import is_open
from assessments.web import trusted
from assessments.web.reports.rows import reporting

DIGITS = 4  # of a turn; nobody takes so many variants


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report(request: HttpRequest, attempt_id: UUID, number: int) -> HttpResponse:
    session = session_or_404(request, attempt_id, number)
    if request.method != "POST":
        return page(request, session)
    try:
        reports.report(session, request.POST.get("text", ""), now())
    except Refused as why:
        return page(request, session, str(why))
    messages.success(request, gettext("Thank you. Your report is on its way, with the question as you see it."))
    return redirect(question_of(session))


def session_or_404(request: HttpRequest, attempt_id: UUID, number: int) -> ItemSession:
    try:
        return found.session_for(request.user, attempt_id, number, turn_of(request))
    except ItemSession.DoesNotExist:
        raise Http404 from None


def turn_of(request: HttpRequest) -> int:
    asked = (request.POST if request.method == "POST" else request.GET).get("turn", "1")
    return int(asked) if asked.isdecimal() and len(asked) <= DIGITS else 0


def page(request: HttpRequest, session: ItemSession, error: str = "") -> HttpResponse:
    """The question as shown, what was reported about it, and the form with what could not be taken."""
    shown = {
        "title": session.item.title,
        "where": session.attempt.title,
        "back_url": question_of(session),
        "stem": trusted.html(session.shown.stem),
        "reporting": reporting(session, found.reports_on(session)),
        "typed": request.POST.get("text", ""),
        "error": error,
    }
    return render(request, "web/reports/page.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY if error else None)


def question_of(session: ItemSession) -> str:
    """Where the learner finds this variant."""
    if session.current and is_open(session.attempt, now()):
        return reverse("item", args=[session.attempt_id, session.number])
    return reverse("review", args=[session.attempt_id]) + f"#reviewed-{session.number}"
