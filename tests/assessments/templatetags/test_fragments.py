from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.utils.translation import override

from assessments.templatetags import fragments

BEAD = {
    "number": 3,
    "url": "/attempts/1/items/3/",
    "state": "right",
    "state_text": "Right",
    "is_flagged": False,
    "is_current": True,
}
PAGE = '{% load fragments %}{% fragment "web/attempts/_bead.html" bead %}'


@pytest.fixture(autouse=True)
def _fresh() -> None:
    fragments._known.cache_clear()


def shown(**bead: Any) -> str:
    return Template(PAGE).render(Context({"bead": BEAD | bead, "user": "alice"}))


def test_a_row_is_shown_and_rendered_once() -> None:
    first, second = shown(), shown()

    assert first == second
    assert '<a class="bead is-right" href="/attempts/1/items/3/" aria-current="true">' in first
    assert fragments._known.cache_info().hits == 1


def test_another_row_is_another_piece() -> None:
    assert [", flagged" in shown(is_flagged=flagged) for flagged in (False, True, False)] == [False, True, False]


def test_each_language_has_its_own() -> None:
    with override("de"):
        german = shown()

    assert ("Frage " in german, "Frage " in shown()) == (True, False)


def test_a_piece_knows_nothing_of_its_page() -> None:
    shown_by_row = fragments.fragment("web/site/_user_menu.html", {"state": "right"})

    assert "Log in" in shown_by_row


def test_what_a_row_says_is_escaped() -> None:
    assert "&lt;b&gt;" in shown(state_text="<b>")
