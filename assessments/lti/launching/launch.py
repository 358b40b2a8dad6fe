"""Where a platform's signed message arrives. What passes every check gets a session for this launch alone."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from assessments.lti.framing import framed_by_platforms, origin_of, own_origin
from assessments.lti.inside.opening import opened
from assessments.lti.keys.platforms import key_for
from assessments.lti.launching.arrival import Arrival
from assessments.lti.launching.budget import over_budget, within_budget
from assessments.lti.launching.checks import CHECKS, Check
from assessments.lti.launching.cookies import forget, remembers
from assessments.lti.launching.preview import previewed
from assessments.lti.launching.reading import message_of
from assessments.lti.launching.refusal import refused, restart
from assessments.models import Deployment, Launch
from assessments.outbound.asking import ask
from assessments.services.lti import launches, logins

BY_COOKIE, BY_STORAGE = "cookie", "storage"
ONCE = "state-once"


@csrf_exempt  # platforms post here; state and nonce are what proves that the launch began in this browser
@require_http_methods(["GET", "HEAD", "POST"])
@framed_by_platforms
@within_budget
def launch(request: HttpRequest) -> HttpResponse:
    arrival = arrived(request)
    failed = next((check for check in CHECKS if not check.holds(arrival)), None)
    # Last, so that a message that fails a check does not use up the launch of who began it.
    if failed is None and not logins.consume(arrival.login, arrival.now):
        failed = next(check for check in CHECKS if check.name == ONCE)
    if failed is None:
        return let_in(request, arrival)
    # The one check that fails for honest people: their browser keeps no cookies in frames.
    if failed.name == "browser" and arrival.token:
        return asked_again(request, arrival)
    return turned_away(request, arrival, failed)


def arrived(request: HttpRequest) -> Arrival:
    state = request.POST.get("state", "")
    return Arrival(
        token=request.POST.get("id_token", ""),
        state=state,
        login=logins.begun_with(state),
        origin=own_origin(request),
        proof=proof_of(request, state),
        now=now(),
        key_of=lambda registration, kid: key_for(registration, kid, now(), ask),
    )


def proof_of(request: HttpRequest, state: str) -> str:
    """What the platform kept counts from our own page only: its script has seen that the platform gave it."""
    if remembers(request, state):
        return BY_COOKIE
    from_our_page = request.headers.get("Origin") == own_origin(request)
    return BY_STORAGE if from_our_page and state and request.POST.get("kept") == state else ""


def asked_again(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """No cookie came: ask the platform's storage, where it has one; else a window of its own keeps cookies."""
    hints = arrival.login.hints if arrival.login else {}
    page = {
        "restart": restart(arrival.login),
        "arrival": arrival,
        "platform": origin_of(arrival.registration.auth_url) if "lti_storage_target" in hints else "",
        "target": hints.get("lti_storage_target", ""),
    }
    return render(request, "lti/no_cookie.html", page)


def turned_away(request: HttpRequest, arrival: Arrival, check: Check) -> HttpResponse:
    registration = arrival.login.registration if arrival.login else None
    return refused(request, check.name, str(check.text), registration, arrival.login)


def let_in(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    message = message_of(arrival)
    deployment = launches.deployment_of(arrival.registration, message.deployment_id)
    row = partial(Launch, at=arrival.now, registration=arrival.registration, deployment=deployment)
    if deployment.state != Deployment.State.APPROVED:
        waiting = row(refusal="deployment")
        waiting.save()
        page = {"launch": waiting, "deployment": deployment, "restart": restart(arrival.login)}
        return render(request, "lti/pending.html", page, status=403)
    if full := over_budget(request, deployment):
        return full
    if not message.who.sub:
        return previewed(request, deployment, message)
    got = launches.arrive(deployment, message, arrival.now)
    kept = row(user=got.user, link=got.link, message=arrival.get("message_type"))
    kept.save()
    response = opened(request, kept, got, arrival)
    forget(response, arrival.state)
    return response
