"""Taking a quiz: fetch what is the learner's, call one service, render."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from assessments.engine.formats import Unreadable
from assessments.models import Attempt, ItemSession
from assessments.queries import attempts as found
from assessments.services.errors import Closed, Superseded
from assessments.services.taking import attempts, flags, hints
from assessments.services.taking.withholding import Withheld, quiz_keeping, reason, withheld
from assessments.web.taking.drafts import known_draft, turn_of
from assessments.web.taking.item_page import attempt_row, flag_page, item_page, with_earlier
from assessments.web.taking.review_page import result_page, submit_page
from assessments.web.whereabouts import must_be_admitted_to


@login_required
@require_safe
def attempt(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """On to the first unfinished question, or to the result once all is over."""
    mine = attempt_or_404(request, attempt_id)
    if not attempts.is_open(mine, now()):
        return redirect("review", attempt_id)
    waiting = (one.number for one in found.palette(mine) if one.finished_at is None)
    return redirect("item", attempt_id, next(waiting, 1))


@login_required
@require_safe
def item(request: HttpRequest, attempt_id: UUID, number: int) -> HttpResponse:
    session = session_or_404(request, attempt_id, number)
    if not attempts.is_open(session.attempt, now()):
        return redirect("review", attempt_id)
    return shown(request, session)


def takes_forms(act: Callable[[HttpRequest, ItemSession], HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands on the question that a form is about; whoever comes without a form is led to the question."""

    @wraps(act)
    @require_http_methods(["GET", "HEAD", "POST"])
    @login_required
    def taken(request: HttpRequest, attempt_id: UUID, number: int) -> HttpResponse:
        session = session_or_404(request, attempt_id, number)
        return act(request, session) if request.method == "POST" else question_of(session)

    return taken


@takes_forms
def answer(request: HttpRequest, session: ItemSession) -> HttpResponse:
    # An answer of several inputs is a line from each.
    raw = "\n".join(request.POST.getlist("raw"))
    try:
        session = made_for(request, session)
        response, sessions = attempts.answer(session, raw, intent_of(request), now(), known_draft(request))
    except Unreadable as why:
        # 422, and the same page: what was typed stays, and no try is gone.
        page = item_page(session, found.palette(session.attempt), None, now(), raw, why)
        return rendered(request, session, page, status=422)
    except Closed as why:
        return told(request, why, session)
    if not request.htmx:
        return question_of(session)
    return rendered(request, session, item_page(session, sessions, response, now()))


@takes_forms
def another(request: HttpRequest, session: ItemSession) -> HttpResponse:
    try:
        must_be_current(request, session)
        attempts.another(session, now())
    except Superseded:
        pass  # the button was pressed twice, or on an old page: the variant asked for is there already
    except Closed as why:
        return told(request, why, session)
    return changed(request, session)


@takes_forms
def hint(request: HttpRequest, session: ItemSession) -> HttpResponse:
    try:
        must_be_current(request, session)
        hints.ask(session, now())
    except Closed as why:
        return told(request, why, session)
    if not request.htmx:
        return redirect(f"{question_of(session).url}#hint")
    return shown(request, session_or_404(request, session.attempt_id, session.number), came_for_hint=True)


@takes_forms
def reveal(request: HttpRequest, session: ItemSession) -> HttpResponse:
    try:
        must_be_current(request, session)
        attempts.reveal(session, now())
    except Closed as why:
        return told(request, why, session)
    return changed(request, session)


@takes_forms
def flag(request: HttpRequest, session: ItemSession) -> HttpResponse:
    """The form says whether the question is to have its flag; one that does not say so turns it over."""
    wanted = request.POST.get("flagged", "" if session.flagged else "on") == "on"
    try:
        flags.put(session, wanted, now())
    except Closed as why:
        return told(request, why, session)
    if not request.htmx:
        return question_of(session)
    return render(request, "web/attempts/_flagged.html", flag_page(session, found.palette(session.attempt), now()))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def submit(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    mine = attempt_or_404(request, attempt_id)
    if request.method == "POST":
        attempts.submit(mine, now())
    elif attempts.is_open(mine, now()):
        return render(request, "web/attempts/submit.html", submit_page(mine, found.summary(mine), now()))
    return redirect("review", attempt_id)


@login_required
@require_safe
def review(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    mine = attempt_or_404(request, attempt_id)
    if mine.submitted_at is None and not attempts.is_open(mine, now()):  # no worker has come by
        attempts.submit(mine, now(), once_over=True)
        mine = attempt_or_404(request, attempt_id)
    if attempts.is_open(mine, now()):
        return redirect("attempt", attempt_id)
    kept_back = withheld(request.user, now()) if mine.is_practice else Withheld()
    reviewed = found.reviewed(mine).prefetch_related("reports")
    return render(request, "web/attempts/result.html", result_page(mine, reviewed, now(), kept_back))


def attempt_or_404(request: HttpRequest, attempt_id: UUID) -> Attempt:
    try:
        return found.attempt_for(request.user, attempt_id)
    except Attempt.DoesNotExist:
        raise Http404 from None


def session_or_404(request: HttpRequest, attempt_id: UUID, number: int) -> ItemSession:
    """Also 403, while the attempt runs, where its quiz does not admit the learner's address."""
    try:
        session = found.open_session_for(request.user, attempt_id, number)
    except ItemSession.DoesNotExist:
        raise Http404 from None
    if session.attempt.submitted_at is None:
        must_be_admitted_to(request, session.attempt)
    return session


def must_be_current(request: HttpRequest, session: ItemSession) -> None:
    """A form says which variant it was made for; another tab may have taken the next one since. Raises Superseded."""
    if request.POST.get("turn", str(session.turn)) != str(session.turn):
        raise Superseded


def made_for(request: HttpRequest, session: ItemSession) -> ItemSession:
    """The variant that the form was made for, so that what was typed for it stays with it. Raises Superseded."""
    turn = turn_of(request)
    if "turn" not in request.POST or turn == session.turn:
        return session
    if turn is None:
        raise Superseded
    try:
        return found.variant_for(request.user, session.attempt_id, session.number, turn)
    except ItemSession.DoesNotExist:
        raise Superseded from None


def intent_of(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST["intent"])
    except (KeyError, ValueError):
        raise BadRequest("The form came without its number. Reload the question and answer again.") from None


def shown(request: HttpRequest, session: ItemSession, *, came_for_hint: bool = False) -> HttpResponse:
    if quiz := quiz_keeping(session, now()):
        page = flag_page(session, found.palette(session.attempt), now()) | {"why": reason(quiz)}
        return render(request, "web/attempts/resting.html", page | {"attempt": attempt_row(session.attempt, now())})
    page = item_page(session, found.palette(session.attempt), found.latest_response(session), now())
    page["came_for_hint"] = came_for_hint
    return rendered(request, session, page)


def rendered(request: HttpRequest, session: ItemSession, page: dict[str, Any], status: int = 200) -> HttpResponse:
    if session.turn > 1:
        page = with_earlier(page, session, found.earlier_variants(session))
    template = "web/attempts/_swapped.html" if request.htmx else "web/attempts/item.html"
    return render(request, template, page, status=status)


def changed(request: HttpRequest, session: ItemSession) -> HttpResponse:
    """The place of `session` as it is now."""
    if not request.htmx:
        return question_of(session)
    return shown(request, session_or_404(request, session.attempt_id, session.number))


def question_of(session: ItemSession) -> HttpResponse:
    return redirect("item", session.attempt_id, session.number)


def told(request: HttpRequest, why: Closed, session: ItemSession) -> HttpResponse:
    """Say why on the page that the learner lands on; htmx is told to load that page whole."""
    messages.error(request, str(why))
    response = question_of(session)
    if request.htmx:
        response = HttpResponse(headers={"HX-Redirect": response.url})
    return response
