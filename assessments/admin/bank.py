from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from assessments.admin.scoped import Mine, ScopedAdmin
from assessments.models import AUTHORS, Bank
from assessments.queries.staff import own_banks_of


@admin.register(Bank)
class BankAdmin(ScopedAdmin):
    seen_by = AUTHORS
    changed = own_banks_of
    list_display = ("title", "slug", "course", "items", "posed", "open_for_practice")
    list_filter = (("course", Mine), "open_for_practice")
    list_select_related = ("course",)
    search_fields = ("title", "slug", "description")
    ordering = ("title",)  # counting drops the usual order
    prepopulated_fields = {"slug": ("title",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Bank]:
        posed = Q(items__archived=False, items__current__isnull=False)
        counts = {"item_count": Count("items"), "posed_count": Count("items", filter=posed)}
        return super().get_queryset(request).annotate(**counts)

    @admin.display(ordering="item_count")
    def items(self, bank: Bank) -> int:
        return bank.item_count

    @admin.display(ordering="posed_count", description="posed to learners")
    def posed(self, bank: Bank) -> int:
        return bank.posed_count
