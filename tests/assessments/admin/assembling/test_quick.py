from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment, Membership
from tests.factories import a_bank, a_course, a_member, a_published_item, an_item

pytestmark = pytest.mark.django_db
URL = "admin:assessments_assessment_quick"


def test_a_quiz_is_made_by_one_form(client: Client) -> None:
    course = a_course()
    client.force_login(a_member(course, Membership.Role.INSTRUCTOR))
    bank = a_published_item(bank=a_bank(course=course)).bank
    sent = {"course": course.pk, "bank": bank.pk, "title": "Shapes", "pattern": "exam"}

    page = client.post(reverse(URL), sent)

    made = Assessment.objects.get()
    assert page["Location"] == reverse("admin:assessments_assessment_change", args=[made.pk])
    assert (made.title, made.mode, made.slots.get().bank) == ("Shapes", "exam", bank)


def test_courses_and_banks_of_others_are_no_choice(client: Client) -> None:
    client.force_login(a_member(a_course(), Membership.Role.INSTRUCTOR))
    foreign = a_course()
    sent = {"course": foreign.pk, "bank": a_bank(course=foreign).pk, "title": "Shapes", "pattern": "quiz"}

    page = client.post(reverse(URL), sent)

    assert set(page.context["form"].errors) == {"course", "bank"}
    assert Assessment.objects.count() == 0


def test_an_empty_bank_is_told_at_its_field(as_tess: Client) -> None:
    sent = {"course": a_course().pk, "bank": an_item().bank_id, "title": "Shapes", "pattern": "quiz"}

    page = as_tess.post(reverse(URL), sent)

    assert "no published question" in page.context["form"].errors["bank"][0]
