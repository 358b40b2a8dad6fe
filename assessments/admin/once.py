"""What is shown once: a secret, or an address that is one."""

from __future__ import annotations

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def shown_once(
    admin: ModelAdmin, request: HttpRequest, made: Model, template: str, title: str, **told: str
) -> HttpResponse:
    """On the page itself: a message would be kept in a cookie."""
    shown = {"title": title, "made": made, "opts": admin.opts, **told}
    return TemplateResponse(request, template, admin.admin_site.each_context(request) | shown)
