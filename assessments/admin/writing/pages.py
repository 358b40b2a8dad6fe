"""The pages of one item beside its form: preview, publishing, and what is done to it by a button."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.admin.revision import proof_of
from assessments.admin.writing.errata import note_of
from assessments.admin.writing.preview.live import beside
from assessments.admin.writing.preview.page import pins_in, preview_page
from assessments.admin.writing.publishing.changes import worded
from assessments.admin.writing.publishing.page import Note, publish_page
from assessments.models import Item
from assessments.services.authoring.copies import clone
from assessments.services.authoring.keeping import keep_answer
from assessments.services.authoring.shelf import archive, restore
from assessments.services.banks import publish
from assessments.services.errors import Refused, Unpublishable
from assessments.services.publishing import ask, is_for_a_worker


class ItemPages:
    """Mixed into the admin of items."""

    @method_decorator(require_safe)
    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.get_object(request, str(pk))
        page = self.page(request, item, "Preview") | preview_page(item, request.GET)
        return TemplateResponse(request, "admin/assessments/item/preview.html", page)

    @method_decorator(require_POST)
    def live_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """What is typed, as it would look; nothing of it is saved."""
        if pk is None and not self.has_add_permission(request):
            raise PermissionDenied
        item = self.to_change(request, pk) if pk is not None else None
        form = self.get_form(request, item, change=item is not None)(request.POST, instance=item)
        page = {"live": True, "live_url": request.path, "form": form} | beside(form)
        return TemplateResponse(request, "admin/assessments/item/_live.html", page)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.to_change(request, pk)
        note = Note(request.POST if request.method == "POST" else None)
        if request.method == "POST" and note.is_valid():
            try:
                return self.published(request, item, note.cleaned_data["note"])
            except Unpublishable as refused:
                return self.confirm(request, item, note, refused)
        return self.confirm(request, item, note)

    def published(self, request: HttpRequest, item: Item, note: str) -> HttpResponse:
        if is_for_a_worker(item, now()):
            ask(item, request.user, now(), note)
            return redirect("admin:assessments_item_publish", item.pk)
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

    @method_decorator(require_POST)
    def keep_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """An answer as a test answer, from a button beside it or as typed."""
        item, answer = self.to_change(request, pk), request.POST.get("answer") or request.POST.get("typed", "")
        try:
            trial = keep_answer(item, answer, pins_in(request.POST), request.user, now())
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
        else:
            self.log_change(request, item, f"Kept a test answer: {trial}.")
            self.message_user(request, f"Kept as a test answer: {worded(trial)}.", messages.SUCCESS)
        back = urlencode({name: request.POST[name] for name in ("n", "seed") if name in request.POST})
        return redirect(f"{reverse('admin:assessments_item_preview', args=[item.pk])}?{back}")

    @method_decorator(require_POST)
    def clone_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.to_change(request, pk)
        (made,) = clone([item])
        self.log_addition(request, made, f"Cloned from “{item}”.")
        self.message_user(request, f"This is a copy of “{item}”, a draft of its own.", messages.SUCCESS)
        return redirect("admin:assessments_item_change", made.pk)

    @method_decorator(require_POST)
    def shelf_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Archives an item, or brings it back: the same button undoes it."""
        item = self.to_change(request, pk)
        if item.archived:
            restore([item], request.user, now())
            told = "Restored. New attempts can get it again."
        else:
            archive([item], request.user, now())
            told = "Archived. No new attempt gets it; those that hold it go on."
        self.log_change(request, item, told)
        self.message_user(request, told, messages.SUCCESS)
        return redirect("admin:assessments_item_change", item.pk)

    def page(self, request: HttpRequest, item: Item, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": f"{title}: {item}",
            "item": item,
            "erratum": note_of(item),
            "opts": self.opts,
            "may_publish": self.has_change_permission(request, item),
            "may_change": self.has_change_permission(request, item),
            "keep_url": reverse("admin:assessments_item_keep", args=[item.pk]),
            "change_url": reverse("admin:assessments_item_change", args=[item.pk]),
        }

    def to_change(self, request: HttpRequest, pk: int) -> Item:
        """404 where it does not exist for whoever asks, 403 where it may only be looked at."""
        item = self.get_object(request, str(pk))
        if not self.has_change_permission(request, item):
            raise PermissionDenied
        return item
