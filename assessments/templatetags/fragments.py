"""Pieces of pages that show a row and nothing else: `{% fragment "web/attempts/_bead.html" bead %}`.

One that was shown before is not rendered again, whoever looks at it: it holds what its row holds, and nothing of the
page or of the request.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

KNOWN = 4096


@register.simple_tag
def fragment(name: str, row: Mapping[str, str | int]) -> SafeString:
    return _known(get_language(), name, *row.items())


@lru_cache(maxsize=KNOWN)
def _known(_language: str, name: str, *facts: tuple[str, str | int]) -> SafeString:
    return render_to_string(name, dict(facts))
