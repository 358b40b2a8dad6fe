"""Whoever a session lets in is let in by the query that finds it; whoever it does not is not."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client, RequestFactory

from assessments.sessions.db import SessionStore
from assessments.sessions.user import user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings: Any, client: Client, alice: AbstractBaseUser) -> SessionStore:
    settings.SESSION_ENGINE = "assessments.sessions.db"
    client.force_login(alice)
    return SessionStore(client.session.session_key)


def who(kept: SessionStore) -> Any:
    request = RequestFactory().get("/")
    request.session = SessionStore(kept.session_key)
    return user_of(request)


def test_one_query_tells(kept: SessionStore, alice: AbstractBaseUser, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert who(kept) == alice


def test_nobody_after_a_change_of_the_password(kept: SessionStore, alice: AbstractBaseUser) -> None:
    alice.set_password("quite another one, long enough")
    alice.save()

    assert who(kept).is_anonymous


def test_nobody_whose_account_is_off(kept: SessionStore, alice: AbstractBaseUser) -> None:
    alice.is_active = False
    alice.save()

    assert who(kept).is_anonymous


def test_nobody_by_a_session_that_says_otherwise(kept: SessionStore) -> None:
    kept[HASH_SESSION_KEY] = "made up"
    kept.save()

    assert who(kept).is_anonymous


def test_whose_a_session_is_stands_in_it_and_not_beside_it(
    kept: SessionStore, alice: AbstractBaseUser, bob: AbstractBaseUser
) -> None:
    kept.model.objects.filter(pk=kept.session_key).update(user=bob)

    assert who(kept) == alice


def test_nobody_without_a_session() -> None:
    assert who(SessionStore("none" * 8)).is_anonymous
