from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from assessments.models import ToolKey

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("rotate_keys", *arguments, stdout=out)
    return out.getvalue()


def test_the_first_key_signs_until_the_next_one_was_published_for_long_enough() -> None:
    first = said()

    assert said() == first
    assert first == f"{ToolKey.objects.get(state='active').kid} signs\n"


def test_a_key_that_leaked_is_replaced_at_once() -> None:
    assert said() != said("--at-once")
