"""What is kept about oneself: to take along, and to ask that it go. Within a launch, too."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from assessments.models import ErasureWish
from assessments.services.accounts import erasing
from assessments.services.accounts.own_data import everything_about


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    act = request.POST.get("act")
    if act == "download":
        return download(request)
    if act == "ask":
        erasing.ask(request.user, now())
        messages.success(request, gettext("You have asked. Until it is done, you can take it back here."))
        return redirect("own_data")
    if act == "take-back":
        erasing.take_back(request.user)
        messages.success(request, gettext("Nothing will be erased."))
        return redirect("own_data")
    wish = ErasureWish.objects.filter(user=request.user).first()
    return render(request, "accounts/own_data.html", {"wish": wish})


def download(request: HttpRequest) -> HttpResponse:
    made = JsonResponse(everything_about(request.user, now()), json_dumps_params={"indent": 1, "ensure_ascii": False})
    made.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return made
