from __future__ import annotations

import json

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessments.admin.history import HistoryAdmin
from assessments.admin.scoped import Mine
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
    fields = ("item", "number", "note", "published_at", "published_by", "proof", "definition", "verified", "digest")

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
