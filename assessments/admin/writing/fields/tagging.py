"""Tags as authors type them: words between commas."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify

from assessments.models import Tag

LONGEST = Tag._meta.get_field("slug").max_length


class TagsField(forms.CharField):
    """A list of slugs: `Weight shapes, exam` is `exam` and `weight-shapes`."""

    def __init__(self, **options: Any) -> None:
        told = "Words between commas. Quizzes can draw by them, and lists filter by them."
        area = forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"})
        super().__init__(**{"required": False, "widget": area, "help_text": told, **options})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(getattr(tag, "pk", tag)) for tag in value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> list[str]:
        words = [word.strip() for word in super().clean(value).split(",") if word.strip()]
        if unfit := [word for word in words if not 1 <= len(slugify(word)) <= LONGEST]:
            raise forms.ValidationError(f"“{unfit[0]}” is no tag: use up to {LONGEST} letters, digits and hyphens.")
        return sorted({slugify(word) for word in words})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)
