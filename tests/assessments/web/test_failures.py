"""A page that breaks says what is safe, and when it was saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime, now

from assessments.models import ItemSession
from assessments.queries import attempts as found
from assessments.services.taking import drafts
from assessments.web import failures
from tests.factories import a_session, answered, place, transposed

pytestmark = pytest.mark.django_db

KEPT = "Every answer you saw confirmed is kept."
LAST = "Your answers were last saved at"


@pytest.fixture
def session(alice: AbstractBaseUser) -> ItemSession:
    return a_session(alice, now=now(), tries=3)


@pytest.fixture
def broken(as_alice: Client, session: ItemSession, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The question's page, once looking for it raises this."""

    def page(error: Exception) -> str:
        def fail(*_: Any) -> None:
            raise error

        monkeypatch.setattr(found, "open_session_for", fail)
        as_alice.raise_request_exception = False
        response = as_alice.get(reverse("item", args=[session.attempt_id, 1]))
        assert response.status_code == 500
        assert KEPT in response.text
        return response.text

    return page


def told(page: str) -> str:
    """What is said without a script."""
    return page[page.index(LAST) :].split("<", maxsplit=1)[0] if f"<strong>{LAST}" in page else ""


def test_a_broken_page_says_when_answers_were_last_saved(broken: Any, session: ItemSession) -> None:
    moment = now()
    answered(session, transposed(session), moment)

    assert told(broken(RuntimeError())) == f"{LAST} {localtime(moment):%H:%M}."


def test_a_draft_is_saved_as_well_and_another_day_is_named(broken: Any, session: ItemSession) -> None:
    before = now() - timedelta(days=2)
    drafts.save(place(session.attempt), "(2, ", 0, before)

    assert told(broken(RuntimeError())) == f"{LAST} {localtime(before):%-d %B, %H:%M}."


def test_nothing_was_saved_so_nothing_is_said(broken: Any) -> None:
    assert told(broken(RuntimeError())) == ""


def test_a_database_that_is_away_is_not_asked_again(broken: Any, session: ItemSession) -> None:
    answered(session, transposed(session), now())

    page = broken(OperationalError())

    assert told(page) == ""
    assert f'data-last-saved="{LAST} {{time}}."' in page  # then the window says what it knows


def test_what_fails_on_the_way_is_not_told(broken: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(failures, "last_kept", fail)

    assert told(broken(RuntimeError())) == ""


def test_nobody_is_told_of_another_ones_attempt(bob: AbstractBaseUser, session: ItemSession) -> None:
    answered(session, transposed(session), now())

    assert found.last_kept(bob, session.attempt_id) is None
