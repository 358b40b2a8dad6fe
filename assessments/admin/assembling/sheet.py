"""Accommodations by CSV: what a sheet would do is shown before it is done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.timezone import now

from assessments.admin.scoped import ScopedAdmin
from assessments.models import STAFF, Course
from assessments.queries.staff import courses_of
from assessments.services.courses.accommodating import COLUMNS, Row, apply, read


class Sheet(forms.Form):
    course = forms.ModelChoiceField(Course.objects.none())
    text = forms.CharField(
        label="Rows, between commas",
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10, "class": "vLargeTextField code", "spellcheck": "false"}),
        initial=f"{','.join(COLUMNS)}\n",
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST or None)
        self.fields["course"].queryset = courses_of(request.user, STAFF)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"course", "text"} <= cleaned.keys():
            cleaned["rows"] = read(cleaned["text"], cleaned["course"])
        return cleaned


class BySheet(ScopedAdmin):
    """Mixed into the admin of accommodations."""

    def get_urls(self) -> list[URLPattern]:
        own = path("sheet/", self.admin_site.admin_view(self.sheet_view), name="assessments_accommodation_sheet")
        return [own, *super().get_urls()]

    def sheet_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = Sheet(request)
        rows: list[Row] = form.cleaned_data["rows"] if form.is_valid() else []
        faults = sum(row.given is None for row in rows)
        # Read again from the text that came back with the button: what is written is what was shown.
        if rows and not faults and "_write" in request.POST:
            changed = apply(rows, request.user, now())
            for row in rows:
                self.log_change(request, row.given, "By sheet.")
            messages.success(request, f"Written: {len(rows)}. Running attempts with another deadline: {changed}.")
            return redirect("admin:assessments_accommodation_changelist")
        page = {"title": "Accommodations by sheet", "form": form, "rows": rows, "faults": faults, "columns": COLUMNS}
        return TemplateResponse(
            request, "admin/assessments/accommodation/sheet.html", self.admin_site.each_context(request) | page
        )
