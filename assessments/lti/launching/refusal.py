"""A launch that is turned away: why, what to do, and a number that support finds again."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now

from assessments.models import Launch, Login, Registration
from assessments.services.budgets import spend

RESTARTS_WITH = ("iss", "client_id", "login_hint", "lti_message_hint", "lti_deployment_id", "target_link_uri")
WRITTEN = 120  # a minute, of each platform and of strangers; the log has the rest
log = logging.getLogger(__name__)


def refused(
    request: HttpRequest, check: str, why: str, registration: Registration | None = None, login: Login | None = None
) -> HttpResponse:
    launch = Launch(at=now(), registration=registration, refusal=check)
    # Strangers share one count, so that nobody fills the table by making platforms up.
    if spend(f"refusals:{registration.pk if registration else ''}", WRITTEN).left >= 0:
        launch.save()
    log.warning("launch %s of %s turned away: %s", launch.reference, registration, check)
    page = {"why": why, "launch": launch, "restart": restart(login)}
    return render(request, "lti/refused.html", page, status=400)


def restart(login: Login | None) -> str:
    """The same login again; none where the platform has to begin it."""
    if login is None:
        return ""
    hints = {name: login.hints[name] for name in RESTARTS_WITH if name in login.hints}
    return f"{reverse('lti_login_at', args=[login.registration_id])}?{urlencode(hints)}"
