from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.timezone import now

from assessments.admin.assembling.copying import CourseCopy
from assessments.admin.results.pages import Gradebooks
from assessments.admin.scoped import Mine, ScopedAdmin, ScopedInline
from assessments.models import AUTHORS, OWNERS, STAFF, Course, Membership
from assessments.services.accounts.sessions import PATIENCE
from assessments.services.courses.copying import copy_course
from assessments.services.courses.membership import enrol, remove


class MembershipForm(forms.ModelForm):
    """People are named, not picked from a list: nobody reads through everyone else's learners."""

    username = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"class": "vTextField"}))

    class Meta:
        model = Membership
        fields = ("role",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.fields["username"].disabled = True
            self.initial["username"] = self.instance.user.get_username()

    def clean_username(self) -> str:
        name = self.cleaned_data["username"]
        users = get_user_model().objects
        found = users.filter(username=name).first()
        if found is None:
            raise forms.ValidationError("Nobody here has this username.")
        self.instance.user = found
        return name


class Teaching(forms.BaseInlineFormSet):
    proved_ago = 0.0

    def clean(self) -> None:
        super().clean()
        if self.has_changed() and self.proved_ago > PATIENCE:
            proof = "Who teaches is changed by whoever has just proved who they are. {}, then save again."
            link = format_html('<a href="{}" target="_blank">Prove it in another window</a>', reverse("prove"))
            raise forms.ValidationError(format_html(proof, link))


class TeachingInline(ScopedInline, admin.StackedInline):
    model = Membership
    form = MembershipForm
    formset = Teaching
    extra = 0
    fields = (("username", "role"),)
    verbose_name, verbose_name_plural = "person", "Who teaches"

    def get_formset(self, request: HttpRequest, obj: Course | None = None, **kwargs: Any) -> type[Teaching]:
        made = super().get_formset(request, obj, **kwargs)
        # A formset knows no request; its class is made anew for each.
        made.proved_ago = request.session.proved_ago()
        return made

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).filter(role__in=STAFF).select_related("user", "course")


@admin.register(Course)
class CourseAdmin(Gradebooks, ScopedAdmin):
    """Authors see a course and may make one, which is then theirs; its owners change it."""

    changed_by = OWNERS
    list_display = ("title", "slug", "open_to_all", "members", "quizzes")
    list_filter = ("open_to_all",)
    search_fields = ("title", "slug", "description")
    ordering = ("title",)  # counting drops the usual order
    prepopulated_fields = {"slug": ("title",)}
    inlines = (TeachingInline,)

    change_form_template = "admin/assessments/course/change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may(request, AUTHORS, None)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Course]:
        # Distinct, because two joins multiply each other's rows.
        members, quizzes = Count("memberships", distinct=True), Count("assessments", distinct=True)
        return super().get_queryset(request).annotate(member_count=members, quiz_count=quizzes)

    def save_model(self, request: HttpRequest, obj: Course, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change and not request.user.is_superuser:
            enrol(obj, request.user, Membership.Role.OWNER, request.user, now())

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: Any, change: bool) -> None:
        for membership in formset.save(commit=False):
            enrol(membership.course, membership.user, membership.role, request.user, now())
        for membership in formset.deleted_objects:
            remove(membership, request.user, now())

    def get_urls(self) -> list[URLPattern]:
        own = path("<int:pk>/copy/", self.admin_site.admin_view(self.copy_view), name="assessments_course_copy")
        return [own, *super().get_urls()]

    def copy_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        course = self.get_object(request, str(pk))
        if not self.has_change_permission(request, course):
            raise PermissionDenied
        form = CourseCopy(request.POST or None, initial={"title": course.title, "slug": f"{course.slug}-copy"})
        if form.is_valid():
            copy = copy_course(course, owner=request.user, now=now(), **form.cleaned_data)
            self.log_addition(request, copy, f"Copied from {course.slug}.")
            messages.success(request, "Copied, and yours. Its quizzes are not published, and their dates are empty.")
            return redirect("admin:assessments_course_change", copy.pk)
        note = (
            "Quizzes are copied. People, groups, attempts and dates are not. Questions stay in their banks: "
            "whoever teaches only the copy gives them to learners, and cannot change them."
        )
        page = {"title": f"Copy: {course}", "original": course, "form": form, "note": note}
        back = reverse("admin:assessments_course_change", args=[pk])
        return TemplateResponse(
            request, "admin/assessments/copy.html", self.admin_site.each_context(request) | page | {"back": back}
        )

    @admin.display(ordering="member_count")
    def members(self, course: Course) -> int:
        return course.member_count

    @admin.display(ordering="quiz_count")
    def quizzes(self, course: Course) -> int:
        return course.quiz_count


@admin.register(Membership)
class MembershipAdmin(ScopedAdmin):
    changed_by = OWNERS
    form = MembershipForm
    fields = ("course", "username", "role")
    list_display = ("user", "course", "role")
    list_filter = (("course", Mine), "role")
    list_select_related = ("user", "course")
    search_fields = ("user__username", "user__first_name", "user__last_name")
    search_help_text = "By name"
    ordering = ("course__title", "user__username")

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> tuple[str, ...]:
        return ("course",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Membership, form: ModelForm, change: bool) -> None:
        kept = enrol(obj.course, obj.user, obj.role, request.user, now())
        # Somebody who has left has a row already, and it is that one.
        obj.pk = kept.pk

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        remove(obj, request.user, now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for membership in queryset.select_related("user", "course"):
            remove(membership, request.user, now())
