"""Formulas in templates: `{% math "h_t" %}`, and `{% math "…" display=True %}` for a line of its own."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from assessments.web import trusted

register = template.Library()


@register.simple_tag
def math(latex: str, *, display: bool = False) -> SafeString:
    return trusted.formula(latex, display=display)
