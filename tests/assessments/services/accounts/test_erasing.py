"""Nothing names a person any more: every table that the models know is read, and no table of people is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import CASCADE, Model
from django.test import Client

from assessments.models import (
    Accommodation,
    ApiReply,
    Assessment,
    Attempt,
    ErasureWish,
    Event,
    Group,
    LateDraft,
    Launch,
    Membership,
    Response,
    Session,
    Upload,
)
from assessments.queries.events import breaks, whole_chain
from assessments.services.accounts import erasing
from assessments.services.accounts.own_data import everything_about
from assessments.services.api import tokens
from assessments.services.api.tokens import Wanted
from assessments.services.reports import report
from assessments.services.taking import attempts
from tests.assessments.lti.platforms import a_deployment, a_link, a_person_at, a_registration
from tests.assessments.services.crowd import at_once
from tests.assessments.web.accounts.factors import App
from tests.factories import (
    NOW,
    a_bank,
    a_course,
    a_learner,
    a_published_item,
    a_started_attempt,
    answered,
    place,
    right,
)

pytestmark = pytest.mark.django_db

CANARIES = ("zebedee", "Zebediah", "Zworykin", "zeb@zoo.example", "sub-of-zebedee")
# Django's own, which nobody is ever put into here: rights come with roles in courses.
NEVER = {"User_groups", "User_user_permissions"}


@pytest.fixture
def zebedee(client: Any) -> AbstractBaseUser:
    """Somebody with one of everything."""
    user = a_learner("zebedee", first_name="Zebediah", last_name="Zworykin", email="zeb@zoo.example")
    course = a_course(user, title="A course")
    attempt = a_started_attempt(user, a_published_item(), course=course, tries=3, slug="the-quiz")
    answered(place(attempt), "(9, 9)")
    report(place(attempt), "I, Zebediah Zworykin, think it is odd", NOW)
    LateDraft.objects.create(session=place(attempt), text="zebedee was late", arrived_at=NOW)
    answered(place(attempt), right(place(attempt)))
    place(attempt).__class__.objects.update(draft="typed by zebedee")
    attempts.submit(attempt, NOW)
    Accommodation.objects.create(course=course, learner=user)
    Group.objects.create(course=course, title="A group").members.add(user)
    token, _ = tokens.make(user, Wanted(course, "Mine", ["read"], NOW), NOW)
    ApiReply.objects.create(token=token, key="k", request="r", at=NOW, status=200, body='{"learner": "zebedee"}')
    theirs, _ = tokens.make(a_learner("someone"), Wanted(course, "A program", ["read"], NOW), NOW)
    ApiReply.objects.create(token=theirs, key="k", request="r", at=NOW, status=200, body='{"learner": "zebedee"}')
    Upload.objects.create(bank=a_bank(), by=user, name="zebedee.json", data=b"{}", at=NOW)
    at_platform(user, attempt.assessment)
    App(user)
    client.force_login(user)
    erasing.ask(user, NOW)
    logged(user, user)
    logged(a_learner("another"), user)
    return user


def at_platform(user: AbstractBaseUser, quiz: Assessment) -> None:
    registration = a_registration(title="A platform", issuer="https://platform.example")
    link = a_link(quiz, deployment=a_deployment(registration=registration, title="A deployment"))
    person = a_person_at(link)
    type(person).objects.filter(pk=person.pk).update(user=user, sub="sub-of-zebedee")
    Launch.objects.create(at=NOW, registration=registration, user=user, detail="zebedee came")


def logged(by: AbstractBaseUser, about: AbstractBaseUser) -> None:
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(Membership),
        object_id="1",
        object_repr=f"{about} in A course as learner",
        action_flag=CHANGE,
        change_message=f"Changed the membership of {about.get_full_name()}",
    )


def everywhere() -> Iterator[tuple[str, str]]:
    """(where, what is there) for every row of every table that any model has."""
    for model in apps.get_models(include_auto_created=True):
        for row in model.objects.values():
            yield (
                model._meta.label,
                str({name: bytes(one) if isinstance(one, memoryview) else one for name, one in row.items()}),
            )


def of_people() -> dict[str, tuple[type[Model], str]]:
    """Every model whose rows would go with a person, and by which column."""
    return {
        model.__name__: (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.fields
        if field.remote_field
        and field.remote_field.model is get_user_model()
        and field.remote_field.on_delete is CASCADE
    }


def told_of(name: str) -> list[str]:
    return sorted({where for where, text in everywhere() if name in text})


def test_this_person_is_in_every_table_that_people_are_in(zebedee: AbstractBaseUser) -> None:
    """A new table of people fails here until it has a row above, and then has to be clean below."""
    has = {name for name, (model, column) in of_people().items() if model.objects.filter(**{column: zebedee}).exists()}

    assert of_people().keys() - has == NEVER


def test_these_names_would_be_found(zebedee: AbstractBaseUser) -> None:
    assert [name for name in CANARIES if not told_of(name)] == []


def test_no_table_holds_a_name_any_more(zebedee: AbstractBaseUser) -> None:
    erasing.erase(zebedee, None, NOW)

    assert {name: told_of(name) for name in CANARIES} == {name: [] for name in CANARIES}


def test_answers_and_statistics_stay(zebedee: AbstractBaseUser) -> None:
    before = (Attempt.objects.count(), Response.objects.count(), Attempt.objects.get().score)

    name = erasing.erase(zebedee, None, NOW)

    assert (Attempt.objects.count(), Response.objects.count(), Attempt.objects.get().score) == before
    assert Attempt.objects.get().learner.get_username() == name
    assert name.startswith("erased-")


def test_the_audit_trail_stays_whole_and_says_that_it_was_done(zebedee: AbstractBaseUser) -> None:
    erasing.erase(zebedee, None, NOW)

    assert list(breaks(whole_chain())) == []
    assert Event.objects.first().verb == "erase person"


def test_nobody_logs_in_any_more(zebedee: AbstractBaseUser, client: Any) -> None:
    name = erasing.erase(zebedee, None, NOW)

    zebedee.refresh_from_db()
    assert client.get("/history/").status_code == 302
    assert (zebedee.username, zebedee.is_active, zebedee.has_usable_password()) == (name, False, False)
    assert Session.objects.filter(user=zebedee).count() == 0


def test_everything_is_told_to_whom_it_is_about(zebedee: AbstractBaseUser) -> None:
    """Rows of people's tables are each in it."""
    told = everything_about(zebedee, NOW)

    assert told["account"]["email"] == "zeb@zoo.example"
    assert [name for name, rows in told.items() if not rows] == []
    (attempt,) = told["attempts"]
    assert attempt["questions"][0]["answers"][0]["answer"] == "(9, 9)"
    assert [text for text in CANARIES if text not in str(told)] == []


def test_nothing_is_told_that_a_running_exam_keeps() -> None:
    user = a_learner()
    exam = a_started_attempt(user, a_published_item(), mode="exam", tries=1)
    answered(place(exam), right(place(exam)))

    (attempt,) = everything_about(user, NOW)["attempts"]

    assert attempt["score"] is None
    assert set(attempt["questions"][0]) == {"number", "question", "draft", "answers", "too_late", "reports"}


def test_a_wish_can_be_taken_back(zebedee: AbstractBaseUser) -> None:
    erasing.ask(zebedee, NOW)
    erasing.take_back(zebedee)

    assert ErasureWish.objects.count() == 0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_erased_twice_at_one_moment_while_they_answer_a_person_is_gone() -> None:
    user = a_learner("zebedee", last_name="Zworykin")
    owners = [a_learner(f"owner-{number}") for number in range(2)]
    attempt = a_started_attempt(user, *(a_published_item() for _ in range(4)), tries=3)
    places = [place(attempt, number) for number in range(1, 5)]
    for owner in owners:
        logged(owner, user)

    done = at_once(
        *(lambda owner=owner: erasing.erase(type(user).objects.get(pk=user.pk), owner, NOW) for owner in owners),
        *(lambda one=one: answered(one, "(9, 9)").pk for one in places),
        lambda: erasing.ask(user, NOW),
        lambda: Client().force_login(user),
    )

    user.refresh_from_db()
    assert [str(one) for one in done if "erased-" in str(one)].count(user.username) == 1
    assert (user.is_active, user.last_name, user.has_usable_password()) == (False, "", False)
    assert Response.objects.count() == 4
    assert LogEntry.objects.filter(object_repr__contains="zebedee").count() == 0
    assert list(breaks(whole_chain())) == []
