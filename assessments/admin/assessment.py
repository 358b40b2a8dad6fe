from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import SplitDateTimeField
from django.http import HttpRequest

from assessments.admin.writing.inputs import DateAndTime
from assessments.models import Assessment, Attempt, Slot
from assessments.queries.courses import with_questions


class SlotInline(admin.StackedInline):
    """Stacked, because a table of inputs leaves them without labels."""

    model = Slot
    extra = 0
    autocomplete_fields = ("item", "bank")
    fields = (("position", "points"), "item", ("bank", "draws"))
    verbose_name_plural = "Questions, in order"


@admin.register(Assessment)
class AssessmentAdmin(admin.ModelAdmin):
    list_display = ("title", "course", "published", "questions", "attempts", "opens_at", "closes_at")
    list_filter = ("course", "published")
    list_select_related = ("course",)
    search_fields = ("title", "slug", "course__title")
    search_help_text = "By title, address or course"
    ordering = ("course__title", "position", "title")  # counting drops the usual order
    prepopulated_fields = {"slug": ("title",)}
    inlines = (SlotInline,)
    formfield_overrides = {models.DateTimeField: {"widget": DateAndTime, "form_class": SplitDateTimeField}}
    fieldsets = (
        (None, {"fields": ("course", "title", "slug", "instructions", "position", "published")}),
        ("When", {"fields": ("opens_at", "closes_at", "time_limit")}),
        ("Tries", {"fields": ("attempts_allowed", "tries", "another_variant")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assessment]:
        counted = Attempt.objects.filter(assessment=OuterRef("pk")).order_by().values("assessment")
        attempts = Subquery(counted.annotate(count=Count("pk")).values("count"))
        return with_questions(super().get_queryset(request)).annotate(attempt_count=Coalesce(attempts, 0))

    @admin.display(ordering="questions")
    def questions(self, assessment: Assessment) -> int:
        return assessment.questions

    @admin.display(ordering="attempt_count")
    def attempts(self, assessment: Assessment) -> int:
        return assessment.attempt_count
