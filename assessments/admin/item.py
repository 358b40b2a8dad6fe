"""Items: written as drafts, previewed, published, archived."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from assessments.admin.filters import SOURCES, Difficulty, Source, Standing, UsedKind
from assessments.admin.revision import as_code, proof_of
from assessments.admin.scoped import Mine
from assessments.admin.statistics.views import ItemStatistics
from assessments.admin.writing.acts import Acts, BulkActs
from assessments.admin.writing.drafts import DRAWN, GIVEN
from assessments.admin.writing.errata import note_of
from assessments.admin.writing.form import FIRST, brings_options, form_for
from assessments.admin.writing.pages import ItemPages
from assessments.admin.writing.preview.live import beside
from assessments.admin.writing.publishing.standing import faults, standing
from assessments.engine.kind import KINDS, Kind
from assessments.models import AUTHORS, Bank, Item
from assessments.queries.staff import own_banks_of, own_items_of
from assessments.services.authoring.tags import set_tags

LOOKED_AT = ("bank", "title", "slug", "kind", "tags", "difficulty", "position", "archived_at", "draft_json")
Fieldsets = list[tuple[str | None, dict[str, Any]]]


@admin.register(Item)
class ItemAdmin(ItemPages, BulkActs, ItemStatistics):
    seen_by = AUTHORS
    changed = own_items_of
    list_display = ("title", "bank", "kind", "tagged", "level", "standing", "proof", "source")
    list_filter = (
        Standing,
        Source,
        ("tags", admin.RelatedOnlyFieldListFilter),
        Difficulty,
        ("bank", Mine),
        UsedKind,
    )
    list_per_page = 50
    search_fields = ("title", "slug", "bank__title", "kind", "tags__slug")
    search_help_text = "By title, address, bank, kind or tag"
    ordering = ("bank__title", "position", "slug")
    readonly_fields = ("draft_json",)
    action_form = Acts
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
        note = note_of(item)
        return SOURCES[note.state] if note else ""

    @admin.display(description="As JSON")
    def draft_json(self, item: Item) -> str:
        return as_code(item.draft)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Item]:
        return super().get_queryset(request).select_related("bank", "current__published_by").prefetch_related("tags")

    def get_form(
        self, request: HttpRequest, obj: Item | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        return super().get_form(request, obj, change, **{"form": form_for(family_of(request, obj)), **kwargs})

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A bank is chosen from a plain list, without the admin's tools around it."""
        if db_field.name == "bank":
            return db_field.formfield(queryset=self.banks_of(request))
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def banks_of(self, request: HttpRequest) -> QuerySet[Bank]:
        """Where this author may put items."""
        return own_banks_of(request.user).order_by("title")

    def get_fieldsets(self, request: HttpRequest, obj: Item | None = None) -> Fieldsets:
        if obj and not self.has_change_permission(request, obj):
            return [(None, {"fields": LOOKED_AT})]
        family = family_of(request, obj)
        first = [(None, {"fields": FIRST})]
        return first + authoring_fieldsets(family) if family else first

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "live/": (self.live_view, "item_live_new"),
            "undo/": (self.undo_view, "item_undo"),
            "<int:pk>/live/": (self.live_view, "item_live"),
            "<int:pk>/preview/": (self.preview_view, "item_preview"),
            "<int:pk>/publish/": (self.publish_view, "item_publish"),
            "<int:pk>/keep/": (self.keep_view, "item_keep"),
            "<int:pk>/clone/": (self.clone_view, "item_clone"),
            "<int:pk>/shelf/": (self.shelf_view, "item_shelf"),
        }
        own = [
            path(address, self.admin_site.admin_view(view), name=f"assessments_{name}")
            for address, (view, name) in pages.items()
        ]
        return own + super().get_urls()

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **options: Any) -> HttpResponse:
        """The editor for whoever may write; the plain page for whoever may look."""
        item = options.get("obj")
        form = context["adminform"].form
        if item:  # what is stored, where the form has changed the item in memory
            context |= self.told(request, self.get_object(request, str(item.pk)) if form.is_bound else item)
        if self.has_change_permission(request, item) if item else self.has_add_permission(request):
            context |= {"editing": True, "live_url": live_url(item)} | beside(form)
        return super().render_change_form(request, context, **options)

    def told(self, request: HttpRequest, item: Item) -> dict[str, Any]:
        return {
            "standing": standing(item),
            "proof": proof_of(item.current) if item.current else "",
            "draft_faults": faults(item),
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


def live_url(item: Item | None) -> str:
    return (
        reverse("admin:assessments_item_live", args=[item.pk]) if item else reverse("admin:assessments_item_live_new")
    )


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
        ("The question", {"fields": ["stem"] if brings_options(family) else ["stem", "ask", "options"]}),
        ("What you decide", {"fields": given}),
        ("What is drawn for each variant", {"fields": drawn}),
        ("Test answers", {"fields": ["trials"]}),
        ("How it is found", {"fields": ["tags", "difficulty"]}),
        ("How answers are judged", {"fields": ["format"], "classes": ("collapse",)}),
        ("Source and order", {"fields": ["source", "position"], "classes": ("collapse",)}),
        ("The draft", {"fields": ["draft_json"], "classes": ("collapse",)}),
    ]
    return [(title, options) for title, options in parts if options["fields"]]
