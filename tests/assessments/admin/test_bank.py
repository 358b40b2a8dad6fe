"""Whose bank it is, and who says so."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from assessments.models import Bank
from tests.assessments.admin.authors import logged_in
from tests.factories import a_bank, a_course, a_member

pytestmark = pytest.mark.django_db
ADD = "/admin/assessments/bank/add/"
FORM = {"title": "Gates", "slug": "gates", "description": "", "course": ""}


@pytest.fixture
def ingrid() -> AbstractBaseUser:
    return a_member(a_course(), "instructor")


def test_an_instructor_makes_a_bank_in_a_course(ingrid: AbstractBaseUser) -> None:
    course = ingrid.memberships.get().course
    client = logged_in(ingrid)

    refused = client.post(ADD, FORM)
    assert refused.context["adminform"].form.errors == {"course": ["This field is required."]}

    client.post(ADD, FORM | {"course": course.pk})
    assert Bank.objects.get().course == course


def test_an_instructor_puts_no_bank_into_the_library(ingrid: AbstractBaseUser) -> None:
    bank = a_bank(course=ingrid.memberships.get().course)

    logged_in(ingrid).post(f"/admin/assessments/bank/{bank.pk}/change/", FORM)

    bank.refresh_from_db()
    assert bank.course is not None


def test_a_superuser_does(as_tess: Client) -> None:
    as_tess.post(ADD, FORM)

    assert Bank.objects.get().course is None
