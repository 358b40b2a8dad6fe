import re
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, ItemSession, Revision
from assessments.services.taking import attempts, late
from tests.assessments.admin.authors import logged_in
from tests.factories import NOW, a_published_item, a_session, a_started_attempt, answered, place, right, transposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(alice: AbstractBaseUser) -> ItemSession:
    return a_session(alice, tries=3)


def page(attempt: Attempt) -> str:
    return reverse("admin:assessments_attempt_change", args=[attempt.pk])


def variants(client: Client, session: ItemSession) -> list[dict[str, Any]]:
    return client.get(page(session.attempt)).context["variants"]


def test_a_variant_is_shown_with_its_parameters_and_key(as_tess: Client, session: ItemSession) -> None:
    (shown,) = variants(as_tess, session)

    size = session.params["input_size"]
    assert shown["params"] == [("input size", str(size)), ("hidden size", "2"), ("gate", "f")]
    assert (shown["key"], shown["question"]) == (f"(2, {size})", session.shown)


def test_every_answer_is_shown_with_its_diagnosis(as_tess: Client, session: ItemSession) -> None:
    wrong, good = answered(session, transposed(session)), answered(place(session.attempt), right(session))

    (shown,) = variants(as_tess, session)

    assert shown["responses"] == [
        {"response": wrong, "diagnosis": "Rows and columns changed places", "parts": [], "again": None},
        {"response": good, "diagnosis": "", "parts": [], "again": None},
    ]


def test_every_part_of_an_answer_is_shown_with_how_it_was_judged(as_tess: Client, alice: AbstractBaseUser) -> None:
    session = a_session(alice, a_published_item("step-by-parts"), tries=3)
    kind = session.variant.kind
    answered(session, "\n".join(map(str, kind.without("bias").answer())))

    (shown,) = variants(as_tess, session)

    parts = shown["responses"][0]["parts"]
    assert [part["score"] for part in parts] == [0, 0, 0, 1, 0, 1]
    assert (parts[0]["note"], parts[5]["note"]) == ("The bias was left out", "It follows from your $C_t$ and $o_t$")
    assert "It follows from your <span" in as_tess.get(page(session.attempt)).text


def test_what_came_late_is_shown_as_such(as_tess: Client, session: ItemSession) -> None:
    assert "Saved after the end" not in as_tess.get(page(session.attempt)).text
    late.keep(session, "<b>(2, 3)", NOW)

    html = as_tess.get(page(session.attempt)).text

    assert ("Saved after the end, not counted" in html, "&lt;b&gt;(2, 3)" in html) == (True, True)


def test_every_variant_at_a_place_is_shown(as_tess: Client, session: ItemSession) -> None:
    answered(session, transposed(session))
    attempts.another(place(session.attempt), NOW)

    assert [shown["session"].turn for shown in variants(as_tess, session)] == [1, 2]


def test_a_variant_of_a_kind_that_is_gone_is_still_shown(as_tess: Client, session: ItemSession) -> None:
    content = {"kind": "telepathy"}
    gone = Revision.objects.create(
        item=session.item, number=2, content=content, digest="", verification={}, published_at=NOW
    )
    ItemSession.objects.filter(pk=session.pk).update(revision=gone)

    (shown,) = variants(as_tess, session)

    assert (shown["fault"], "key" in shown) == ("kind: 'telepathy' is not one of the kinds", False)


def test_what_a_learner_typed_is_neutralised(as_tess: Client, alice: AbstractBaseUser) -> None:
    options = [{"text": "<img src=x onerror=alert(1)>", "right": True}, {"text": "b", "right": False}]
    session = a_session(alice, a_published_item("authored-choice", stem="Which?", given={"options": options}))
    answered(session, "<img src=x onerror=alert(1)>")

    html = as_tess.get(page(session.attempt)).text

    assert (re.findall("<img src=x", html), html.count("&lt;img src=x") >= 3) == ([], True)


@pytest.mark.parametrize("items", [1, 3])
def test_an_attempt_takes_the_same_queries_however_long(
    as_tess: Client, alice: AbstractBaseUser, django_assert_num_queries: Any, items: int
) -> None:
    attempt = a_started_attempt(alice, *(a_published_item() for _ in range(items)))
    for number in range(1, items + 1):
        answered(place(attempt, number), transposed(place(attempt, number)))
    as_tess.get(page(attempt))  # the session gets its token, and the process its content types

    with django_assert_num_queries(9):
        as_tess.get(page(attempt))


def test_learners_do_not_see_their_attempt_here(session: ItemSession, alice: AbstractBaseUser) -> None:
    response = logged_in(alice).get(page(session.attempt))

    assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={page(session.attempt)}")


def test_there_is_no_page_of_an_attempt_that_does_not_exist(as_tess: Client) -> None:
    assert as_tess.get("/admin/assessments/attempt/nonsense/change/").status_code == 404
