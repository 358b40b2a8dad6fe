"""The audit trail, to look at."""

from __future__ import annotations

from textwrap import shorten

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from assessments.admin.history import HistoryAdmin
from assessments.admin.revision import as_code
from assessments.models import AUTHORS, Event

BRIEF = 90  # characters
LONG = 32


@admin.register(Event)
class EventAdmin(HistoryAdmin):
    seen_by = AUTHORS
    list_display = ("number", "at", "who", "verb", "what", "brief", "course")
    list_filter = ("verb", "subject_type")
    list_select_related = ("actor", "course")
    search_fields = ("subject_id", "facts_text", "actor__username")
    search_help_text = "By who did it, what it was done to, or what was written down"
    date_hierarchy = "at"
    show_full_result_count = False  # a trail only grows: counting all of it would take longer than the page
    fields = (("number", "at"), ("who", "verb", "what"), "course", "told", ("previous", "hash"))

    @admin.display(ordering="actor")
    def who(self, event: Event) -> str:
        return who(event)

    @admin.display
    def what(self, event: Event) -> str:
        return f"{event.subject_type} {clipped(event.subject_id)}"

    @admin.display(description="in brief")
    def brief(self, event: Event) -> str:
        return brief(event)

    @admin.display(description="facts")
    def told(self, event: Event) -> str:
        return as_code(event.facts)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).select_related("actor", "course")


def brief(event: Event) -> str:
    """What is set of its facts, as much as a line holds."""
    facts = ((name.replace("_", " "), fact) for name, fact in event.facts.items() if fact not in (None, "", []))
    told = (f"{name}: {clipped(fact) if isinstance(fact, str) else fact}" for name, fact in facts)
    return shorten("; ".join(told), BRIEF, placeholder=" …")


def clipped(text: str) -> str:
    """A hash or a UUID says no more in full; the page of the event has it."""
    return f"{text[:8]}…" if len(text) >= LONG and " " not in text else text


def who(event: Event) -> str:
    if event.actor_id is None:
        return "a command"
    return str(event.actor) if event.actor else "someone who is gone"
