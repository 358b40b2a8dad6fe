"""Where a platform begins a launch: the browser is sent back to it for a signed message.
https://www.imsglobal.org/spec/security/v1p0#step-1-third-party-initiated-login
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from assessments.lti.framing import framed_by_platforms, origin_of, own_origin
from assessments.lti.launching.budget import within_budget
from assessments.lti.launching.cookies import remember
from assessments.lti.launching.refusal import refused
from assessments.models import Registration
from assessments.outbound.addresses import LONGEST as LONGEST_ADDRESS
from assessments.queries.lti import registration_at
from assessments.services.lti.logins import Begun, begin

NAMES = ("iss", "client_id", "login_hint", "lti_message_hint", "lti_deployment_id", "target_link_uri")
LONGEST = 4000
TARGETS = ("lti_launch", "lti_deep_link")


@csrf_exempt  # platforms post here
@require_http_methods(["GET", "HEAD", "POST"])
@framed_by_platforms
@within_budget
def login(request: HttpRequest, registration_id: UUID | None = None) -> HttpResponse:
    told = request.POST if request.method == "POST" else request.GET
    # Named ones only: they are kept with the login, and go into addresses.
    hints = {name: told[name] for name in (*NAMES, "lti_storage_target") if told.get(name)}
    # By its own address where the platform sends no client ID, as some do not.
    named = (hints.get("iss", ""), hints.get("client_id", ""))
    registration = registration_at(*named, registration_id) if "\x00" not in "".join(named) else None
    if fault := fault_of(request, registration, hints):
        return refused(request, *fault, registration)
    begun = begin(registration, hints["target_link_uri"], hints, now())
    address = asking(request, registration, begun, hints)
    if "lti_storage_target" in hints:
        response = stored(request, registration, begun, address)
    else:
        response = HttpResponseRedirect(address)
    remember(response, begun.state)
    return response


def fault_of(request: HttpRequest, registration: Registration | None, hints: dict[str, str]) -> tuple[str, str] | None:
    """(the check, what to tell)."""
    if registration is None:
        return "registration", _("The platform that you come from is not connected to this service.")
    if registration.state != Registration.State.ACTIVE:
        return "registration-state", _("The connection to your platform is not switched on.")
    if "login_hint" not in hints or any(len(value) > LONGEST or "\x00" in value for value in hints.values()):
        return "login-hint", _("Your platform did not say who is coming.")
    if not is_ours(request, hints.get("target_link_uri", "")):
        return "login-target", _("The link leads to no page of this service.")
    return None


def is_ours(request: HttpRequest, target: str) -> bool:
    """Exactly under our origin, and a place that launches lead to."""
    origin = own_origin(request)
    whole = len(target) <= LONGEST_ADDRESS and target.isprintable() and "\\" not in target
    if not whole or not target.startswith(f"{origin}/"):
        return False
    try:
        return resolve(urlsplit(target.removeprefix(origin)).path).url_name in TARGETS
    except (Resolver404, ValueError):
        return False


def asking(request: HttpRequest, registration: Registration, begun: Begun, hints: dict[str, str]) -> str:
    parameters = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",  # the platform knows who is there, or the launch fails
        "client_id": registration.client_id,
        "redirect_uri": own_origin(request) + reverse("lti_launch"),
        "login_hint": hints["login_hint"],
        "state": begun.state,
        "nonce": begun.nonce,
    }
    if "lti_message_hint" in hints:
        parameters["lti_message_hint"] = hints["lti_message_hint"]
    joint = "&" if "?" in registration.auth_url else "?"
    return f"{registration.auth_url}{joint}{urlencode(parameters)}"


def stored(request: HttpRequest, registration: Registration, begun: Begun, address: str) -> HttpResponse:
    """The platform keeps the state, too, for browsers that keep no cookie of ours in a frame."""
    page = {"address": address, "platform": origin_of(registration.auth_url), "state": begun.state}
    return render(request, "lti/storing.html", page)
