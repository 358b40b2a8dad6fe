"""One's own account: the password, where one is logged in, and proving who one is before any of it changes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.timezone import now
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.senders import place_of
from assessments.services import audit
from assessments.services.accounts import second, sessions
from assessments.services.accounts.guesses import at_password, count, forget
from assessments.web.accounts import entering, gate
from assessments.web.accounts.entering import FACTORS, accepts, log, proved
from assessments.web.accounts.signing import safe_next
from assessments.web.accounts.waiting import patiently


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    page = {
        "sessions": sessions.of(request.user),
        "factor": second.of(request.user),
        "is_asked_for": gate.needs(request.user),
    }
    return render(request, "accounts/account.html", page)


class Proof(forms.Form):
    """The password, and a code where there is a second factor."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "autofocus": True}),
    )
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("Six digits from your app, or a recovery code."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def __init__(self, user: AbstractBaseUser, place: str, *args: Any) -> None:
        super().__init__(*args)
        self.user, self.place = user, place
        if not second.is_added(user):
            del self.fields["code"]

    @property
    def factors(self) -> int:
        return len(self.fields)

    def clean(self) -> dict[str, Any]:
        """Raises TooOften."""
        if not self.errors and not is_password_of(self.user, self.cleaned_data["password"], self.place):
            self.add_error("password", gettext("This is not your password."))
        elif not self.errors and "code" in self.fields and not accepts(self.user, self.cleaned_data["code"]):
            self.add_error("code", gettext("This code is not, or no longer, a right one. Take the one shown now."))
        return self.cleaned_data


def is_password_of(user: AbstractBaseUser, password: str, place: str) -> bool:
    """Raises TooOften."""
    limits = at_password(user.get_username(), place)
    count(limits, now())
    right = user.check_password(password)
    if right:
        forget(limits)
    else:
        log.warning("password refused", user=user.pk)
    return right


@patiently
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def prove(request: HttpRequest) -> HttpResponse:
    form = Proof(request.user, place_of(request), request.POST or None)
    following = safe_next(request, "account")
    if request.method == "POST" and form.is_valid():
        # Whoever has proved more gets another key: an older one that somebody has got hold of stays behind.
        request.session.cycle_key()
        entering.prove(request, form.factors)
        return redirect(following)
    return render(request, "accounts/prove.html", {"form": form, "next": following})


class NewPassword(PasswordChangeForm):
    def __init__(self, user: AbstractBaseUser, place: str, *args: Any) -> None:
        super().__init__(user, *args)
        self.place = place
        self.fields["old_password"].label = gettext_lazy("Password until now")
        self.fields["new_password2"].label = gettext_lazy("New password again")

    def clean_old_password(self) -> str:
        """Raises TooOften."""
        if not is_password_of(self.user, self.cleaned_data["old_password"], self.place):
            raise forms.ValidationError(gettext("This is not your password."))
        return str(self.cleaned_data["old_password"])


@patiently
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def password(request: HttpRequest) -> HttpResponse:
    form = NewPassword(request.user, place_of(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed(form.save())
        sessions.end(request.user, besides=request.session.session_key)
        # Or the new password would end this session with the others.
        update_session_auth_hash(request, form.user)
        entering.prove(request, request.session.get(FACTORS, 1))
        messages.success(request, gettext("You have a new password. Elsewhere you are logged out."))
        return redirect("account")
    return render(request, "accounts/password.html", {"form": form})


def changed(user: AbstractBaseUser) -> None:
    log.info("password changed", user=user.pk)
    audit.record(user, "change password", user, {}, now())


class Forgotten(SetPasswordForm):
    def save(self, *args: Any, **kwargs: Any) -> AbstractBaseUser:
        user = super().save(*args, **kwargs)
        changed(user)
        sessions.end(user)
        return user


class NewPasswordByLink(PasswordResetConfirmView):
    """By an address that whoever runs the service has made: once, within a day. It logs nobody in."""

    form_class = Forgotten
    template_name = "accounts/new_password.html"
    success_url = reverse_lazy("login")

    def form_valid(self, form: Forgotten) -> HttpResponse:
        messages.success(self.request, gettext("You have a new password. Log in with it."))
        return super().form_valid(form)


@require_POST
@proved
def end_sessions(request: HttpRequest) -> HttpResponse:
    """The one that is named, or all others."""
    which = request.POST.get("session") or None
    ended = sessions.end(request.user, besides=request.session.session_key, handle=which)
    log.info("sessions ended", user=request.user.pk, ended=ended)
    said = ngettext("One session has ended.", "%(count)d sessions have ended.", ended) % {"count": ended}
    messages.success(request, said if ended else gettext("There was no other session."))
    return redirect("account")


new_password = require_http_methods(["GET", "HEAD", "POST"])(NewPasswordByLink.as_view())
