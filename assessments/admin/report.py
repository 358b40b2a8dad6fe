"""What learners report about questions, with the very variant that they saw, and what they are told."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import QuerySet, TextField
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from assessments.admin.attempt_page import variant_row
from assessments.admin.scoped import Mine, ScopedAdmin
from assessments.models import STAFF, ProblemReport
from assessments.services.reports import reply


@admin.register(ProblemReport)
class ProblemReportAdmin(ScopedAdmin):
    changed_by = STAFF
    list_display = ("text_begins", "item", "learner", "state", "created_at")
    list_filter = ("state", ("session__item__bank", Mine))
    search_fields = (
        "text",
        "reply",
        "session__item__title",
        "session__item__slug",
        "session__attempt__learner__username",
    )
    search_help_text = "By words, item or learner"
    date_hierarchy = "created_at"
    fields = (
        ("learner", "item", "revision"),
        ("what", "created_at"),
        "text",
        "answered_with",
        "reply",
        ("state", "replied_by", "replied_at"),
    )
    readonly_fields = (
        "learner",
        "item",
        "revision",
        "what",
        "created_at",
        "text",
        "answered_with",
        "replied_by",
        "replied_at",
    )
    formfield_overrides = {TextField: {"widget": AdminTextareaWidget({"rows": 4})}}
    change_form_template = "admin/assessments/problemreport/change_form.html"

    @admin.display(description="report")
    def text_begins(self, report: ProblemReport) -> str:
        return shorten(report.text, 80, placeholder="…")

    @admin.display(ordering="session__attempt__learner__username")
    def learner(self, report: ProblemReport) -> str:
        return str(report.session.attempt.learner)

    @admin.display(ordering="session__item__title")
    def item(self, report: ProblemReport) -> str:
        return str(report.session.item)

    @admin.display
    def revision(self, report: ProblemReport) -> str:
        return f"{report.session.revision.number}"

    @admin.display(description="quiz or bank")
    def what(self, report: ProblemReport) -> str:
        return report.session.attempt.title

    @admin.display(description="latest answer then")
    def answered_with(self, report: ProblemReport) -> str:
        return report.response.read_as if report.response else "None was given."

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProblemReport]:
        together = (
            "session__attempt__learner",
            "session__attempt__assessment",
            "session__attempt__bank",
            "session__item",
            "session__revision",
            "response",
            "replied_by",
        )
        return super().get_queryset(request).select_related(*together)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ProblemReport | None = None) -> bool:
        return request.user.is_superuser

    def save_model(self, request: HttpRequest, obj: ProblemReport, form: ModelForm, change: bool) -> None:
        if form.changed_data:
            reply(obj, request.user, now())
            messages.info(request, f"{obj.session.attempt.learner} sees this at the question and in the history.")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        report = self.get_object(request, object_id)
        may_look = report and self.has_view_permission(request, report)
        shown = {"variant": variant_row(report.session)} if may_look else {}
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))
