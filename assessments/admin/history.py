"""Rows that record what happened: anyone who may look finds them, and nobody touches them here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from assessments.admin.scoped import ScopedAdmin


class HistoryAdmin(ScopedAdmin):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
