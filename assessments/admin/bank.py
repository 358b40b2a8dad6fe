from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, ForeignKey, Q, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_safe

from assessments.admin.exchange.exporting import export_page
from assessments.admin.exchange.importing import import_page
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
    change_form_template = "admin/assessments/bank/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Bank]:
        posed = Q(items__archived=False, items__current__isnull=False)
        counts = {"item_count": Count("items"), "posed_count": Count("items", filter=posed)}
        return super().get_queryset(request).annotate(**counts)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Only superusers put a bank into the library: it is every author's, and practised in every course."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name == "course" and not request.user.is_superuser:
            field.required, field.help_text = True, "Whose bank it is."
        return field

    @admin.display(ordering="item_count")
    def items(self, bank: Bank) -> int:
        return bank.item_count

    @admin.display(ordering="posed_count", description="posed to learners")
    def posed(self, bank: Bank) -> int:
        return bank.posed_count

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("<int:pk>/import/", self.admin_site.admin_view(self.import_view), name="assessments_bank_import"),
            path("<int:pk>/export/", self.admin_site.admin_view(self.export_view), name="assessments_bank_export"),
        ]
        return own + super().get_urls()

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def import_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        bank = self.get_object(request, str(pk))
        if not self.has_change_permission(request, bank):
            raise PermissionDenied
        return import_page(request, bank, self.page(request, bank, "Import into"))

    @method_decorator(require_safe)
    def export_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        bank = self.get_object(request, str(pk))
        return export_page(request, bank, self.page(request, bank, "Export"))

    def page(self, request: HttpRequest, bank: Bank, title: str) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "title": f"{title} {bank}", "bank": bank, "opts": self.opts}
