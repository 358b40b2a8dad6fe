"""Signing up, in and out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model, login
from django.contrib.auth.forms import AuthenticationForm, UserCreationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods


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


class Login(LoginView):
    authentication_form = SignIn
    redirect_authenticated_user = True


class Logout(LogoutView):
    http_method_names = ("post", "options")


@require_http_methods(["GET", "HEAD", "POST"])
def signup(request: HttpRequest) -> HttpResponse:
    following = safe_next(request)
    if request.user.is_authenticated:
        return redirect(following)
    form = SignUp(request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.save())
        return redirect(following)
    return render(request, "registration/signup.html", {"form": form, "next": request.GET.get("next", "")})


def safe_next(request: HttpRequest) -> str:
    """Where to go on: only ever to a page of this site."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if asked and ours else reverse("home")
