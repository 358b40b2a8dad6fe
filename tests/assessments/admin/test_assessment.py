from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assessments.models import Accommodation, Assessment, Slot
from tests.factories import a_bank, a_course, a_published_item, a_started_attempt

pytestmark = pytest.mark.django_db
ADD = "/admin/assessments/assessment/add/"
MANAGEMENT = {"slots-TOTAL_FORMS": "1", "slots-INITIAL_FORMS": "0", "memberships-TOTAL_FORMS": "0"}


def quiz(**slot: Any) -> dict[str, Any]:
    """The form of a quiz with one slot."""
    place = {"position": "1", "points": "1", "draws": "1", "item": "", "bank": ""} | slot
    named = {
        "course": a_course().pk,
        "title": "Dimensions",
        "slug": "dimensions",
        "position": "0",
        "tries": "2",
        "hints_after": "1",
    }
    scored = {"mode": "adaptive", "penalty": "0", "shares": "[]", "step": "1", "kept": "best"}
    told = {"feedback": "{}", "late_credit": "[]"}
    return named | scored | told | MANAGEMENT | {f"slots-0-{name}": value for name, value in place.items()}


def test_a_quiz_is_made_with_its_slots(as_tess: Client) -> None:
    item = a_published_item()

    as_tess.post(ADD, quiz(item=item.pk))

    assert [slot.item for slot in Assessment.objects.get(slug="dimensions").slots.all()] == [item]


@pytest.mark.parametrize(
    ("names_item", "names_bank", "draws"),
    [(False, False, "1"), (True, True, "1"), (True, False, "2"), (False, True, "0")],
)
def test_a_slot_is_an_item_or_a_bank(as_tess: Client, names_item: bool, names_bank: bool, draws: str) -> None:
    item = a_published_item() if names_item else None
    bank = a_bank() if names_bank else None

    response = as_tess.post(ADD, quiz(item=item.pk if item else "", bank=bank.pk if bank else "", draws=draws))

    (formset,) = response.context["inline_admin_formsets"]
    assert formset.forms[0].errors == {"__all__": ["Choose either one item, or a bank and how many to draw from it."]}
    assert Slot.objects.count() == 0


def test_every_visible_input_has_a_label(as_tess: Client) -> None:
    html = as_tess.get(ADD).text

    for name in ("slots-__prefix__-position", "slots-__prefix__-item", "slots-__prefix__-draws", "title"):
        assert f'for="id_{name}"' in html
    for name in ("Opens at, date", "Opens at, time", "Closes at, date", "Closes at, time"):
        assert f'aria-label="{name}"' in html


def test_what_would_open_after_it_closes_is_told(as_tess: Client) -> None:
    window = {"opens_at_0": "02/03/2026", "opens_at_1": "10:00", "closes_at_0": "02/03/2026", "closes_at_1": "09:00"}

    response = as_tess.post(ADD, quiz(item=a_published_item().pk) | window)

    assert (response.status_code, Assessment.objects.count()) == (200, 0)


@pytest.mark.parametrize("name", ["item", "bank"])
def test_slots_find_items_and_banks_by_name(as_tess: Client, name: str) -> None:
    item = a_published_item(bank=a_bank(title="Gates"))
    asked = {"app_label": "assessments", "model_name": "slot", "field_name": name, "term": "gates"}

    found = as_tess.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert found == [{"id": str(getattr(item, name, item).pk), "text": str(getattr(item, name, item))}]


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("feedback", '{"key": "tomorrow"}', "key: &#x27;tomorrow&#x27; is not one of at-once"),
        ("feedback", '{"answers": "never"}', "&#x27;answers&#x27; is not one of answer"),
        ("feedback", "[1]", "must be a JSON object"),
        ("shares", "[1, 2]", "must be a list of numbers from 0 to 1"),
        ("shares", '{"1": 1}', "must be a list of numbers from 0 to 1"),
        ("late_credit", "[[24]]", "must be a list of [hours, credit]"),
        ("late_credit", "[[24, 0.8], [24, 0.5]]", "the hours must rise"),
        ("penalty", "1.5", "less than or equal to 1"),
    ],
)
def test_nonsense_is_refused_by_its_field(as_tess: Client, field: str, value: str, fault: str) -> None:
    item = a_published_item()

    page = as_tess.post(ADD, quiz(item=item.pk) | {field: value}).text

    assert fault in page
    assert Assessment.objects.count() == 0


def test_a_new_closing_time_reaches_who_is_in_the_quiz(as_tess: Client, alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice, now=now())
    slot = attempt.assessment.slots.get()
    form = quiz(item=slot.item_id) | {"slots-INITIAL_FORMS": "1", "slots-0-id": str(slot.pk), "time_limit": "00:10:00"}

    page = as_tess.post(
        f"/admin/assessments/assessment/{attempt.assessment_id}/change/", form | {"published": "on"}, follow=True
    )

    assert "1 running attempt got another deadline." in page.text
    attempt.refresh_from_db()
    assert attempt.deadline == attempt.started_at + timedelta(minutes=10)


def test_an_accommodation_reaches_who_is_in_the_quiz(as_tess: Client, alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice, now=now(), time_limit=timedelta(minutes=10))
    form = {"course": attempt.assessment.course_id, "assessment": attempt.assessment_id, "learner": alice.pk}
    more = {"time_factor": "1.5", "extra_time": "0", "extra_attempts": "0"}

    page = as_tess.post("/admin/assessments/accommodation/add/", form | more, follow=True)

    assert "1 running attempt got another deadline." in page.text
    attempt.refresh_from_db()
    assert attempt.deadline == attempt.started_at + timedelta(minutes=15)

    as_tess.post(f"/admin/assessments/accommodation/{Accommodation.objects.get().pk}/delete/", {"post": "yes"})
    attempt.refresh_from_db()
    assert attempt.deadline == attempt.started_at + timedelta(minutes=10)
