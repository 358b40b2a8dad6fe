"""An attempt as its learner sees it, for those who teach the course; nothing on it can be done."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from assessments.models import Attempt
from assessments.queries.attempts import reviewed
from assessments.queries.staff import attempts_of
from assessments.web.taking.review_page import result_page


@require_safe
@login_required
def as_learner(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    try:
        attempt = attempts_of(request.user).select_related("learner", "assessment", "bank").get(pk=attempt_id)
    except Attempt.DoesNotExist:
        raise Http404 from None
    page = result_page(attempt, reviewed(attempt).prefetch_related("reports"), now())
    around = {"learner": attempt.learner, "attempt_id": attempt_id, "read_only": True}
    return render(request, "web/results/as_learner.html", page | around)
