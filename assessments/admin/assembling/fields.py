"""What a quiz keeps as JSON, as a teacher fills it in: tables, rows and percentages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, takewhile
from math import isfinite
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from assessments.engine.feedback import MOMENTS, PARTS
from assessments.models.bank import DIFFICULTIES

ROWS = 4  # steps of late credit, where there are no more already


class FeedbackTable(forms.Widget):
    """A row for each part, a column for each moment, and one for what is usual in the mode."""

    use_fieldset = True

    def value_from_datadict(self, data: QueryDict, files: Any, name: str) -> dict[str, str]:
        return {part: moment for part in PARTS if (moment := data.get(f"{name}-{part}", ""))}

    def value_omitted_from_data(self, data: QueryDict, files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        chosen = value or {}
        rows = [(f"{name}-{part}", title, chosen.get(part, "")) for part, title in PARTS.items()]
        moments = {"": "As the mode has it", **MOMENTS}
        return render_to_string(
            "admin/assessments/assessment/_feedback.html", {"rows": rows, "moments": moments.items()}
        )


class FeedbackField(forms.Field):
    widget = FeedbackTable

    def prepare_value(self, value: Any) -> Any:
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or {}) != (data or {})


class StepsTable(forms.Widget):
    """Late credit: until how many hours after the due date an answer earns which share."""

    use_fieldset = True

    def value_from_datadict(self, data: QueryDict, files: Any, name: str) -> list[tuple[str, str]]:
        sent = takewhile(lambda place: place < ROWS or f"{name}-{place}-hours" in data, count())
        return [
            (data.get(f"{name}-{place}-hours", "").strip(), data.get(f"{name}-{place}-percent", "").strip())
            for place in sent
        ]

    def value_omitted_from_data(self, data: QueryDict, files: Any, name: str) -> bool:
        return f"{name}-0-hours" not in data

    def id_for_label(self, id_: str) -> str:
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        steps = [*(value or ()), *[("", "")] * ROWS][: max(ROWS, len(value or ()))]
        rows = [(f"{name}-{place}", hours, percent) for place, (hours, percent) in enumerate(steps)]
        return render_to_string("admin/assessments/assessment/_steps.html", {"rows": rows})


class StepsField(forms.Field):
    widget = StepsTable

    def prepare_value(self, value: Any) -> list[tuple[str, str]]:
        """From what is kept, [hours, share]; what was typed stays as it is."""
        return [
            (hours, percent) if isinstance(percent, str) else (f"{hours:g}", f"{100 * percent:g}")
            for hours, percent in value or ()
        ]

    def to_python(self, value: Any) -> list[list[float]]:
        return [[number(hours), number(percent) / 100] for hours, percent in value if hours or percent]

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or []) != self.to_python(data or [])
        except forms.ValidationError:
            return True


class PercentsField(forms.CharField):
    """`100, 50`: shares in per cent, kept as fractions."""

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else ", ".join(f"{100 * share:g}" for share in value or ())

    def to_python(self, value: Any) -> list[float]:
        if isinstance(value, list):
            return value
        return [number(text) / 100 for text in parts_of(value)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != (data or "")


class TagsField(forms.CharField):
    """`gates, recall`."""

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else ", ".join(value or ())

    def to_python(self, value: Any) -> list[str]:
        return value if isinstance(value, list) else list(parts_of(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != (data or "")


class LevelsField(forms.TypedMultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(choices=DIFFICULTIES, coerce=int, widget=forms.CheckboxSelectMultiple, **options)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(level) for level in initial or ()] != list(data or ())


def parts_of(text: str | None) -> Iterator[str]:
    return (part.strip() for part in (text or "").split(",") if part.strip())


def number(text: str) -> float:
    """Raises ValidationError."""
    try:
        read = float(text.rstrip("% ").replace(",", "."))
    except ValueError:
        raise forms.ValidationError(f"“{text}” is no number.") from None
    # float() reads inf and nan as well.
    if not isfinite(read):
        raise forms.ValidationError(f"“{text}” is no number.")
    return read
