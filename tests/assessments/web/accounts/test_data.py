from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from assessments.models import ErasureWish
from tests.factories import a_course, a_member, a_started_attempt, answered, place, transposed

pytestmark = pytest.mark.django_db

DATA, PEOPLE = "/my-data/", "/admin/auth/user/"


def done(client: Client, *people: AbstractBaseUser) -> Any:
    return client.post(PEOPLE, {"action": "erase", "_selected_action": [one.pk for one in people]}, follow=True)


def is_erased(person: AbstractBaseUser) -> bool:
    person.refresh_from_db()
    return person.get_username().startswith("erased-")


def test_one_takes_along_what_is_kept(as_alice: Client, alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice)
    answered(place(attempt), transposed(place(attempt)))

    response = as_alice.post(DATA, {"act": "download"})

    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    told = json.loads(response.content)
    assert told["account"]["username"] == "alice"
    assert told["attempts"][0]["questions"][0]["answers"][0]["answer"] == transposed(place(attempt))


def test_one_asks_and_takes_it_back(as_alice: Client, alice: AbstractBaseUser) -> None:
    as_alice.post(DATA, {"act": "ask"})
    assert ErasureWish.objects.get().user == alice
    assert "You asked for it" in as_alice.get(DATA).text

    as_alice.post(DATA, {"act": "take-back"})
    assert ErasureWish.objects.count() == 0


def test_an_owner_erases_a_learner_of_their_own(client: Client) -> None:
    course = a_course()
    learner = a_member(course)
    client.force_login(a_member(course, "owner"))

    assert "People erased: 1." in done(client, learner).text
    assert is_erased(learner)


@pytest.mark.parametrize("role", ["instructor", "assistant"])
def test_others_who_teach_erase_nobody(client: Client, role: str) -> None:
    course = a_course()
    learner = a_member(course)
    client.force_login(a_member(course, role))

    done(client, learner)

    assert not is_erased(learner)


def test_an_owner_does_not_erase_who_is_in_another_course_too(client: Client) -> None:
    course, other = a_course(), a_course()
    learner, colleague = a_member(course), a_member(course, "instructor")
    other.memberships.create(user=learner)
    client.force_login(a_member(course, "owner"))

    done(client, learner, colleague)

    assert [is_erased(learner), is_erased(colleague)] == [False, False]


def test_superusers_erase_everyone_but_themselves(
    client: Client, tess: AbstractBaseUser, alice: AbstractBaseUser
) -> None:
    client.force_login(tess)

    done(client, alice, tess)

    assert [is_erased(alice), is_erased(tess)] == [True, False]
