"""With htmx each answer swaps one fragment, the same that the whole page would hold."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from assessments.models import ItemSession, Response
from assessments.services.taking import attempts
from tests.assessments.web.posting import HTMX, sent, url
from tests.factories import NOW, answered, place, right, transposed

pytestmark = pytest.mark.django_db


def body(page: HttpResponse) -> list[str]:
    """The question and the palette, without what each rendering makes anew."""
    anew = re.compile(r'name="(csrfmiddlewaretoken|intent)" value="[^"]*"|hx-swap-oob="true"')
    text = re.sub(r"\s+", " ", anew.sub("", page.text)).replace(" >", ">")
    return [re.search(part, text)[0] for part in ('<article class="question".*?</article>', '<div id="beads".*?</div>')]


@pytest.mark.parametrize("answer", [right, transposed])
def test_an_answer_brings_the_fragment_that_the_page_would_hold(
    as_alice: Client, session: ItemSession, answer: Any
) -> None:
    fragment = sent(as_alice, session, answer(session), headers=HTMX)

    assert fragment.status_code == 200
    assert "<html" not in fragment.text
    assert body(fragment) == body(as_alice.get(url(session)))


@pytest.mark.parametrize("answer", [right, transposed])
def test_an_answer_to_a_later_variant_leaves_the_earlier_ones_in_sight(
    as_alice: Client, session: ItemSession, answer: Any
) -> None:
    answered(session, transposed(session))
    later = attempts.another(place(session.attempt), NOW)

    unread = sent(as_alice, later, "two by three", headers=HTMX)
    fragment = sent(as_alice, later, answer(later), headers=HTMX)

    assert "Your earlier variants" in unread.text
    assert body(fragment) == body(as_alice.get(url(session)))


def test_what_cannot_be_read_brings_the_fragment_with_the_fault(as_alice: Client, session: ItemSession) -> None:
    fragment = sent(as_alice, session, "two by three", headers=HTMX)
    page = as_alice.post(url(session, "answer"), {"raw": "two by three", "intent": str(uuid4()), "turn": 1})

    assert (fragment.status_code, page.status_code) == (422, 422)
    assert "<html" not in fragment.text
    assert body(fragment) == body(page)


def test_a_form_sent_twice_gets_the_same_fragment_twice(as_alice: Client, session: ItemSession) -> None:
    intent = str(uuid4())

    first, second = (sent(as_alice, session, transposed(session), headers=HTMX, intent=intent) for _ in range(2))

    assert body(first) == body(second)
    assert Response.objects.count() == 1


def test_an_older_intent_gets_its_own_feedback(as_alice: Client, session: ItemSession) -> None:
    intent = str(uuid4())
    first = sent(as_alice, session, transposed(session), intent=intent, headers=HTMX)

    again = sent(as_alice, session, right(session), intent=intent, headers=HTMX)

    assert again.context["outcome"] == first.context["outcome"]


def test_another_variant_comes_as_a_fragment(as_alice: Client, session: ItemSession) -> None:
    answered(session, transposed(session))

    fragment = as_alice.post(url(session, "another"), {"turn": 1}, headers=HTMX)

    assert (fragment.status_code, fragment.context["item"]["turn"]) == (200, 2)
    assert body(fragment) == body(as_alice.get(url(session)))


def test_a_solution_comes_as_a_fragment(as_alice: Client, session: ItemSession) -> None:
    answered(session, transposed(session))

    fragment = as_alice.post(url(session, "reveal"), {"turn": 1}, headers=HTMX)

    assert (fragment.status_code, fragment.context["outcome"]["state"]) == (200, "revealed")
    assert body(fragment) == body(as_alice.get(url(session)))


@pytest.mark.parametrize(("name", "said"), [("answer", "Saved, but not counted. "), ("another", ""), ("reveal", "")])
def test_a_refusal_loads_the_page_that_says_why(as_alice: Client, session: ItemSession, name: str, said: str) -> None:
    answered(session, transposed(session))
    attempts.submit(session.attempt, NOW)

    response = as_alice.post(url(session, name), {"raw": "(7, 8)", "intent": str(uuid4()), "turn": 1}, headers=HTMX)
    landed = as_alice.get(response["HX-Redirect"], follow=True)

    assert (response.status_code, response.content, response["HX-Redirect"]) == (200, b"", url(session))
    assert [str(message) for message in landed.context["messages"]] == [
        f"{said}This attempt is closed. What you answered before is kept."
    ]


def test_a_page_fetched_by_htmx_is_the_fragment(as_alice: Client, session: ItemSession) -> None:
    assert body(as_alice.get(url(session), headers=HTMX)) == body(as_alice.get(url(session)))


def test_the_fragment_says_which_variant_it_is_of(as_alice: Client, session: ItemSession) -> None:
    answered(session, transposed(session))
    attempts.another(place(session.attempt), NOW)

    assert '<input type="hidden" name="turn" value="2">' in as_alice.get(url(session), headers=HTMX).text
