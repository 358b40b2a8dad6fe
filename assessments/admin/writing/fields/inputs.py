"""Form fields of an item's definition."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime

from assessments.admin.writing.fields import domains
from assessments.engine.definition import is_number
from assessments.engine.kind import Value, text_of

LONGEST = 50_000  # characters of one JSON field
WORDS = 24  # a domain of up to so many words is ticked, not typed
NUL = "\\u0000"  # PostgreSQL keeps no such character
JSON_STARTS = '{["-0123456789'
JSON_WORDS = {"true", "false", "null", "NaN", "Infinity"}


class JSONText(forms.CharField):
    """JSON, in which a plain word or sentence needs no quotes."""

    def __init__(self, *, rows: int = 2, **options: Any) -> None:
        area = forms.Textarea(attrs={"rows": rows, "spellcheck": "false", "class": "vLargeTextField code"})
        super().__init__(required=False, max_length=LONGEST, widget=area, **options)

    def clean(self, value: str) -> Any:
        """None where nothing is typed."""
        text = super().clean(value)
        try:
            return read_json(text) if text else None
        except ValueError as wrong:
            raise forms.ValidationError(f"This is not JSON: {wrong}.") from wrong

    def shown(self, fact: Any) -> str:
        return json_text(fact)


class Words(forms.CharField):
    """Text that is never taken for JSON."""

    def shown(self, fact: Any) -> str:
        return str(fact)


def read_json(text: str) -> Any:
    """Raises ValueError, also for what JSON allows but a database cannot keep."""
    if looks_plain(text):
        return text
    try:
        fact = json.loads(text)
        kept = json.dumps(fact, allow_nan=False)
        # Fails for half of a surrogate pair, which no database keeps.
        json.dumps(fact, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if NUL in kept:
        raise ValueError("it holds a character that cannot be stored")
    return fact


def looks_plain(text: str) -> bool:
    """Whether a text is words rather than JSON, broken or not."""
    return text[0] not in JSON_STARTS and text not in JSON_WORDS


def json_text(fact: Any) -> str:
    """What `read_json` turns into the same fact again."""
    if isinstance(fact, str) and fact and fact == fact.strip() and looks_plain(fact):
        return fact
    return json.dumps(fact, indent=2 if isinstance(fact, (dict, list)) else None, ensure_ascii=False)


class TypedDomain(forms.CharField):
    """Numbers: a list or a range. Empty: the whole domain."""

    def __init__(self, name: str, domain: domains.Domain) -> None:
        self.domain = domain
        area = forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"})
        super().__init__(label=spoken(name), required=False, max_length=LONGEST, widget=area)

    def clean(self, value: str) -> Any:
        text = super().clean(value)
        try:
            return domains.read(text, self.domain) if text else None
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def shown(self, asked: Any) -> str:
        return "" if asked is None else domains.show(asked, self.domain)

    def told(self, allowed: domains.Domain, usual: domains.Domain) -> str:
        """What may be typed, and what is drawn where nothing is."""
        start = "all of these" if usual == allowed else domains.described(usual)
        return f"May be {domains.described(allowed)}: a list (2, 3, 4) or a range (2–64). Empty: {start}."


class TickedDomain(forms.TypedMultipleChoiceField):
    """Words: tick those that may be drawn."""

    def __init__(self, name: str, domain: domains.Domain) -> None:
        self.domain = domain
        super().__init__(
            label=spoken(name),
            choices=[(json.dumps(value), text_of(value)) for value in domain],
            coerce=json.loads,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Tick at least one."},
        )

    def clean(self, value: Any) -> Any:
        ticked = super().clean(value)
        return None if len(ticked) == len(self.domain) else ticked

    def shown(self, asked: Any) -> list[str]:
        known = self.domain if asked is None else asked if isinstance(asked, (list, tuple)) else ()
        return [json.dumps(value) for value in known]

    def told(self, allowed: domains.Domain, usual: domains.Domain) -> str:
        return f"May be {domains.described(allowed)}."


class DateAndTime(AdminSplitDateTime):
    """Each of the two inputs says what it is; the admin labels only the pair."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, widget in zip(("date", "time"), context["widget"]["subwidgets"], strict=True):
            widget["attrs"]["aria-label"] = f"{spoken(name)}, {part}"
        return context


def domain_field(name: str, domain: tuple[Value, ...]) -> TypedDomain | TickedDomain:
    words = not any(map(is_number, domain)) and len(domain) <= WORDS
    return TickedDomain(name, domain) if words else TypedDomain(name, domain)


def spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()
