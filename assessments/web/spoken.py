"""What the engine says, which knows English alone, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from assessments.engine.texts.said import Said


def spoken(text: Any) -> Any:
    """Numbers and what the learner typed stay as they are."""
    if not isinstance(text, Said):
        return text
    form = ngettext(text.template, text.plural, text.number) if text.plural else gettext(text.template)
    return text.put(form.format(**{name: spoken(value) for name, value in text.values.items()}))


def spoken_each(texts: Mapping[int, str]) -> dict[int, str]:
    return {place: spoken(text) for place, text in texts.items()}
