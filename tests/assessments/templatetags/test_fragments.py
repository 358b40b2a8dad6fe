from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.template import Context, Template
from django.urls import set_script_prefix
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


def test_facts_may_come_by_name() -> None:
    template = '{% load fragments %}{% fragment "web/attempts/_sign.html" state="open" text=text %}'

    assert "Not &lt;yet&gt;" in Template(template).render(Context({"text": "Not <yet>"}))


def framed(path: str, user: object, **facts: Any) -> str:
    template = Template('{% load fragments %}{% framed "web/site/_places.html" %}{% framed "web/site/_footer.html" %}')
    return template.render(Context({"request": SimpleNamespace(path=path, **facts), "user": user}))


@pytest.mark.parametrize(("path", "times"), [("/", 1), ("/practice/", 1), ("/practice/gates/", 0), ("/nowhere/", 0)])
def test_the_frame_marks_the_place_that_it_stands_around(path: str, times: int) -> None:
    assert framed(path, AnonymousUser()).count('aria-current="page"') == times


def test_the_frame_leads_everybody_to_what_is_theirs() -> None:
    stranger, alice = framed("/", AnonymousUser()), framed("/", User(username="alice"))
    within = framed("/", User(username="alice"), visit=object())

    assert ["/history/" in page for page in (stranger, alice, within)] == [False, True, True]
    assert ["/accounts/" in page for page in (stranger, alice, within)] == [False, True, False]


def test_a_page_without_a_request_has_a_frame_too() -> None:
    template = Template('{% load fragments %}{% framed "web/site/_places.html" %}')

    assert "/practice/" in template.render(Context())


def test_within_a_launch_links_stay_there() -> None:
    outside = framed("/", AnonymousUser())
    set_script_prefix("/lti/at/1/")
    try:
        inside = framed("/lti/at/1/practice/", AnonymousUser())
    finally:
        set_script_prefix("/")

    assert ('href="/practice/"' in outside, 'href="/practice/"' in inside) == (True, False)
    assert '<a href="/lti/at/1/practice/" aria-current="page">' in inside


def test_what_a_row_says_is_escaped() -> None:
    assert "&lt;b&gt;" in shown(state_text="<b>")
