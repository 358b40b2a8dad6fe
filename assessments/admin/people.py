"""People: staff find those of their courses by name; accounts are for superusers."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import AbstractBaseUser, Group
from django.forms import ModelForm
from django.http import HttpRequest

from assessments.admin.scoped import ScopedAdmin
from assessments.services.courses.membership import set_staff

admin.site.unregister([get_user_model(), Group])  # rights come with roles in courses, not with groups of accounts

NAMES = ("username", "first_name", "last_name")


@admin.register(get_user_model())
class PersonAdmin(ScopedAdmin, UserAdmin):
    changed_by = frozenset()
    fieldsets = (
        (None, {"fields": (*NAMES, "email", "password")}),
        ("What the account may do", {"fields": ("is_active", "is_superuser")}),
        ("When", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    list_filter = ("is_active", "is_superuser", "is_staff")

    def get_fieldsets(self, request: HttpRequest, obj: AbstractBaseUser | None = None) -> Any:
        return super().get_fieldsets(request, obj) if request.user.is_superuser else ((None, {"fields": NAMES}),)

    def get_list_display(self, request: HttpRequest) -> Any:
        return super().get_list_display(request) if request.user.is_superuser else NAMES

    def get_list_filter(self, request: HttpRequest) -> Any:
        return super().get_list_filter(request) if request.user.is_superuser else ()

    def save_model(self, request: HttpRequest, obj: AbstractBaseUser, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        set_staff(obj)
