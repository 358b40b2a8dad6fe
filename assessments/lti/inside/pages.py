"""Pages of a launch that is no usual one: nothing was chosen yet, or a learner's work is looked at."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from assessments.lti.inside.visit import VisitRequest, within
from assessments.queries.lti import latest_attempt
from assessments.services.taking.attempts import is_open


@require_safe
@within(teaching=False)
def waiting(request: VisitRequest) -> HttpResponse:
    return render(request, "lti/waiting.html", {"link": request.launch.link})


@require_safe
@within(teaching=False)
def review(request: VisitRequest) -> HttpResponse:
    """A learner's latest attempt, for who teaches them; their own, for the learner."""
    attempt = latest_attempt(request.launch, request.visit.reviewed)
    if attempt is None or not (request.visit.teaches or attempt.learner_id == request.user.pk):
        return render(request, "lti/no_attempt.html", {"link": request.launch.link})
    if attempt.learner_id == request.user.pk:
        return redirect("attempt", attempt.pk)
    if is_open(attempt, now()):
        return render(request, "lti/no_attempt.html", {"running": True})
    return redirect("as_learner", attempt.pk)
