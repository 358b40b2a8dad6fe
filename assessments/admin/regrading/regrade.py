"""Regrades: begun from a quiz, looked through, applied, undone."""

from __future__ import annotations

from time import monotonic
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.timezone import now

from assessments.admin.regrading.form import RegradeForm
from assessments.admin.regrading.page import regrade_page, standing
from assessments.admin.scoped import Mine, ScopedAdmin
from assessments.models import AUTHORS, Assessment, Attempt, Regrade
from assessments.queries.regrades import with_changes
from assessments.queries.staff import assessments_of
from assessments.services.background.running import is_served
from assessments.services.errors import Refused
from assessments.services.regrading.applying import apply, undo
from assessments.services.regrading.planning import begin, give_up, go_on, plan

AT_ONCE = 4.0  # seconds that a page may take to go on with a dry run


@admin.register(Regrade)
class RegradeAdmin(ScopedAdmin):
    list_display = ("created_at", "assessment", "question", "standing", "attempts", "scores_changed", "created_by")
    list_filter = (("assessment", Mine),)
    list_select_related = ("assessment", "item", "created_by")
    ordering = ("-created_at",)

    @admin.display(ordering="item")
    def question(self, regrade: Regrade) -> str:
        return str(regrade.item or "Every question")

    @admin.display
    def standing(self, regrade: Regrade) -> str:
        return {"planning": "Dry run under way", "planned": "Dry run"}.get(standing(regrade), standing(regrade).title())

    @admin.display(ordering="changed")
    def scores_changed(self, regrade: Regrade) -> int:
        return regrade.changed

    def get_queryset(self, request: HttpRequest) -> QuerySet[Regrade]:
        return with_changes(super().get_queryset(request))

    def has_delete_permission(self, request: HttpRequest, obj: Regrade | None = None) -> bool:
        return False

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        quizzes = assessments_of(request.user, AUTHORS).select_related("course").order_by("course__title", "position")
        if "assessment" not in request.GET:
            return self.shown(request, "choose", {"title": "Judge a quiz again", "quizzes": quizzes})
        assessment = quizzes.filter(pk=number(request.GET["assessment"])).first()
        if assessment is None:
            raise Http404
        return self.begun(request, assessment)

    def begun(self, request: HttpRequest, assessment: Assessment) -> HttpResponse:
        chosen = Regrade(created_by=request.user, created_at=now(), chosen=named(request, assessment))
        initial = {"item": request.GET.get("item"), "reason": ""}
        form = RegradeForm(request.POST or None, instance=chosen, assessment=assessment, initial=initial)
        if request.method == "POST" and form.is_valid():
            regrade = begin(form.instance, now())
            try:
                going_on(regrade)
            except Refused as why:
                give_up(regrade)
                form.add_error(None, str(why))
            else:
                # Without a worker, whoever reads the page takes it on by a button, a few seconds at a time.
                if regrade.planned_at is None and is_served(now()):
                    go_on.enqueue(regrade.pk)
                return redirect("admin:assessments_regrade_change", regrade.pk)
        page = {"title": f"Judge “{assessment}” again", "assessment": assessment, "form": form, "regrade": chosen}
        return self.shown(request, "begin", page, status=422 if form.is_bound else 200)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        regrade = self.get_object(request, object_id)
        if request.method == "POST":
            if not self.has_change_permission(request, regrade):
                raise PermissionDenied
            self.decided(request, regrade)
            return redirect("admin:assessments_regrade_change", regrade.pk)
        page = regrade_page(regrade, request.GET.get("p"))
        may_decide = self.has_change_permission(request, regrade)
        return self.shown(
            request, "page", page | {"title": f"Regrade of “{regrade.assessment}”", "may_decide": may_decide}
        )

    def decided(self, request: HttpRequest, regrade: Regrade) -> None:
        try:
            if "_apply" in request.POST:
                apply(regrade, request.user, now())
                messages.success(request, "Applied. Scores, statistics and what an LMS is told follow.")
            elif "_undo" in request.POST:
                undo(regrade, request.user, now())
                messages.success(request, "Undone. Every score is what it was before.")
            else:
                going_on(regrade)
        except Refused as why:
            messages.error(request, str(why))

    def shown(self, request: HttpRequest, name: str, page: dict[str, Any], status: int = 200) -> HttpResponse:
        around = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, f"admin/assessments/regrade/{name}.html", around | page, status=status)


def named(request: HttpRequest, assessment: Assessment) -> list[str]:
    """The submitted attempts that the address names; naming none of those, it is not found."""
    asked = request.GET.getlist("attempt")
    try:
        found = Attempt.real.filter(assessment=assessment, submitted_at__isnull=False, pk__in=asked)
        chosen = [str(pk) for pk in found.order_by("pk").values_list("pk", flat=True)] if asked else []
    except ValidationError:
        raise Http404 from None
    if asked and not chosen:
        raise Http404
    return chosen


def number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def going_on(regrade: Regrade) -> None:
    """For as long as a page may take; its reader goes on from there."""
    until = monotonic() + AT_ONCE
    plan(regrade, now(), lambda _: monotonic() < until)
