"""The audit trail, to look at."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from assessments.admin.history import HistoryAdmin
from assessments.admin.revision import as_code
from assessments.models import AUTHORS, Event


@admin.register(Event)
class EventAdmin(HistoryAdmin):
    seen_by = AUTHORS
    list_display = ("number", "at", "who", "verb", "what", "course")
    list_filter = ("verb", "subject_type")
    list_select_related = ("actor", "course")
    search_fields = ("subject_id", "facts_text", "actor__username")
    search_help_text = "By who did it, what it was done to, or what was written down"
    date_hierarchy = "at"
    show_full_result_count = False
    fields = (("number", "at"), ("who", "verb", "what"), "course", "told", ("previous", "hash"))

    @admin.display(ordering="actor")
    def who(self, event: Event) -> str:
        return who(event)

    @admin.display
    def what(self, event: Event) -> str:
        return f"{event.subject_type} {event.subject_id}"

    @admin.display(description="facts")
    def told(self, event: Event) -> str:
        return as_code(event.facts)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).select_related("actor", "course")


def who(event: Event) -> str:
    if event.actor_id is None:
        return "a command"
    return str(event.actor) if event.actor else "someone who is gone"
