"""What learners and groups get beyond what all get, and the groups themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.forms import ModelForm, SplitDateTimeField
from django.http import HttpRequest
from django.utils.timezone import now

from assessments.admin.assembling.sheet import BySheet
from assessments.admin.scoped import Mine, ScopedAdmin
from assessments.admin.writing.fields.inputs import DateAndTime
from assessments.models import STAFF, Accommodation, Group
from assessments.services.courses.giving import give, regroup, take_back
from assessments.services.taking.deadlines import refresh


@admin.register(Accommodation)
class AccommodationAdmin(BySheet):
    changed_by = STAFF
    list_display = ("who", "course", "assessment", "time_factor", "extra_time", "closes_at", "extra_attempts")
    list_filter = (("course", Mine),)
    list_select_related = ("learner", "group", "course", "assessment")
    search_fields = ("learner__username", "group__title", "assessment__title")
    search_help_text = "By learner, group or quiz"
    autocomplete_fields = ("learner", "group", "course", "assessment")
    formfield_overrides = {models.DateTimeField: {"widget": DateAndTime, "form_class": SplitDateTimeField}}
    fieldsets = (
        (None, {"fields": ("course", "assessment", "learner", "group")}),
        ("More time", {"fields": ("time_factor", "extra_time")}),
        ("Other dates", {"fields": ("opens_at", "due_at", "closes_at")}),
        ("More attempts", {"fields": ("extra_attempts",)}),
    )

    @admin.display(ordering="learner__username")
    def who(self, given: Accommodation) -> str:
        return str(given.learner or given.group)

    def save_model(self, request: HttpRequest, obj: Accommodation, form: ModelForm, change: bool) -> None:
        told_of(request, give([obj], request.user, now()))

    def delete_model(self, request: HttpRequest, obj: Accommodation) -> None:
        told_of(request, take_back(obj, request.user, now()))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Accommodation]) -> None:
        told_of(request, sum(take_back(one, request.user, now()) for one in queryset))


class Members(AutocompleteSelectMultiple):
    """Without the cross that clears all, which would stand among the entries of the list and be none."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}


@admin.register(Group)
class GroupAdmin(ScopedAdmin):
    changed_by = STAFF
    list_display = ("title", "course", "members_count")
    list_filter = (("course", Mine),)
    list_select_related = ("course",)
    search_fields = ("title", "course__title")
    ordering = ("course__title", "title")  # counting drops the usual order
    autocomplete_fields = ("course", "members")
    fields = ("course", "title", "members")

    def formfield_for_manytomany(self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        widget = Members(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **{"widget": widget, **kwargs})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        return super().get_queryset(request).annotate(member_count=Count("members"))

    @admin.display(description="members", ordering="member_count")
    def members_count(self, group: Group) -> int:
        return group.member_count

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        # As stored: the form has them in hand, but has not written them yet.
        before = set(form.instance.members.values_list("pk", flat=True))
        super().save_related(request, form, formsets, change)
        told_of(request, regroup(form.instance, before, request.user, now()))

    def delete_model(self, request: HttpRequest, obj: Group) -> None:
        # Before it goes: afterwards nobody knows whose deadlines it had moved.
        members = list(obj.members.values_list("pk", flat=True))
        super().delete_model(request, obj)
        told_of(request, refresh(Q(assessment__course=obj.course_id, learner__in=members)))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        for group in queryset:
            self.delete_model(request, group)


def told_of(request: HttpRequest, changed: int) -> None:
    if changed:
        messages.info(request, f"{changed} running attempt{'s' * (changed > 1)} got another deadline.")
