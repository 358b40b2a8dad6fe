"""What a randomised quiz cannot do without: a page, and an answer that is judged, kept and shown."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from tests.bench.floor.models import Attempt, Response
from tests.bench.floor.variant import generate, parse

PAGE = "floor/quiz.html"


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive")


@login_required
def page(request: HttpRequest) -> HttpResponse:
    attempt = Attempt.objects.get(learner=request.user)
    latest = Response.objects.filter(attempt=attempt).order_by("-id").first()
    for _ in range(int(request.GET.get("more", 0))):  # as many queries as the page that this one is held against
        latest = Response.objects.filter(attempt=attempt).order_by("-id").first()
    return render(request, PAGE, {"variant": generate(attempt.seed), "attempt": attempt, "latest": latest})


@login_required
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    raw = request.POST["raw"]
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(learner=request.user)
        variant = generate(attempt.seed)
        score = float(parse(raw) == variant.key)
        row = Response.objects.create(attempt=attempt, variant=attempt.seed, answer=raw, score=score, created=now())
        attempt.submissions += 1
        attempt.best = max(attempt.best, score)
        attempt.save(update_fields=["submissions", "best"])
    return render(request, PAGE, {"variant": variant, "attempt": attempt, "latest": row})
