"""Where a learner is, for quizzes that are open to some networks only."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.defaults import permission_denied

from assessments.models import Assessment
from assessments.rules import admits

Address = IPv4Address | IPv6Address


class Elsewhere(PermissionDenied):
    """Not from this address."""


def must_be_admitted(request: HttpRequest, assessment: Assessment | None) -> None:
    """Raises Elsewhere."""
    if assessment and not admits(assessment, address_of(request)):
        raise Elsewhere(gettext("This quiz takes answers only from networks that your instructor has named."))


def address_of(request: HttpRequest) -> Address | None:
    """The nearest address that is none of the proxies we trust; what a client claims beyond it counts for nothing."""
    claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    nearest = None
    for hop in (request.META.get("REMOTE_ADDR", ""), *reversed(claimed)):
        address = read(hop)
        if address is None:
            break
        nearest = address
        if not any(address in network for network in settings.TRUSTED_PROXIES):
            break
    return nearest


def read(text: str) -> Address | None:
    """An IPv4 address in the clothes of IPv6 is the IPv4 address."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 403: it says more to those who are in the wrong place."""
    if not isinstance(exception, Elsewhere):
        return permission_denied(request, exception)
    return render(request, "web/attempts/elsewhere.html", {"address": address_of(request)}, status=403)
