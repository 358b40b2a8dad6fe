"""How a platform and this tool get to know each other: by one address, by typing, or by a file for Canvas."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from assessments.lti.framing import may_frame, origin_of
from assessments.lti.launching.refusal import refused
from assessments.lti.registering import platform
from assessments.lti.registering.tool import SCOPES, addresses, canvas_body, registration_body
from assessments.models import Invitation
from assessments.outbound.asking import Forbidden, Unreachable, ask
from assessments.services.lti import registering
from assessments.services.lti.registering import Known, Uninvited

NAMES = ("invitation", "openid_configuration", "registration_token")


@require_safe
def connect(request: HttpRequest) -> HttpResponse:
    return render(request, "lti/connect.html", {"at": addresses(request), "scopes": SCOPES})


@require_safe
def canvas(request: HttpRequest) -> JsonResponse:
    return JsonResponse(canvas_body(request))


@csrf_exempt  # the invitation is the secret; the platform's frame may keep no cookie of ours
@xframe_options_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    told = request.POST if request.method == "POST" else request.GET
    asked = {name: told.get(name, "") for name in NAMES}
    frame = [origin] if (origin := origin_of(asked["openid_configuration"])) else []
    try:
        invitation = registering.invited(asked["invitation"], now())
        if request.method != "POST":
            page = {"asked": asked, "platform": origin, "known": invitation.registration}
            return may_frame(render(request, "lti/register.html", page), frame)
        return may_frame(made_known(request, invitation, asked), frame)
    except Uninvited:
        why = _("This registration was used already, or is too old. Ask for a new address.")
        return may_frame(refused(request, "invitation", why), frame)


def made_known(request: HttpRequest, invitation: Invitation, asked: dict[str, str]) -> HttpResponse:
    # Before the platform is asked: two who hold the same invitation must not both be registered.
    registering.take(invitation, now())
    update_url = invitation.registration.update_url if invitation.registration else ""
    try:
        told = platform.configuration(asked["openid_configuration"], invitation, ask)
        body, token = registration_body(request), asked["registration_token"]
        columns, deployment = platform.registered(told, body, token, update_url, ask)
        registration = registering.keep(invitation, columns, deployment)
    except (Forbidden, Unreachable, Known) as why:
        registering.give_back(invitation)
        text = _("Your platform could not be registered: %(why)s.") % {"why": why}
        return refused(request, "registering", text)
    return render(request, "lti/registered.html", {"registration": registration})
