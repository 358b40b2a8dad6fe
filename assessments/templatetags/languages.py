"""The languages to choose from: `{% languages as choices %}`, each with its own name."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    return settings.LANGUAGES
