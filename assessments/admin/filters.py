from __future__ import annotations

import re
from operator import itemgetter
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from assessments.admin.writing.errata import AGREES, AMBIGUOUS, DIFFERS, ids_of
from assessments.engine.judging import diagnosis as engine
from assessments.engine.kind import KINDS
from assessments.engine.misconceptions import title_of
from assessments.models import Attempt, Item, Response
from assessments.models.bank import DIFFICULTIES
from assessments.queries.banks import of_difficulty
from assessments.queries.staff import responses_of

STANDINGS = {
    "published": ("Published", Q(archived=False, current__isnull=False)),
    "unpublished": ("Not published", Q(archived=False, current__isnull=True)),
    "archived": ("Archived", Q(archived=True)),
}
SOURCES = {
    DIFFERS: "Printed key is wrong",
    AMBIGUOUS: "Readings differ",
    AGREES: "Printed key is right",
}


class Standing(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, title) for name, (title, _) in STANDINGS.items()]

    def queryset(self, request: HttpRequest, items: QuerySet[Item]) -> QuerySet[Item]:
        return items.filter(STANDINGS[self.value()][1]) if self.value() in STANDINGS else items


class Source(admin.SimpleListFilter):
    title = "source"
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(SOURCES.items())

    def queryset(self, request: HttpRequest, items: QuerySet[Item]) -> QuerySet[Item]:
        return items.filter(pk__in=ids_of(self.value())) if self.value() in SOURCES else items


class UsedKind(admin.SimpleListFilter):
    """Of the many kinds, those that some item has."""

    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        used = model_admin.get_queryset(request).order_by("kind").values_list("kind", flat=True).distinct()
        return sorted(((kind, KINDS[kind].title if kind in KINDS else kind) for kind in used), key=itemgetter(1))

    def queryset(self, request: HttpRequest, items: QuerySet[Item]) -> QuerySet[Item]:
        return items.filter(kind=self.value()) if self.value() else items


class Difficulty(admin.SimpleListFilter):
    title = "difficulty"
    parameter_name = "difficulty"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(level), name) for level, name in DIFFICULTIES]

    def queryset(self, request: HttpRequest, items: QuerySet[Item]) -> QuerySet[Item]:
        # An address may ask for anything.
        known = {name for _, name in DIFFICULTIES}
        return of_difficulty(items, [int(self.value())]) if self.value() in known else items


class Submitted(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "submitted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Submitted"), ("no", "Not submitted")]

    def queryset(self, request: HttpRequest, attempts: QuerySet[Attempt]) -> QuerySet[Attempt]:
        wanted = {"yes": False, "no": True}.get(self.value())
        return attempts if wanted is None else attempts.filter(submitted_at__isnull=wanted)


class Diagnosis(admin.SimpleListFilter):
    title = "diagnosis"
    parameter_name = "misconception"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        texts = (
            responses_of(request.user).exclude(misconception="").values_list("misconception", "diagnosis").distinct()
        )
        tags = {tag for first, text in texts for tag in engine.Diagnosis.read(text or first).tags}
        return [(tag, title_of(tag)) for tag in sorted(tags)]

    def queryset(self, request: HttpRequest, responses: QuerySet[Response]) -> QuerySet[Response]:
        """Alone, together with another, or as one of several ways."""
        if not self.value():
            return responses
        among = rf"(^| ){re.escape(self.value())}( |$)"
        return responses.filter(Q(misconception=self.value()) | Q(diagnosis__regex=among))
