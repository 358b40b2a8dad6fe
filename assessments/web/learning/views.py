"""What has been learnt, what to practise next, and what comes back for review."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from assessments.models import Bank
from assessments.models.attempt import REVIEW
from assessments.queries.attempts import has_unfinished, running_practice
from assessments.queries.courses import bank_to_practise
from assessments.services import learning as services
from assessments.web.learning.page import learning_page, review_page
from assessments.web.taking.quizzes import begun


@login_required
@require_safe
def learning(request: HttpRequest) -> HttpResponse:
    offered, due = services.skills(request.user, now()), services.queue(request.user, now())
    return render(request, "web/learning/learning.html", learning_page(offered, len(due.due), now()))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def practise_skill(request: HttpRequest, slug: str, skill: str) -> HttpResponse:
    """Whoever comes without a form is led to all skills."""
    try:
        bank = bank_to_practise(request.user, slug)
        if request.method != "POST":
            return redirect("learning")
        return begun(request, lambda: services.practise_skill(request.user, bank, skill, now()))
    except (Bank.DoesNotExist, LookupError):
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def due(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return begun(request, lambda: services.review(request.user, now()))
    running = running_practice(request.user, None, REVIEW)
    goes_on = running is not None and has_unfinished(running)
    return render(request, "web/learning/review.html", review_page(services.queue(request.user, now()), goes_on, now()))
