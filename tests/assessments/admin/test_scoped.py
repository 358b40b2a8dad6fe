"""What no role reaches is neither listed nor offered nor changed; tests/test_staff_authorisation.py has the pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.admin.scoped import ScopedAdmin, ScopedInline
from assessments.models import Accommodation, Assessment, Bank, Course, Item, Membership
from tests.assessments.admin.authors import logged_in
from tests.factories import a_bank, a_course, a_member, a_published_item, a_quiz, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return a_course(title="Own")


@pytest.fixture
def foreign() -> Course:
    return a_course(title="Foreign")


@pytest.fixture
def ingrid(course: Course) -> AbstractBaseUser:
    return a_member(course, "instructor", "ingrid")


@pytest.fixture
def as_ingrid(ingrid: AbstractBaseUser) -> Client:
    return logged_in(ingrid)


def test_every_page_of_ours_is_scoped() -> None:
    ours = [one for model, one in admin.site._registry.items() if model._meta.app_label == "assessments"]
    inlines = [inline for one in ours for inline in one.inlines]

    assert [one for one in ours if not isinstance(one, ScopedAdmin)] == []
    assert [one for one in inlines if not issubclass(one, ScopedInline)] == []


def test_lists_have_what_the_roles_reach(
    as_ingrid: Client, ingrid: AbstractBaseUser, course: Course, foreign: Course
) -> None:
    second = a_course(title="Second")
    Membership.objects.create(course=second, user=ingrid, role="assistant")
    for one in (course, second, foreign):
        a_quiz(course=one)

    rows = as_ingrid.get(reverse("admin:assessments_assessment_changelist")).context["cl"]

    assert [quiz.course for quiz in rows.result_list] == [course, second]
    assert rows.filter_specs[0].lookup_choices == [(course.pk, "Own"), (second.pk, "Second")]


def offered(client: Client, model: str, field: str) -> list[str]:
    asked = {"app_label": "assessments", "model_name": model, "field_name": field}
    return [one["text"] for one in json.loads(client.get(reverse("admin:autocomplete"), asked).content)["results"]]


@pytest.mark.parametrize(
    ("model", "field", "names"),
    [
        ("slot", "bank", ["Own bank", "Shared bank"]),
        ("slot", "item", ["Own item"]),
        ("accommodation", "learner", ["ada", "ingrid"]),
    ],
)
def test_boxes_offer_what_the_roles_reach(
    as_ingrid: Client, course: Course, foreign: Course, model: str, field: str, names: list[str]
) -> None:
    for where, name in ((course, "Own"), (foreign, "Foreign")):
        item = an_item(bank=a_bank(title=f"{name} bank", course=where))
        Item.objects.filter(pk=item.pk).update(title=f"{name} item")
    a_bank(title="Shared bank")
    a_member(course, username="ada")
    a_member(foreign, username="bela")

    assert offered(as_ingrid, model, field) == names


def test_a_quiz_is_made_in_ones_own_course_alone(as_ingrid: Client, foreign: Course) -> None:
    form = {"title": "Mine", "slug": "mine", "course": foreign.pk}

    response = as_ingrid.post(reverse("admin:assessments_assessment_add"), form)

    assert "course" in response.context["adminform"].form.errors


def test_a_slot_takes_no_item_of_another_course(as_ingrid: Client, course: Course, foreign: Course) -> None:
    quiz = a_quiz(course=course)
    other = a_published_item(bank=a_bank(course=foreign))
    url = reverse("admin:assessments_assessment_change", args=[quiz.pk])
    slots = {"slots-TOTAL_FORMS": "1", "slots-INITIAL_FORMS": "0", "slots-0-item": other.pk, "slots-0-draws": "1"}

    response = as_ingrid.post(url, slots)

    formsets = {rows.formset.prefix: rows.formset for rows in response.context["inline_admin_formsets"]}
    assert "item" in formsets["slots"].forms[0].errors


@pytest.mark.parametrize(
    ("model", "make"),
    [(Assessment, lambda course: a_quiz(course=course)), (Bank, lambda course: a_bank(course=course))],
)
def test_an_action_reaches_no_further_than_a_change(
    as_ingrid: Client, course: Course, foreign: Course, model: Any, make: Callable[[Course], Any]
) -> None:
    for quiz in Assessment.objects.all():
        quiz.slots.all().delete()
    mine, theirs = make(course), make(foreign)
    chosen = {"action": "delete_selected", "_selected_action": [mine.pk, theirs.pk], "post": "yes"}

    as_ingrid.post(reverse(f"admin:assessments_{model._meta.model_name}_changelist"), chosen)

    assert list(model.objects.all()) == [theirs]


def test_an_assistant_gives_accommodations_and_makes_no_quiz(course: Course) -> None:
    client, ada = logged_in(a_member(course, "assistant")), a_member(course)
    form = {"course": course.pk, "learner": ada.pk, "time_factor": "1.5", "extra_time": "0", "extra_attempts": "0"}

    given = client.post(reverse("admin:assessments_accommodation_add"), form)
    refused = client.post(reverse("admin:assessments_assessment_add"), {"course": course.pk})

    assert (given.status_code, refused.status_code) == (302, 403)
    assert Accommodation.objects.get().learner == ada


def test_one_who_assists_here_and_teaches_there_teaches_only_there(course: Course, foreign: Course) -> None:
    person = a_member(course, "assistant")
    Membership.objects.create(course=foreign, user=person, role="instructor")
    client = logged_in(person)

    urls = [reverse("admin:assessments_assessment_change", args=[a_quiz(course=one).pk]) for one in (course, foreign)]
    assert [client.post(url).status_code for url in urls] == [403, 200]


def test_a_page_takes_few_queries(as_ingrid: Client, course: Course, django_assert_max_num_queries: Any) -> None:
    url = reverse("admin:assessments_assessment_change", args=[a_quiz(course=course).pk])
    as_ingrid.get(url)

    with django_assert_max_num_queries(40):
        as_ingrid.get(url)
