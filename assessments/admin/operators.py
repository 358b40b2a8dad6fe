"""Platforms are for those who run the service: no role in a course reaches them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from assessments.admin.history import HistoryAdmin
from assessments.admin.scoped import ScopedAdmin, ScopedInline
from assessments.models import Roles

NOBODY: Roles = frozenset()


class ForOperators:
    seen_by: ClassVar[Roles] = NOBODY
    changed_by: ClassVar[Roles] = NOBODY

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # Past ScopedAdmin, which asks for roles in courses.
        rows = admin.ModelAdmin.get_queryset(self, request)
        return rows if request.user.is_superuser else rows.none()


class OperatorsAdmin(ForOperators, ScopedAdmin):
    pass


class LogAdmin(ForOperators, HistoryAdmin):
    pass


class LogInline(ScopedInline, admin.StackedInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
