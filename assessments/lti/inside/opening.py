"""From a launch that was let in to its first page, in this frame or, where that keeps no cookie, in a window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from assessments.lti.framing import framed_by_platforms, origins_of, own_origin
from assessments.lti.inside.addresses import address
from assessments.lti.inside.sessions import Store, begin, hand_over, key_of
from assessments.lti.inside.visit import KEY, Visit
from assessments.lti.launching.arrival import Arrival
from assessments.lti.launching.message import CHOOSING, CHOOSING_SETTINGS, REVIEW
from assessments.lti.launching.reading import custom_value, mapping, text
from assessments.models import Launch
from assessments.services.lti.launches import Arrived

SIGNER = TimestampSigner(salt="assessments.lti.ticket")
TICKET_LASTS = timedelta(minutes=2)


class SeeOther(HttpResponseRedirect):
    status_code = 303


def opened(request: HttpRequest, launch: Launch, got: Arrived, arrival: Arrival) -> HttpResponse:
    visit = visit_of(launch, got, arrival)
    begin(launch.id, got.user, visit)
    if arrival.proof == "cookie":
        # See other: going back in the browser must not post the launch again, which counts once.
        return hand_over(SeeOther(visit.path), launch.id)
    ticket = urlencode({"ticket": SIGNER.sign(str(launch.id))})
    return SeeOther(f"{reverse('lti_handover')}?{ticket}")


def visit_of(launch: Launch, got: Arrived, arrival: Arrival) -> Visit:
    presented = mapping(arrival.get("launch_presentation"))
    choosing = mapping(arrival.claims.get(CHOOSING_SETTINGS)) if launch.message == CHOOSING else {}
    returns = (text(presented, "return_url"), text(choosing, "deep_link_return_url"))
    return Visit(
        launch=str(launch.id),
        teaches=got.teaches,
        path=first_page(launch, got),
        course=got.context.course_id,
        locale=text(presented, "locale")[:20],
        content=custom_value(mapping(arrival.get("custom")), "content"),
        frames=origins_of(launch.registration, *returns),
        choosing=dict(choosing),
        reviewed=text(mapping(arrival.get("for_user")), "user_id") if launch.message == REVIEW else "",
    )


def first_page(launch: Launch, got: Arrived) -> str:
    if launch.message == CHOOSING:
        return address(launch.id, "lti_choose" if got.teaches else "lti_waiting")
    if launch.message == REVIEW:
        return address(launch.id, "lti_review")
    if got.link is None or (got.link.assessment is None and got.link.bank is None):
        return address(launch.id, "lti_choose" if got.teaches else "lti_waiting")
    if got.teaches:
        return address(launch.id, "lti_desk")
    if got.link.assessment:
        return address(launch.id, "assessment", got.link.assessment.slug)
    return address(launch.id, "practice_bank", got.link.bank.slug)


@csrf_exempt  # there is no cookie to protect; who asks has to be our own page
@require_http_methods(["GET", "HEAD", "POST"])
@framed_by_platforms
def handover(request: HttpRequest) -> HttpResponse:
    """A window of its own, for a frame that keeps no cookies. A ticket is good for one, for two minutes."""
    if request.method != "POST":
        return render(request, "lti/handover.html", {"ticket": request.GET.get("ticket", "")})
    launch = ticketed(request.POST)
    # Another site could send its own ticket along, and have this browser answer as somebody else.
    if launch is None or request.headers.get("Origin") != own_origin(request):
        return render(request, "lti/ended.html", status=403)
    return hand_over(SeeOther(Store(key_of(launch.id))[KEY]["path"]), launch.id)


def ticketed(form: Mapping[str, Any]) -> Launch | None:
    try:
        launch_id = SIGNER.unsign(form.get("ticket", ""), max_age=TICKET_LASTS)
    except BadSignature:
        return None
    except ValueError:
        raise BadRequest("The ticket cannot be read.") from None
    # Used up and looked at in one statement: of two windows one opens.
    unused = Launch.objects.filter(pk=launch_id, ticket_used_at=None)
    return Launch.objects.get(pk=launch_id) if unused.update(ticket_used_at=now()) else None
