from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import ItemSession
from assessments.services.taking import attempts
from tests.factories import NOW, answered, right, transposed

pytestmark = pytest.mark.django_db


def sent(client: Client, session: ItemSession, raw: str | list[str] = "(2, ", **fields: Any) -> HttpResponse:
    address = reverse("draft", args=[session.attempt_id, session.number])
    return client.post(address, {"raw": raw, "draft": 0, "turn": 1} | fields)


def stored(session: ItemSession) -> str:
    return ItemSession.objects.get(pk=session.pk).draft


def test_a_kept_draft_is_told_its_number(as_alice: Client, session: ItemSession) -> None:
    answer = sent(as_alice, session)

    assert (answer.status_code, answer.json()) == (200, {"draft": 1, "late": "", "here": True})
    assert stored(session) == "(2, "


def test_several_fields_are_kept_line_by_line(as_alice: Client, session: ItemSession) -> None:
    sent(as_alice, session, ["one", "two"])

    assert stored(session) == "one\ntwo"


def test_fields_that_are_all_empty_are_no_draft(as_alice: Client, session: ItemSession) -> None:
    sent(as_alice, session, "(2, ")

    sent(as_alice, session, ["", " ", ""], draft=1)

    assert stored(session) == ""


def test_two_windows_are_told_of_each_other(as_alice: Client, session: ItemSession) -> None:
    sent(as_alice, session, "here")

    answer = sent(as_alice, session, "there")

    assert answer.status_code == 409
    assert (answer.json()["raw"], answer.json()["draft"]) == ("here", 1)
    assert stored(session) == "here"


def test_the_question_comes_back_with_what_was_typed(as_alice: Client, session: ItemSession) -> None:
    sent(as_alice, session, "(2, ")

    page = as_alice.get(reverse("item", args=[session.attempt_id, 1]))

    assert 'value="(2, "' in page.text
    assert 'name="draft" value="1"' in page.text


def test_an_answer_takes_its_draft_with_it(as_alice: Client, session: ItemSession) -> None:
    sent(as_alice, session, transposed(session) + " ")
    form = {"raw": transposed(session), "turn": 1, "draft": 1, "intent": "7f0c2a52-27c1-4a8e-95a1-0d1c1f6a3e11"}

    as_alice.post(reverse("answer", args=[session.attempt_id, 1]), form)

    assert stored(session) == ""


@pytest.mark.parametrize("number", ["", "-1", "1.5", "x", "9" * 5000])
def test_a_draft_without_its_number_is_refused(as_alice: Client, session: ItemSession, number: str) -> None:
    assert sent(as_alice, session, draft=number).status_code == 400
    assert stored(session) == ""


def test_a_draft_that_is_too_long_is_refused(as_alice: Client, session: ItemSession) -> None:
    assert sent(as_alice, session, "x" * 20_001).status_code == 400


@pytest.mark.parametrize("turn", ["", "x", "-1", "9" * 5])
def test_a_draft_without_its_variant_is_refused(as_alice: Client, session: ItemSession, turn: str) -> None:
    assert sent(as_alice, session, turn=turn).status_code == 400


def test_a_draft_for_a_variant_that_never_was_is_not_found(as_alice: Client, session: ItemSession) -> None:
    assert sent(as_alice, session, turn=2).status_code == 404


@pytest.mark.parametrize("end", ["another", "finish", "submit"])
def test_what_comes_late_is_said_to_be_saved_and_not_counted(as_alice: Client, session: ItemSession, end: str) -> None:
    if end == "another":
        answered(session, transposed(session))
        attempts.another(session, NOW)
    elif end == "finish":
        answered(session, right(session))
    else:
        attempts.submit(session.attempt, NOW)

    answer = sent(as_alice, session)

    assert (answer.status_code, answer.json()["late"][:23]) == (200, "Saved, but not counted.")
    assert [late.text for late in session.late_drafts.all()] == ["(2, "]


# Windows


def asked(client: Client, session: ItemSession, window: str, **fields: Any) -> HttpResponse:
    return client.post(reverse("window", args=[session.attempt_id, session.number]), {"window": window} | fields)


def test_the_window_that_opened_a_question_last_is_at_work_on_it(as_alice: Client, session: ItemSession) -> None:
    heard = [
        asked(as_alice, session, window, **fields).json()["here"]
        for window, fields in (("a", {}), ("a", {"take": "on"}), ("b", {}), ("b", {"take": "on"}), ("a", {}))
    ]

    assert heard == [True, True, False, True, False]


def test_a_draft_of_an_older_window_is_kept_and_it_is_told(as_alice: Client, session: ItemSession) -> None:
    asked(as_alice, session, "newer", take="on")

    assert sent(as_alice, session, window="older").json() == {"draft": 1, "late": "", "here": False}


def test_a_window_is_told_how_the_question_stands(as_alice: Client, session: ItemSession) -> None:
    sent(as_alice, session)
    answered(session, transposed(session))

    assert asked(as_alice, session, "a").json() == {
        "here": True,
        "turn": 1,
        "tries": 1,
        "finished": False,
        "draft": 1,
        "raw": "(2, ",
    }


def test_another_learners_question_does_not_exist(client: Client, bob: AbstractBaseUser, session: ItemSession) -> None:
    client.force_login(bob)

    assert sent(client, session).status_code == 404
    assert stored(session) == ""


def test_whoever_is_signed_out_is_told_in_json(session: ItemSession) -> None:
    answer = sent(Client(enforce_csrf_checks=True), session)  # the token has gone with the session

    assert (answer.status_code, "Sign in in another tab" in answer.json()["why"]) == (401, True)


def test_a_draft_is_only_ever_posted(as_alice: Client, session: ItemSession) -> None:
    assert as_alice.get(reverse("draft", args=[session.attempt_id, 1])).status_code == 405
