from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from assessments.models import Course, Membership


class MembershipInline(admin.StackedInline):
    model = Membership
    extra = 0
    autocomplete_fields = ("user",)
    fields = (("user", "role"),)
    verbose_name_plural = "Members"


@admin.register(Course)
class CourseAdmin(admin.ModelAdmin):
    list_display = ("title", "slug", "open_to_all", "members", "quizzes")
    list_filter = ("open_to_all",)
    search_fields = ("title", "slug", "description", "memberships__user__username")
    ordering = ("title",)  # counting drops the usual order
    prepopulated_fields = {"slug": ("title",)}
    inlines = (MembershipInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Course]:
        members, quizzes = Count("memberships", distinct=True), Count("assessments", distinct=True)
        return super().get_queryset(request).annotate(member_count=members, quiz_count=quizzes)

    @admin.display(ordering="member_count")
    def members(self, course: Course) -> int:
        return course.member_count

    @admin.display(ordering="quiz_count")
    def quizzes(self, course: Course) -> int:
        return course.quiz_count
