"""Adding a second factor, renewing its codes, and taking it away."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments.services.accounts import second, sessions
from assessments.services.accounts.guesses import at_code, count, forget
from assessments.web.accounts.entering import log, prove, proved
from assessments.web.accounts.pictures import square
from assessments.web.accounts.signing import safe_next
from assessments.web.accounts.waiting import patiently

SEED = "seed"


class FirstCode(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=10,
        help_text=gettext_lazy("The six digits that the app shows now."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


@patiently
@require_http_methods(["GET", "HEAD", "POST"])
@proved
def second_factor(request: HttpRequest) -> HttpResponse:
    if not second.is_added(request.user):
        return add(request)
    act = request.POST.get("act")
    if act == "renew":
        log.info("recovery codes renewed", user=request.user.pk)
        return shown(request, second.renew(request.user))
    if act == "remove":
        return removed(request)
    return render(request, "accounts/second_factor.html", {"factor": second.of(request.user)})


def add(request: HttpRequest) -> HttpResponse:
    """The seed waits in the session, locked, until a code shows that an app has it."""
    if SEED not in request.session:
        # The same one until it is used: a page loaded again must show the square that the phone has read already.
        request.session[SEED] = second.locked(second.new_seed())
    seed = second.unlocked(request.session[SEED])
    form = FirstCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if codes := added(request, seed, form.cleaned_data["code"]):
            return shown(request, codes)
        form.add_error("code", gettext("This is not what the app shows now. Does your phone have the right time?"))
    page = {"form": form, "square": square(second.address(request.user, seed)), "seed": second.spelled(seed)}
    return render(request, "accounts/add_second_factor.html", page | {"next": safe_next(request, "account")})


def added(request: HttpRequest, seed: str, code: str) -> list[str] | None:
    """Raises TooOften."""
    count(at_code(request.user.pk), now())
    codes = second.add(request.user, seed, code, now())
    if codes:
        forget(at_code(request.user.pk))
        del request.session[SEED]
        sessions.end(request.user, besides=request.session.session_key)  # they had one factor
        prove(request, 2)
        log.info("second factor added", user=request.user.pk)
    return codes


def removed(request: HttpRequest) -> HttpResponse:
    second.remove(request.user, request.user, now())
    prove(request, 1)
    sessions.end(request.user, besides=request.session.session_key)
    log.info("second factor removed", user=request.user.pk)
    messages.success(request, gettext("Your second factor is taken away. Your password alone logs you in."))
    return redirect("account")


def shown(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "next": safe_next(request, "account")})
