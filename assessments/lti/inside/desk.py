"""A teacher's desk at a link: what it leads to, whose scores have arrived, and what to do about those that have not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments.lti.calling.roster import sync
from assessments.lti.inside.visit import VisitRequest, within
from assessments.models import Passback, ResourceLink
from assessments.outbound.asking import Forbidden, Unreachable
from assessments.queries.lti import passbacks_at
from assessments.services.lti import passback
from assessments.services.lti.links import send_when

SENDS = {
    ResourceLink.Sends.TOLD: gettext_lazy("as soon as the learner may know them"),
    ResourceLink.Sends.SUBMITTED: gettext_lazy("once the quiz is submitted"),
    ResourceLink.Sends.NEVER: gettext_lazy("never"),
}
STATES = {Passback.State.WAITING: "open", Passback.State.SENT: "right", Passback.State.PARKED: "wrong"}


@require_http_methods(["GET", "HEAD", "POST"])
@within(teaching=True)
def desk(request: VisitRequest) -> HttpResponse:
    link = request.launch.link
    if link is None:
        raise Http404
    if request.method != "POST":
        return render(request, "lti/desk.html", desk_page(request, link))
    act = next((act for name, act in ACTS.items() if name in request.POST), None)
    if act is not None:
        act(request, link)
    return redirect("lti_desk")


def desk_page(request: VisitRequest, link: ResourceLink) -> dict[str, Any]:
    rows = [score_row(one) for one in passbacks_at(link)]
    return {
        "link": link,
        "title": link.assessment or link.bank,
        "quiz_url": reverse("assessment", args=[link.assessment.slug]) if link.assessment else "",
        "rows": rows,
        "parked": sum(row["is_parked"] for row in rows),
        "sends": SENDS.items(),
        "context": link.context,
    }


def score_row(row: Passback) -> dict[str, Any]:
    state = row.State(row.state)
    # Nothing is on its way, and nothing has arrived: a score may be wanted and not to be told yet.
    is_told = state != row.State.SENT or row.score is not None
    return {
        "pk": row.pk,
        "name": str(row.person),
        "score": "" if row.score is None else f"{row.score:.4g} / {row.maximum:.4g}",
        "state": state.value if is_told else "none",
        "mark": STATES[state] if is_told else "",
        "is_parked": state == row.State.PARKED,
        "reason": row.reason,
        # Written down in English; those that say what to do are in the catalogue.
        "told": _(row.reason) if row.reason else "",
        "at": row.last_timestamp,
    }


def resend(request: VisitRequest, link: ResourceLink) -> None:
    chosen = link.passbacks.all()
    if (one := request.POST["resend"]) != "all":
        chosen = chosen.filter(pk=one) if one.isascii() and one.isdecimal() and len(one) < 19 else chosen.none()  # noqa: PLR2004 -- digits of a database's number
    passback.resend(chosen, now())
    messages.success(request, _("They will be sent again within a minute."))


def fetch_roster(request: VisitRequest, link: ResourceLink) -> None:
    try:
        count = sync(link.context, now())
    except (Forbidden, Unreachable) as why:
        messages.error(request, _("Your platform did not give its roster: %(why)s.") % {"why": why})
    else:
        messages.success(request, _("The roster is up to date: %(count)d people.") % {"count": count})


def choose_when(request: VisitRequest, link: ResourceLink) -> None:
    if request.POST["sends"] in ResourceLink.Sends.values:
        send_when(link, request.POST["sends"], now())
        messages.success(request, _("Saved."))


ACTS: dict[str, Callable[[VisitRequest, ResourceLink], None]] = {
    "resend": resend,
    "roster": fetch_roster,
    "sends": choose_when,
}
