"""Signing up, in and out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import AuthenticationForm, UserCreationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments.senders import place_of
from assessments.services.accounts.guesses import at_accounts, at_names, at_password, count, forget, guessing
from assessments.web.accounts.entering import accepts, begin, enter, halfway, log
from assessments.web.accounts.waiting import patiently


class SignUp(UserCreationForm):
    class Meta:
        model = get_user_model()
        fields = ("username",)
        labels = {"username": gettext_lazy("Name")}
        help_texts = {"username": gettext_lazy("What others in your course see. Letters, digits and @ . + - _")}
        error_messages = {
            "username": {"unique": gettext_lazy("Somebody has this name already. Add something to yours.")}
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password2"].label = gettext_lazy("Password again")
        self.fields["password2"].help_text = ""


class SignIn(AuthenticationForm):
    error_messages = {
        "invalid_login": gettext_lazy("This name and password do not belong together. Mind capital letters."),
        "inactive": gettext_lazy("This account is closed."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = gettext_lazy("Name")

    def clean(self) -> dict[str, Any]:
        """Raises TooOften."""
        if self.errors:  # a field is empty: nothing to guess with
            return self.cleaned_data
        try:
            with guessing(at_password(self.cleaned_data["username"], place_of(self.request)), now()):
                return super().clean()
        except ValidationError:
            log.warning("password refused")  # for whom, nobody needs to know: mistyped names are often passwords
            raise


class Login(LoginView):
    http_method_names = ("get", "head", "post", "options")
    authentication_form = SignIn
    redirect_authenticated_user = True

    def form_valid(self, form: SignIn) -> HttpResponse:
        return enter(self.request, form.get_user(), self.get_success_url())


class StaffLogin(Login):
    """Also for those who are logged in, and may not teach: they see why they are here again."""

    redirect_authenticated_user = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.get_success_url()) if request.user.is_staff else super().get(request, *args, **kwargs)

    def get_default_redirect_url(self) -> str:
        return reverse("admin:index")


class Code(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("Six digits from your app, or a recovery code."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )


@patiently
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step of logging in."""
    if (half := halfway(request)) is None:
        return redirect("login")
    user, following = half
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if accepts(user, form.cleaned_data["code"]):
            return begin(request, user, 2, following)
        form.add_error("code", gettext("This code is not, or no longer, a right one. Take the one shown now."))
    return render(request, "accounts/code.html", {"form": form})


class Logout(LogoutView):
    http_method_names = ("post", "options")  # a link must not log anybody out

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        log.info("logged out", user=request.user.pk)
        response = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'  # drafts have arrived: this very request did
        return response


@patiently
@require_http_methods(["GET", "HEAD", "POST"])
def signup(request: HttpRequest) -> HttpResponse:
    following = safe_next(request)
    if request.user.is_authenticated:
        return redirect(following)
    form = SignUp(request.POST or None)
    if request.method == "POST" and is_in_order(form, place_of(request)):
        return begin(request, form.save(), 1, following)
    return render(request, "registration/signup.html", {"form": form, "next": request.GET.get("next", "")})


def is_in_order(form: SignUp, place: str) -> bool:
    """Raises TooOften."""
    count(at_names(place), now())
    # Only names that are taken count as guesses; all others are given back.
    if not form.has_error("username", "unique"):
        forget(at_names(place))
    if form.is_valid():
        count(at_accounts(place), now())
    return form.is_valid()


def safe_next(request: HttpRequest, otherwise: str = "home") -> str:
    """Where to go on: only ever to a page of this site."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if asked and ours else reverse(otherwise)


login, login_to_teach = (patiently(one.as_view()) for one in (Login, StaffLogin))
