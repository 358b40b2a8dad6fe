"""What is done to many items at once, each with a way back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from assessments.admin.writing.fields.tagging import TagsField
from assessments.models import Bank, Item
from assessments.queries.staff import own_items_of
from assessments.services.authoring.copies import clone, move
from assessments.services.authoring.shelf import archive, restore
from assessments.services.authoring.tags import Change, tag

LONGEST = 18  # digits of a key
UNDO = (
    '{} <form class="undo" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<input type="hidden" name="act" value="{}"><input type="hidden" name="word" value="{}">'
    '<input type="hidden" name="items" value="{}"><button>Undo</button></form>'
)


class Acts(ActionForm):
    """What some acts need beside their name; each act reads its own, and says what it lacks."""

    tags = forms.CharField(required=False, label="Tags")
    bank = forms.CharField(required=False, label="Bank", widget=forms.Select)


class Undone(forms.Form):
    act = forms.ChoiceField(choices=[(act, act) for act in ("archive", "restore", "tag", "untag", "move")])
    word = forms.SlugField(max_length=50, required=False)
    items = forms.RegexField(r"^\d{1,18}( \d{1,18})*$")


class BulkActs:
    """Mixed into the admin of items."""

    actions = ("tag_items", "untag_items", "clone_items", "move_items", "archive_items", "restore_items")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if form := getattr(response, "context_data", {}).get("action_form"):
            banks = [(bank.pk, bank.title) for bank in self.banks_of(request)]
            form.fields["bank"].widget.choices = [("", "—"), *banks]
        return response

    @admin.action(description="Add tags to selected items", permissions=["change"])
    def tag_items(self, request: HttpRequest, items: QuerySet[Item]) -> None:
        for word in self.words(request):
            # Read before, as the way back is for these alone.
            without = list(items.exclude(tags=word))
            tag(without, Change(add=(word,)), request.user, now())
            self.done(request, without, f"Tagged “{word}”", ("untag", word))

    @admin.action(description="Remove tags from selected items", permissions=["change"])
    def untag_items(self, request: HttpRequest, items: QuerySet[Item]) -> None:
        for word in self.words(request):
            # Read before: afterwards nobody knows which of them had it.
            having = list(items.filter(tags=word))
            tag(having, Change(remove=(word,)), request.user, now())
            self.done(request, having, f"Tag “{word}” removed", ("tag", word))

    @admin.action(description="Clone selected items, into the bank if one is chosen", permissions=["view"])
    def clone_items(self, request: HttpRequest, items: QuerySet[Item]) -> None:
        """Also those of the shared library, into a bank of one's own."""
        bank = self.chosen_bank(request)
        made = clone(items if bank else own_items_of(request.user).filter(pk__in=items), bank)
        for item in made:
            self.log_addition(request, item, "Cloned.")
        self.message_user(request, f"Cloned: {len(made)}. The copies are drafts.", messages.SUCCESS)

    @admin.action(description="Move selected items to the bank", permissions=["change"])
    def move_items(self, request: HttpRequest, items: QuerySet[Item]) -> None:
        bank = self.chosen_bank(request)
        if bank is None:
            self.message_user(request, "Choose the bank to move them to, beside the action.", messages.ERROR)
            return
        for source in Bank.objects.filter(items__in=items).exclude(pk=bank.pk).distinct():
            ours = list(items.filter(bank=source))
            move(ours, bank, request.user, now())
            self.done(request, ours, f"Moved from “{source}” to “{bank}”", ("move", str(source.pk)))

    @admin.action(description="Archive selected items", permissions=["change"])
    def archive_items(self, request: HttpRequest, items: QuerySet[Item]) -> None:
        ours = list(items.filter(archived=False))
        archive(ours, request.user, now())
        self.done(request, ours, "Archived", ("restore", ""))

    @admin.action(description="Restore selected items", permissions=["change"])
    def restore_items(self, request: HttpRequest, items: QuerySet[Item]) -> None:
        ours = list(items.filter(archived=True))
        restore(ours, request.user, now())
        self.done(request, ours, "Restored", ("archive", ""))

    def chosen_bank(self, request: HttpRequest) -> Bank | None:
        asked = request.POST.get("bank", "")
        return self.banks_of(request).filter(pk=asked).first() if asked.isdecimal() and len(asked) < LONGEST else None

    def words(self, request: HttpRequest) -> list[str]:
        try:
            words = TagsField().clean(request.POST.get("tags", ""))
        except forms.ValidationError as wrong:
            self.message_user(request, wrong.messages[0], messages.ERROR)
            return []
        if not words:
            self.message_user(request, "Type the tags beside the action.", messages.ERROR)
        return words

    def done(self, request: HttpRequest, items: Iterable[Item], told: str, back: tuple[str, str]) -> None:
        """Log it, and say it with a button that takes it back."""
        ours = list(items)
        for item in ours:
            self.log_change(request, item, f"{told}.")
        if not ours:
            self.message_user(request, f"{told}: nothing had to change.", messages.INFO)
            return
        address = reverse("admin:assessments_item_undo")
        numbers = " ".join(str(item.pk) for item in ours)
        text = format_html(UNDO, f"{told}: {len(ours)}.", address, get_token(request), *back, numbers)
        self.message_user(request, text, messages.SUCCESS)

    @method_decorator(require_POST)
    def undo_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        asked = Undone(request.POST)
        if asked.is_valid():
            numbers = asked.cleaned_data["items"].split()
            items = list(own_items_of(request.user).filter(pk__in=numbers))
            self.undo(request, items, asked.cleaned_data)
        return redirect("admin:assessments_item_changelist")

    def undo(self, request: HttpRequest, items: list[Item], asked: dict[str, str]) -> None:
        word, done = asked["word"], (request.user, now())
        acts = {
            "archive": lambda: archive(items, *done),
            "restore": lambda: restore(items, *done),
            "tag": lambda: tag(items, Change(add=tuple(TagsField().clean(word))), *done),
            "untag": lambda: tag(items, Change(remove=(word,)), *done),
            "move": lambda: move(items, get_object_or_404(self.banks_of(request), pk=int(word or 0)), *done),
        }
        acts[asked["act"]]()
        for item in items:
            self.log_change(request, item, "Undone.")
        self.message_user(request, f"Undone: {len(items)}.", messages.SUCCESS)
