"""Pieces of pages that show what they are handed and nothing else: `{% fragment "web/attempts/_bead.html" bead %}`.

One that was shown before is not rendered again, whoever looks at it: it holds nothing of the page or of the request.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from assessments.web.addresses import address

register = template.Library()

KNOWN = 4096
# In every header.
PLACES = {"home": (), "lesson": ("lstm-architecture",), "practice": (), "learning": (), "history": ()}

Fact = str | int


@register.simple_tag
def fragment(name: str, row: Mapping[str, Fact] | None = None, **facts: Fact) -> SafeString:
    """Of a row, or of facts by name. Its links lead to where the page is: within a launch, they stay there."""
    return _known(get_language(), get_script_prefix(), name, *(row or {}).items(), *facts.items())


@register.simple_tag(takes_context=True)
def framed(context: Context, name: str) -> SafeString:
    """A piece of what stands around every page: it is told who looks at which place, as far as that matters to it."""
    request, user = context.get("request"), context.get("user")
    is_known = user is not None and user.is_authenticated
    is_visit = getattr(request, "visit", None) is not None
    return fragment(name, is_known=is_known, is_visit=is_visit, here=place(request.path) if request else "")


def place(path: str) -> str:
    return next((name for name, told in PLACES.items() if address(name, *told) == path), "")


@lru_cache(maxsize=KNOWN)
def _known(_language: str, _prefix: str, name: str, *facts: tuple[str, Fact]) -> SafeString:
    return render_to_string(name, dict(facts))
