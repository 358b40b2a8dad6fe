"""Quizzes: put together of sections and slots, tried as a learner, copied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import ModelForm, SplitDateTimeField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import now

from assessments.admin.assembling.accommodation import told_of
from assessments.admin.assembling.copying import AssessmentCopy
from assessments.admin.assembling.form import AssessmentForm, SlotForm
from assessments.admin.assembling.quick import QuickQuiz
from assessments.admin.assembling.seen import seen
from assessments.admin.results.pages import Boards
from assessments.admin.scoped import Mine, ScopedInline
from assessments.admin.statistics.views import AssessmentStatistics
from assessments.admin.writing.fields.inputs import DateAndTime
from assessments.models import AUTHORS, Assessment, Attempt, Section, Slot
from assessments.queries.courses import with_questions
from assessments.queries.staff import banks_of, courses_of
from assessments.services.courses.copying import copy_assessment, free_slug
from assessments.services.courses.patterns import assemble
from assessments.services.errors import Closed, Refused
from assessments.services.taking import starting
from assessments.services.taking.deadlines import refresh, touched_by

SMALL = {models.TextField: {"widget": AdminTextareaWidget({"rows": 3})}}
FOLDED = {"classes": ("collapse",)}


class SectionInline(ScopedInline, admin.StackedInline):
    model = Section
    extra = 0
    fields = (("position", "title"), "instructions")
    formfield_overrides = SMALL
    verbose_name_plural = "Sections"


class SlotInline(ScopedInline, admin.StackedInline):
    """Stacked, because a table of inputs leaves them without labels; where there is room, each in one line."""

    model = Slot
    form = SlotForm
    extra = 0
    autocomplete_fields = ("item", "bank")
    fields = (("position", "item", "bank", "draws", "tags", "difficulties", "points", "section_title"),)
    classes = ("slots",)
    verbose_name, verbose_name_plural = "question or draw", "Questions, in order"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Without the tools for adding and changing, which would take the line."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


@admin.register(Assessment)
class AssessmentAdmin(Boards, AssessmentStatistics):
    form = AssessmentForm
    list_display = ("title", "course", "published", "questions", "attempts", "opens_at", "closes_at")
    list_filter = (("course", Mine), "published")
    list_select_related = ("course",)
    search_fields = ("title", "slug", "course__title")
    search_help_text = "By title, address or course"
    ordering = ("course__title", "position", "title")  # counting drops the usual order
    inlines = (SlotInline, SectionInline)
    formfield_overrides = {models.DateTimeField: {"widget": DateAndTime, "form_class": SplitDateTimeField}} | SMALL
    change_form_template = "admin/assessments/assessment/change_form.html"
    change_list_template = "admin/assessments/assessment/change_list.html"
    fieldsets = (
        (None, {"fields": ("course", "title", "slug", "instructions", "position", "published")}),
        (
            "When and where",
            {"fields": ("opens_at", "due_at", "late_credit", "closes_at", "time_limit", "password", "ip_ranges")},
        ),
        ("Tries", FOLDED | {"fields": ("attempts_allowed", "kept", "tries", "hints_after", "another_variant")}),
        ("What answers earn", FOLDED | {"fields": ("mode", "penalty", "shares", "step", "pass_mark")}),
        ("What learners are told", FOLDED | {"fields": ("feedback",)}),
    )

    class Media:
        css = {"all": ("assessments/css/assembling.css",)}

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Assessment | None = None
    ) -> dict[str, tuple[str, ...]]:
        """A quiz that exists keeps its address when its title changes."""
        return {} if obj else {"slug": ("title",)}

    def save_model(self, request: HttpRequest, obj: Assessment, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        # Whoever is at it now gets the new deadline now.
        told_of(request, refresh(touched_by(obj)))

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """Sections first: a question that names one makes it only where there is none."""
        ordered = sorted(formsets, key=lambda formset: formset.model is not Section)
        super().save_related(request, form, ordered, change)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assessment]:
        counted = Attempt.real.filter(assessment=OuterRef("pk")).order_by().values("assessment")
        # Apart: a second join would multiply the questions that are summed up beside it.
        attempts = Subquery(counted.annotate(count=Count("pk")).values("count"))
        return with_questions(super().get_queryset(request)).annotate(attempt_count=Coalesce(attempts, 0))

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("quick/", self.admin_site.admin_view(self.quick_view), name="assessments_assessment_quick"),
            path("<int:pk>/try/", self.admin_site.admin_view(self.try_view), name="assessments_assessment_try"),
            path("<int:pk>/copy/", self.admin_site.admin_view(self.copy_view), name="assessments_assessment_copy"),
        ]
        return own + super().get_urls()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        shown = {"seen": seen(self.get_object(request, object_id))}
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))

    def get_deleted_objects(self, objs: Iterable[Assessment], request: HttpRequest) -> Any:
        """As it would be without teachers' own looks at the quizzes, which go with them."""
        with transaction.atomic():
            starting.forget_previews(objs)
            found = super().get_deleted_objects(objs, request)
            transaction.set_rollback(True)
        return found

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Assessment) -> None:
        starting.forget_previews([obj])
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Assessment]) -> None:
        starting.forget_previews(queryset)
        super().delete_queryset(request, queryset)

    def quick_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = QuickQuiz(courses_of(request.user, AUTHORS), banks_of(request.user), request.POST or None)
        if form.is_valid():
            try:
                made = assemble(**form.cleaned_data)
            except Refused as why:
                form.add_error("bank", str(why))
            else:
                self.log_addition(request, made, "From a pattern.")
                messages.success(request, "Here it is, not published yet. All of it can be changed.")
                return redirect("admin:assessments_assessment_change", made.pk)
        note = "A quiz that draws from one bank. You see what learners get before anyone can take it."
        page = {"title": "Quick quiz", "form": form, "note": note, "act": "Make the quiz"}
        page |= self.admin_site.each_context(request) | {"back": reverse("admin:assessments_assessment_changelist")}
        return TemplateResponse(request, "admin/assessments/assessment/quick.html", page)

    def try_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        assessment = self.get_object(request, str(pk))
        if request.method == "POST":
            try:
                return redirect("attempt", starting.preview(request.user, assessment, now()).pk)
            except Closed as why:
                messages.error(request, str(why))
        return redirect("admin:assessments_assessment_change", pk)

    def copy_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        assessment = self.get_object(request, str(pk))
        if not self.has_change_permission(request, assessment):
            raise PermissionDenied
        start = {"title": assessment.title, "slug": free_slug(assessment.slug), "course": assessment.course_id}
        form = AssessmentCopy(courses_of(request.user, AUTHORS), request.POST or None, initial=start)
        if form.is_valid():
            copy = copy_assessment(assessment, **form.cleaned_data)
            self.log_addition(request, copy, f"Copied from {assessment.slug}.")
            messages.success(request, "Copied. It is not published, and its dates are empty.")
            return redirect("admin:assessments_assessment_change", copy.pk)
        note = "Sections, questions and settings are copied. Attempts, dates and accommodations are not."
        page = {"title": f"Copy: {assessment}", "original": assessment, "form": form, "note": note}
        back = reverse("admin:assessments_assessment_change", args=[pk])
        return TemplateResponse(
            request, "admin/assessments/copy.html", self.admin_site.each_context(request) | page | {"back": back}
        )

    @admin.display(ordering="questions")
    def questions(self, assessment: Assessment) -> int:
        return assessment.questions

    @admin.display(ordering="attempt_count")
    def attempts(self, assessment: Assessment) -> int:
        return assessment.attempt_count
