"""Acts of consequence in the admin ask once more who one is, where that was proved some time ago."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from assessments.services.accounts.sessions import PATIENCE

LOOKS = {"GET", "HEAD"}
TO_FILL_IN = 20 * 60  # more, for a form that was opened in time
# Pages that make what opens a door, or say who may do what: before they are filled in,
FORMS = {
    *("assessments_apitoken_add", "assessments_endpoint_add", "assessments_invitation_add"),
    *(f"assessments_registration_{page}" for page in ("add", "change", "delete")),
    *(f"assessments_membership_{page}" for page in ("add", "delete")),
    *(f"auth_user_{page}" for page in ("add", "delete", "password_change")),
}
# or, where others only look at them, when they are sent.
SENT = {"assessments_membership_change", "auth_user_change"}
# Lists, and what is done to rows of theirs.
ACTS = {
    "auth_user_changelist": {"erase", "new_password", "reset_second_factor"},
    "assessments_registration_changelist": {"approve", "delete_selected"},
    "assessments_membership_changelist": {"delete_selected"},
    "assessments_endpoint_changelist": {"rotate_secret"},
}


class AskAgain:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        good_for = patience(request)
        if good_for is None or not request.user.is_authenticated or request.session.proved_ago() <= good_for:
            return None
        if request.method in LOOKS:
            back = request.get_full_path()
        else:
            # What was typed is gone: it is not kept in a session while nobody has said who they are.
            back = request.path
            messages.warning(request, gettext("Nothing was done. Prove who you are, then do it again."))
        return redirect(f"{reverse('prove')}?{urlencode({'next': back})}")


def patience(request: HttpRequest) -> int | None:
    """Seconds that a proof is good for; None where none is asked for."""
    match, looks = request.resolver_match, request.method in LOOKS
    page = match.url_name if match.app_name == "admin" else None
    if page in FORMS:
        return PATIENCE if looks else PATIENCE + TO_FILL_IN
    if looks or page not in SENT | ACTS.keys():
        return None
    # Read here alone: whatever reads a body as it came, as the API does, has to be the first.
    return PATIENCE if page in SENT or request.POST.get("action") in ACTS[page] else None
