"""Tokens for programs: authors make them for themselves, and see and revoke all those of their courses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm, SplitDateTimeField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now

from assessments.admin.once import shown_once
from assessments.admin.scoped import Mine, ScopedAdmin
from assessments.admin.writing.fields.inputs import DateAndTime
from assessments.models import AUTHORS, ApiToken
from assessments.models.api.token import SCOPES
from assessments.services.api import tokens
from assessments.services.api.tokens import Wanted

USUAL = timedelta(days=365)


class TokenForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(choices=SCOPES.items(), widget=forms.CheckboxSelectMultiple, initial=["read"])

    class Meta:
        model = ApiToken
        fields = ("course", "title", "scopes", "expires_at")

    def clean_expires_at(self) -> Any:
        ends = self.cleaned_data["expires_at"]
        if ends <= now():
            raise forms.ValidationError("This is over already.")
        return ends


@admin.register(ApiToken)
class ApiTokenAdmin(ScopedAdmin):
    seen_by = changed_by = AUTHORS
    form = TokenForm
    formfield_overrides = {models.DateTimeField: {"widget": DateAndTime, "form_class": SplitDateTimeField}}
    fields = ("course", "title", "scopes", "expires_at")
    list_display = ("title", "course", "user", "known_by", "told_scopes", "expires_at", "used_at", "revoked_at")
    list_filter = (("course", Mine), "revoked_at")
    list_select_related = ("user", "course")
    search_fields = ("title", "beginning", "user__username")
    actions = ("revoke_tokens",)

    @admin.display(description="begins with", ordering="beginning")
    def known_by(self, token: ApiToken) -> str:
        return f"{token.beginning}…"

    @admin.display(description="scopes")
    def told_scopes(self, token: ApiToken) -> str:
        return ", ".join(token.scopes)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_changeform_initial_data(request) | {"expires_at": now() + USUAL}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ApiToken, form: ModelForm, change: bool) -> None:
        wanted = Wanted(obj.course, obj.title, form.cleaned_data["scopes"], obj.expires_at)
        made, request.token_made = tokens.make(request.user, wanted, now())
        # The admin goes on with this object, and logs it by its number.
        obj.pk = made.pk

    def response_add(self, request: HttpRequest, obj: ApiToken, post_url_continue: str | None = None) -> HttpResponse:
        told = {"token": request.token_made, "address": request.build_absolute_uri(reverse("api:get_course"))}
        return shown_once(self, request, obj, "admin/assessments/apitoken/made.html", f"The token for {obj}", **told)

    @admin.action(description="Revoke selected tokens", permissions=["view"])
    def revoke_tokens(self, request: HttpRequest, rows: QuerySet[ApiToken]) -> None:
        """Revoking is all that anyone does to one afterwards."""
        for token in rows:
            tokens.revoke(token, request.user, now())
        self.message_user(request, "Revoked. Programs that use them are refused from now on.", messages.SUCCESS)
