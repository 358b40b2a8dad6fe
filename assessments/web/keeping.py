"""What is kept of learners, where, and for how long: said before anyone has to ask."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.sessions import IDLE

HOUR = 3600  # seconds


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    lasts = {"hours": settings.SESSION_COOKIE_AGE // HOUR, "idle_hours": IDLE // HOUR}
    return render(request, "web/kept/page.html", lasts)
