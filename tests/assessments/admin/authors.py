"""Those who write items, and the form that they send."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.models import Item
from tests.factories import a_course, a_member

GATES = ['"f"', '"i"', '"c"', '"o"']


def instructor_of(item: Item) -> AbstractBaseUser:
    """Whose course the item's bank is from now on."""
    item.bank.course = a_course()
    item.bank.save()
    return a_member(item.bank.course, "instructor")


def an_instructor() -> AbstractBaseUser:
    """Who reads the shared library, and changes nothing of it."""
    return a_member(a_course(), "instructor")


def an_assistant() -> AbstractBaseUser:
    return a_member(a_course(), "assistant")


def logged_in(person: AbstractBaseUser) -> Client:
    client = Client()
    client.force_login(person)
    return client


def url(item: Item, page: str = "change") -> str:
    return reverse(f"admin:assessments_item_{page}", args=[item.pk])


def written(item: Item, **changed: Any) -> dict[str, Any]:
    """The form of a feed-forward-shape as a browser sends it, with what the test changes."""
    form = {
        "bank": item.bank_id,
        "title": item.title,
        "slug": item.slug,
        "kind": item.kind,
        "fields_of": item.kind,
        "position": item.position,
        "stem": "",
        "ask": "entry",
        "options": "4",
        "drawn_input_size": "3, 5, 7",
        "drawn_hidden_size": "2",
        "drawn_gate": ['"f"'],
        "format": "",
        "source": "",
    }
    return form | changed


def option(text: str, truth: str = "", **cells: str) -> dict[str, str]:
    return {"text": text, "truth": truth, "claim": "", "arguments": "", "weight": "", "tag": "", "feedback": ""} | cells


def rows(name: str, *listed: dict[str, str]) -> dict[str, str]:
    """The rows of a list as a browser sends them."""
    cells = {f"{name}-{place}-{cell}": text for place, row in enumerate(listed) for cell, text in row.items()}
    return cells | {f"{name}-rows": str(len(listed))}
