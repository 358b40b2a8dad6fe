from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessments.admin.history import HistoryAdmin
from assessments.admin.scoped import Mine
from assessments.admin.writing.publishing.changes import Text, changes
from assessments.engine.misconceptions import title_of
from assessments.engine.proving.verify import Report
from assessments.models import AUTHORS, Revision


@admin.register(Revision)
class RevisionAdmin(HistoryAdmin):
    seen_by = AUTHORS
    list_display = ("item", "number", "proof", "note", "published_at", "published_by")
    list_filter = (("item__bank", Mine), "published_at")
    list_select_related = ("item", "published_by")
    search_fields = ("item__title", "item__slug", "note", "digest")
    date_hierarchy = "published_at"
    fieldsets = (
        (None, {"fields": ("item", "number", "note", "published_at", "published_by")}),
        ("As it is stored", {"fields": ("definition", "verified", "digest"), "classes": ("collapse",)}),
    )

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **options: Any) -> HttpResponse:
        """With its proof in words, and what it changed."""
        revision = options["obj"]
        before = revision.item.revisions.filter(number__lt=revision.number).first()
        told = changes(Text.of(before) if before else Text(None), Text.of(revision))
        report = Report.read(revision.verification)
        slips = [(title_of(tag), times) for tag, times in report.slips.items()]
        context |= {"report": report, "slips": slips, "before": before, "changes": told}
        return super().render_change_form(request, context, **options)

    @admin.display(description="proof")
    def proof(self, revision: Revision) -> str:
        return proof_of(revision)

    @admin.display(description="definition")
    def definition(self, revision: Revision) -> SafeString:
        return as_code(revision.content)

    @admin.display(description="verification")
    def verified(self, revision: Revision) -> SafeString:
        return as_code(revision.verification)


def proof_of(revision: Revision) -> str:
    """`verified 32,004 of 32,004 variants`."""
    return str(Report.read(revision.verification))


def as_code(facts: object) -> SafeString:
    return format_html('<pre tabindex="0">{}</pre>', json.dumps(facts, indent=2, ensure_ascii=False))
