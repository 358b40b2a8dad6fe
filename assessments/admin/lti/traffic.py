"""What comes and what goes: launches with their references, and scores with what the platform answered."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import now

from assessments.admin.operators import LogAdmin, LogInline
from assessments.models import Delivery, Launch, Passback
from assessments.services.lti.passback import resend


class WasLetIn(admin.SimpleListFilter):
    title, parameter_name = "let in", "in"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request: HttpRequest, launches: QuerySet[Launch]) -> QuerySet[Launch]:
        kept = {"yes": launches.filter(refusal=""), "no": launches.exclude(refusal="")}
        return kept.get(self.value(), launches)


@admin.register(Launch)
class LaunchAdmin(LogAdmin):
    list_display = ("reference", "at", "registration", "user", "link", "refusal")
    list_filter = (WasLetIn, "registration", "refusal")
    list_select_related = ("registration", "user", "link")
    search_fields = ("id", "user__username", "refusal")
    search_help_text = "By the number that a learner was told, by person or by check"
    date_hierarchy = "at"
    fields = ("reference", "at", "registration", "deployment", "user", "link", "message", "refusal")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Launch], search_term: str
    ) -> tuple[QuerySet[Launch], bool]:
        """PostgreSQL keeps dashes in the middle of an ID; a reference has none, being its beginning."""
        return super().get_search_results(request, queryset, search_term.strip().lower())


class DeliveryInline(LogInline):
    model = Delivery
    fields = ("at", "score", "maximum", "status", "outcome", "detail")
    readonly_fields = fields
    verbose_name_plural = "What was sent, and what came of it"


@admin.register(Passback)
class PassbackAdmin(LogAdmin):
    list_display = ("person", "link", "state", "score", "maximum", "tries", "due_at", "reason")
    list_filter = ("state", "link__context__deployment__registration")
    list_select_related = ("person__user", "link")
    search_fields = ("person__user__username", "person__user__last_name", "link__title", "reason")
    search_help_text = "By learner, link or reason"
    ordering = ("-due_at", "-pk")
    inlines = (DeliveryInline,)
    fields = (
        ("person", "link"),
        ("state", "reason"),
        ("score", "maximum"),
        ("tries", "failing_since"),
        ("due_at", "last_timestamp"),
    )
    actions = ("send_again",)

    @admin.action(description="Send again", permissions=["view"])
    def send_again(self, request: HttpRequest, rows: QuerySet[Passback]) -> None:
        count = resend(Passback.objects.filter(pk__in=rows.values("pk")), now())
        messages.success(request, f"{count} will be sent again within a minute.")
