"""Where a learner is, for quizzes that are open to some networks only."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.defaults import permission_denied

from assessments.models import Assessment, Attempt
from assessments.rules import admits
from assessments.senders import address_of


class Elsewhere(PermissionDenied):
    """Not from this address."""


def must_be_admitted(request: HttpRequest, assessment: Assessment | None) -> None:
    """Raises Elsewhere."""
    if assessment and not admits(assessment, address_of(request)):
        raise Elsewhere(gettext("This quiz takes answers only from networks that your instructor has named."))


def must_be_admitted_to(request: HttpRequest, attempt: Attempt) -> None:
    """A teacher previews from anywhere. Raises Elsewhere."""
    if not attempt.is_preview:
        must_be_admitted(request, attempt.assessment)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 403: it says more to those who are in the wrong place."""
    if not isinstance(exception, Elsewhere):
        return permission_denied(request, exception)
    return render(request, "web/attempts/elsewhere.html", {"address": address_of(request)}, status=403)
