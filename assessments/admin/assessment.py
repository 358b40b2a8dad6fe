from __future__ import annotations

from django.contrib import admin, messages
from django.db import models
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import ModelForm, SplitDateTimeField
from django.http import HttpRequest

from assessments.admin.scoped import Mine, ScopedAdmin, ScopedInline
from assessments.admin.statistics.views import AssessmentStatistics
from assessments.admin.writing.fields.inputs import DateAndTime
from assessments.models import STAFF, Accommodation, Assessment, Attempt, Slot
from assessments.queries.courses import with_questions
from assessments.services.taking.deadlines import refresh, touched_by


class SlotInline(ScopedInline, admin.StackedInline):
    """Stacked, because a table of inputs leaves them without labels."""

    model = Slot
    extra = 0
    autocomplete_fields = ("item", "bank")
    fields = (("position", "points"), "item", ("bank", "draws"))
    verbose_name_plural = "Questions, in order"


@admin.register(Assessment)
class AssessmentAdmin(AssessmentStatistics):
    list_display = ("title", "course", "published", "questions", "attempts", "opens_at", "closes_at")
    list_filter = (("course", Mine), "published")
    list_select_related = ("course",)
    search_fields = ("title", "slug", "course__title")
    search_help_text = "By title, address or course"
    ordering = ("course__title", "position", "title")  # counting drops the usual order
    prepopulated_fields = {"slug": ("title",)}
    inlines = (SlotInline,)
    change_form_template = "admin/assessments/assessment/change_form.html"
    formfield_overrides = {models.DateTimeField: {"widget": DateAndTime, "form_class": SplitDateTimeField}}
    fieldsets = (
        (None, {"fields": ("course", "title", "slug", "instructions", "position", "published")}),
        ("When", {"fields": ("opens_at", "due_at", "late_credit", "closes_at", "time_limit", "password")}),
        ("Tries", {"fields": ("attempts_allowed", "kept", "tries", "hints_after", "another_variant")}),
        ("What answers earn", {"fields": ("mode", "penalty", "shares", "step")}),
        ("What learners are told", {"fields": ("feedback",)}),
    )

    def save_model(self, request: HttpRequest, obj: Assessment, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        told_of(request, refresh(touched_by(obj)))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assessment]:
        counted = Attempt.objects.filter(assessment=OuterRef("pk"), is_preview=False).order_by().values("assessment")
        attempts = Subquery(counted.annotate(count=Count("pk")).values("count"))
        return with_questions(super().get_queryset(request)).annotate(attempt_count=Coalesce(attempts, 0))

    @admin.display(ordering="questions")
    def questions(self, assessment: Assessment) -> int:
        return assessment.questions

    @admin.display(ordering="attempt_count")
    def attempts(self, assessment: Assessment) -> int:
        return assessment.attempt_count


@admin.register(Accommodation)
class AccommodationAdmin(ScopedAdmin):
    changed_by = STAFF
    list_display = ("learner", "course", "assessment", "time_factor", "extra_time", "closes_at", "extra_attempts")
    list_filter = (("course", Mine),)
    list_select_related = ("learner", "course", "assessment")
    search_fields = ("learner__username", "assessment__title")
    search_help_text = "By learner or quiz"
    autocomplete_fields = ("learner", "course", "assessment")
    formfield_overrides = {models.DateTimeField: {"widget": DateAndTime, "form_class": SplitDateTimeField}}
    fieldsets = (
        (None, {"fields": ("course", "assessment", "learner")}),
        ("More time", {"fields": ("time_factor", "extra_time")}),
        ("Other dates", {"fields": ("opens_at", "closes_at")}),
        ("More attempts", {"fields": ("extra_attempts",)}),
    )

    def save_model(self, request: HttpRequest, obj: Accommodation, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        told_of(request, refresh(touched_by(obj)))

    def delete_model(self, request: HttpRequest, obj: Accommodation) -> None:
        touched = touched_by(obj)
        super().delete_model(request, obj)
        told_of(request, refresh(touched))


def told_of(request: HttpRequest, changed: int) -> None:
    if changed:
        messages.info(request, f"{changed} running attempt{'s' * (changed > 1)} got another deadline.")
