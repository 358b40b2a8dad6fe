"""A teacher chooses what a link leads to: for a platform that asks for it, or for a link that leads nowhere yet."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments.lti.choosing.response import Chosen, signed_response
from assessments.lti.framing import may_frame, origin_of, own_origin
from assessments.lti.inside.visit import VisitRequest, within
from assessments.services.lti import contents
from assessments.services.lti.contents import Content, Unplaceable
from assessments.services.lti.launches import expect_scores_of_all

LINKS = "ltiResourceLink"
MOST = 50
GONE = gettext_lazy("One of these is no longer offered. Choose again.")


@require_http_methods(["GET", "HEAD", "POST"])
@within(teaching=True)
def choose(request: VisitRequest) -> HttpResponse:
    asked = request.visit.choosing
    if asked and LINKS not in asked["accept_types"]:
        return answered(
            request, Chosen(errormsg=_("Your platform accepts no links here, and this service has only those."))
        )
    if request.method != "POST":
        return shown(request)
    if "cancel" in request.POST:
        return answered(request, Chosen(msg=_("Nothing was chosen."))) if asked else redirect("lti_desk")
    try:
        chosen = chosen_in(request)
        return answered(request, Chosen(chosen)) if asked else bound(request, chosen[0])
    except Unplaceable as why:
        return shown(request, str(why))


def chosen_in(request: VisitRequest) -> tuple[Content, ...]:
    """Raises Unplaceable, in words for the teacher."""
    ids = request.POST.getlist("content")[:MOST]
    if not ids:
        raise Unplaceable(_("Choose a quiz or a bank first."))
    if len(ids) > 1 and not may_be_several(request):
        raise Unplaceable(_("Only one can be chosen here."))
    try:
        chosen = tuple(contents.content_of(one, request.launch.deployment) for one in ids)
    except Unplaceable:
        raise Unplaceable(GONE) from None
    banks = {one.bank for one in chosen if one.bank}
    if banks - set(contents.banks_for(request.visit.course)):
        raise Unplaceable(GONE)
    return chosen


def may_be_several(request: VisitRequest) -> bool:
    return request.visit.choosing.get("accept_multiple") is True


def shown(request: VisitRequest, fault: str = "") -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    quizzes = contents.placeable_quizzes(request.launch.deployment, request.user).select_related("course")
    banks = contents.banks_for(request.visit.course)
    if words:
        quizzes, banks = quizzes.filter(title__icontains=words), banks.filter(title__icontains=words)
    page = {
        "quizzes": [row(Content(assessment=quiz), quiz.course.title, quiz.questions) for quiz in quizzes[:200]],
        "banks": [row(Content(bank=bank), bank.description, bank.item_count) for bank in banks[:200]],
        "words": words,
        "fault": fault,
        "several": may_be_several(request),
        "asked": bool(request.visit.choosing),
        "link": request.launch.link,
    }
    return render(request, "lti/choose.html", page, status=422 if fault else 200)


def row(content: Content, about: str, questions: int) -> dict[str, Any]:
    return {"id": content.id, "title": content.title, "about": about, "questions": questions}


def bound(request: VisitRequest, content: Content) -> HttpResponse:
    """What the platform's link asks for stays written down: else its next launch would lead back there."""
    link = request.launch.link
    try:
        contents.bind(link, content.id, asks=link.content if link.content == request.visit.content else "")
    except Unplaceable:
        raise Unplaceable(GONE) from None
    expect_scores_of_all(link, now())
    return redirect("lti_desk")


def answered(request: VisitRequest, chosen: Chosen) -> HttpResponse:
    """The platform gets it from the browser, by a form that sends itself, or that a button sends."""
    asked = request.visit.choosing
    launch_url = f"{own_origin(request)}/lti/launch/"
    token = signed_response(request.launch, asked, chosen, launch_url, now())
    returns = asked["deep_link_return_url"]
    page = {"token": token, "returns": returns, "error": chosen.errormsg}
    return may_frame(render(request, "lti/chosen.html", page), request.visit.frames, forms_go_to=origin_of(returns))
