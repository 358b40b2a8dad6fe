"""Before a quiz: home, the start of an assessment, practice, and the attempts so far."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from assessments.models import Assessment, Attempt, Bank
from assessments.queries import attempts as found
from assessments.queries import courses
from assessments.queries.accommodations import accommodation_for, accommodations_of
from assessments.queries.reports import reports_of
from assessments.rules import terms
from assessments.services import learning
from assessments.services.errors import Closed
from assessments.services.taking import starting
from assessments.services.taking.withholding import resting
from assessments.web.reports.rows import listed_row
from assessments.web.taking.overview import attempt_row, bank_rows, counted_scores, course_row
from assessments.web.taking.start_page import start_page
from assessments.web.whereabouts import must_be_admitted

RECENT = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "web/home.html")
    scores, running = counted_scores(found.submitted(request.user), now()), found.open_attempts(request.user)
    given = accommodations_of(request.user.pk)
    rows = [course_row(course, scores, running, given, now()) for course in courses.courses_for(request.user)]
    recent = [attempt_row(attempt, now()) for attempt in found.history_of(request.user)[:RECENT]]
    page = {"courses": rows, "banks": bank_rows(courses.banks_to_practise(request.user)), "history": recent}
    return render(request, "web/home.html", page | {"due": len(learning.queue(request.user, now()).due)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def assessment(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        chosen = courses.assessment_for(request.user, slug)
    except Assessment.DoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        must_be_admitted(request, chosen)
        password = request.POST.get("password", "")
        return begun(request, lambda: starting.start(request.user, chosen, now(), password))
    earlier = list(found.earlier_attempts(request.user, chosen))
    agreed = terms(chosen, accommodation_for(request.user.pk, chosen))
    return render(request, "web/attempts/start.html", start_page(chosen, agreed, earlier, now()))


@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    return render(request, "web/practice.html", {"banks": bank_rows(courses.banks_to_practise(request.user))})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def practice_bank(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        bank = courses.bank_to_practise(request.user, slug)
    except Bank.DoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        return begun(request, lambda: starting.practise(request.user, bank, now()))
    page = {"bank": bank, "running": found.running_practice(request.user, bank)}
    return render(request, "web/practice_bank.html", page | {"resting": resting(request.user, bank, now())})


@login_required
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    rows = [attempt_row(attempt, now()) for attempt in found.history_of(request.user)]
    reports = [listed_row(report) for report in reports_of(request.user)]
    return render(request, "web/attempts/history.html", {"attempts": rows, "reports": reports})


def begun(request: HttpRequest, start: Callable[[], Attempt]) -> HttpResponse:
    try:
        attempt = start()
    except Closed as why:
        messages.error(request, str(why))
        return redirect(request.path)
    return redirect("attempt", attempt.pk)
