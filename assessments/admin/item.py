"""Items: written as drafts, previewed, published, archived."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from assessments.admin.filters import Difficulty, Source, Standing
from assessments.admin.revision import as_code, proof_of
from assessments.admin.scoped import Mine, ScopedAdmin
from assessments.admin.writing.drafts import DRAWN, GIVEN
from assessments.admin.writing.errata import note_of
from assessments.admin.writing.form import FIRST, brings_options, form_for
from assessments.admin.writing.preview import preview_page
from assessments.admin.writing.publishing import Note, publish_page
from assessments.admin.writing.standing import faults, standing
from assessments.engine.kind import KINDS, Kind
from assessments.models import AUTHORS, Item
from assessments.queries.staff import own_banks_of, own_items_of
from assessments.services.authoring.shelf import archive
from assessments.services.authoring.tags import set_tags
from assessments.services.banks import publish
from assessments.services.errors import Unpublishable

LOOKED_AT = ("bank", "title", "slug", "kind", "tags", "difficulty", "position", "archived_at", "draft_json")
Fieldsets = list[tuple[str | None, dict[str, Any]]]


@admin.register(Item)
class ItemAdmin(ScopedAdmin):
    seen_by = AUTHORS
    changed = own_items_of
    choices = {"bank": own_banks_of}
    list_display = ("title", "bank", "kind", "tagged", "level", "standing", "proof", "source")
    list_filter = (
        Standing,
        Source,
        ("tags", admin.RelatedOnlyFieldListFilter),
        Difficulty,
        ("bank", Mine),
        "kind",
    )
    list_per_page = 50
    search_fields = ("title", "slug", "bank__title", "kind", "tags__slug")
    search_help_text = "By title, address, bank, kind or tag"
    ordering = ("bank__title", "position", "slug")
    autocomplete_fields = ("bank",)
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("draft_json",)
    actions = ("archive_items",)
    change_form_template = add_form_template = "admin/assessments/item/change_form.html"

    @admin.display(ordering="current")
    def standing(self, item: Item) -> str:
        return standing(item)

    @admin.display(description="tags")
    def tagged(self, item: Item) -> str:
        return ", ".join(tag.pk for tag in item.tags.all())

    @admin.display(description="difficulty")
    def level(self, item: Item) -> int:
        return item.level

    @admin.display
    def proof(self, item: Item) -> str:
        return proof_of(item.current) if item.current else ""

    @admin.display
    def source(self, item: Item) -> str:
        return str(note_of(item) or "")

    @admin.display(description="As JSON")
    def draft_json(self, item: Item) -> str:
        return as_code(item.draft)

    @admin.action(description="Archive selected items", permissions=["change"])
    def archive_items(self, request: HttpRequest, items: QuerySet[Item]) -> None:
        archive(items, now())
        for item in items:
            self.log_change(request, item, "Archived.")
        self.message_user(request, f"Archived: {len(items)}. Attempts that hold them go on.", messages.SUCCESS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Item]:
        return super().get_queryset(request).select_related("bank", "current__published_by").prefetch_related("tags")

    def get_form(
        self, request: HttpRequest, obj: Item | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        return super().get_form(request, obj, change, **{"form": form_for(family_of(request, obj)), **kwargs})

    def get_fieldsets(self, request: HttpRequest, obj: Item | None = None) -> Fieldsets:
        if obj and not self.has_change_permission(request, obj):
            return [(None, {"fields": LOOKED_AT})]
        family = family_of(request, obj)
        first = [(None, {"fields": FIRST})]
        return first + authoring_fieldsets(family) if family else first

    def get_prepopulated_fields(self, request: HttpRequest, obj: Item | None = None) -> dict[str, tuple[str, ...]]:
        """An item that exists keeps its address when its title changes."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("<int:pk>/preview/", self.admin_site.admin_view(self.preview_view), name="assessments_item_preview"),
            path("<int:pk>/publish/", self.admin_site.admin_view(self.publish_view), name="assessments_item_publish"),
        ]
        return own + super().get_urls()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        item = self.get_object(request, object_id)
        shown = self.told(request, item) if item else {}
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))

    def told(self, request: HttpRequest, item: Item) -> dict[str, Any]:
        return {
            "standing": standing(item),
            "proof": proof_of(item.current) if item.current else "",
            "faults": faults(item),
            "erratum": note_of(item),
            "may_publish": self.has_change_permission(request, item),
        }

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        if "tags" in form.cleaned_data:
            set_tags(form.instance, form.cleaned_data["tags"])
        super().save_related(request, form, formsets, change)

    def response_change(self, request: HttpRequest, obj: Item) -> HttpResponse:
        return preview_of(request, obj) or super().response_change(request, obj)

    def response_add(self, request: HttpRequest, obj: Item, post_url_continue: str | None = None) -> HttpResponse:
        return preview_of(request, obj) or super().response_add(request, obj, post_url_continue)

    @method_decorator(require_safe)
    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.get_object(request, str(pk))
        page = self.page(request, item, "Preview") | preview_page(item, request.GET)
        return TemplateResponse(request, "admin/assessments/item/preview.html", page)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.get_object(request, str(pk))
        if not self.has_change_permission(request, item):
            raise PermissionDenied
        note = Note(request.POST if request.method == "POST" else None)
        if request.method == "POST" and note.is_valid():
            try:
                return self.published(request, item, note.cleaned_data["note"])
            except Unpublishable as refused:
                return self.confirm(request, item, note, refused)
        return self.confirm(request, item, note)

    def published(self, request: HttpRequest, item: Item, note: str) -> HttpResponse:
        before = item.current_id
        revision = publish(item, request.user, now(), note)
        if revision.pk == before:
            self.message_user(request, f"Nothing has changed since revision {revision.number}.", messages.INFO)
        else:
            self.log_change(request, item, f"Published revision {revision.number}.")
            proof = f"Published revision {revision.number}: {proof_of(revision)}."
            self.message_user(request, proof, messages.SUCCESS)
        return redirect("admin:assessments_item_change", item.pk)

    def confirm(
        self, request: HttpRequest, item: Item, note: Note, refused: Unpublishable | None = None
    ) -> HttpResponse:
        page = self.page(request, item, "Publish") | publish_page(item, note, refused)
        template = "admin/assessments/item/publish.html"
        return TemplateResponse(request, template, page, status=422 if refused else 200)

    def page(self, request: HttpRequest, item: Item, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": f"{title}: {item}",
            "item": item,
            "erratum": note_of(item),
            "opts": self.opts,
            "may_publish": self.has_change_permission(request, item),
            "may_change": self.has_change_permission(request, item),
            "change_url": reverse("admin:assessments_item_change", args=[item.pk]),
        }


def preview_of(request: HttpRequest, item: Item) -> HttpResponse | None:
    """Where saving for a preview leads; None where saving was all that was asked."""
    return redirect("admin:assessments_item_preview", item.pk) if "_preview" in request.POST else None


def family_of(request: HttpRequest, item: Item | None) -> type[Kind] | None:
    """The kind whose fields the form has: the one asked for, or the item's own."""
    asked = request.POST.get("kind") or request.GET.get("kind") or (item.kind if item else "")
    return KINDS.get(asked)


def authoring_fieldsets(family: type[Kind]) -> Fieldsets:
    drawn = [f"{DRAWN}{name}" for name in family.domains()]
    given = [f"{GIVEN}{name}" for name in family.givens()]
    parts: Fieldsets = [
        ("What you decide", {"fields": given}),
        ("What is drawn for each variant", {"fields": drawn}),
        ("The question", {"fields": ["stem"] if brings_options(family) else ["stem", "ask", "options"]}),
        ("How it is found", {"fields": ["tags", "difficulty"]}),
        ("How answers are judged", {"fields": ["format"], "classes": ("collapse",)}),
        ("Source and order", {"fields": ["source", "position"], "classes": ("collapse",)}),
        ("The draft", {"fields": ["draft_json"], "classes": ("collapse",)}),
    ]
    return [(title, options) for title, options in parts if options["fields"]]
