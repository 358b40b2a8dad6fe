import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assessments.models import Accommodation, Assessment, Attempt, Group, Section, Slot
from assessments.services.courses.copying import copy_course
from assessments.services.courses.membership import enrol
from assessments.services.taking import starting
from tests.assessments.admin.authors import logged_in
from tests.factories import NOW, a_bank, a_course, a_member, a_published_item, a_quiz, a_started_attempt

pytestmark = pytest.mark.django_db
ADD = "/admin/assessments/assessment/add/"
MANAGEMENT = {
    "slots-TOTAL_FORMS": "1",
    "slots-INITIAL_FORMS": "0",
    "sections-TOTAL_FORMS": "0",
    "sections-INITIAL_FORMS": "0",
}


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
    scored = {"mode": "adaptive", "penalty": "0", "shares": "", "step": "1", "kept": "best"}
    return named | scored | MANAGEMENT | {f"slots-0-{name}": value for name, value in place.items()}


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

    formset, _ = response.context["inline_admin_formsets"]
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
    assert response.context["adminform"].form.errors == {"closes_at": ["It would close before it opens."]}


@pytest.mark.parametrize("name", ["item", "bank"])
def test_slots_find_items_and_banks_by_name(as_tess: Client, name: str) -> None:
    item = a_published_item(bank=a_bank(title="Gates"))
    asked = {"app_label": "assessments", "model_name": "slot", "field_name": name, "term": "gates"}

    found = as_tess.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert found == [{"id": str(getattr(item, name, item).pk), "text": str(getattr(item, name, item))}]


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("feedback-key", "tomorrow", "key: &#x27;tomorrow&#x27; is not one of at-once"),
        ("shares", "100, 200", "must be a list of numbers from 0 to 1"),
        ("shares", "all", "“all” is no number"),
        ("shares", "nan", "“nan” is no number"),
        ("late_credit-0-hours", "24", "“” is no number"),
        ("late_credit-0-percent", "inf", "is no number"),
        ("ip_ranges", "192.0.2.300", "write an address such as 192.0.2.7"),
        ("pass_mark", "101", "less than or equal to 100"),
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


def test_an_accommodation_that_is_given_to_another_is_taken_from_the_first(
    as_tess: Client, alice: AbstractBaseUser, bob: AbstractBaseUser
) -> None:
    attempt = a_started_attempt(alice, now=now(), time_limit=timedelta(minutes=10))
    form = {"course": attempt.assessment.course_id, "assessment": attempt.assessment_id, "learner": alice.pk}
    more = {"time_factor": "1.5", "extra_time": "0", "extra_attempts": "0"}
    as_tess.post("/admin/assessments/accommodation/add/", form | more)

    given = Accommodation.objects.get()
    as_tess.post(f"/admin/assessments/accommodation/{given.pk}/change/", form | more | {"learner": bob.pk})

    attempt.refresh_from_db()
    assert attempt.deadline == attempt.started_at + timedelta(minutes=10)


def test_groups_that_are_deleted_from_the_list_give_nothing_any_more(as_tess: Client, alice: AbstractBaseUser) -> None:
    made = a_quiz(time_limit=timedelta(minutes=10))
    group = Group.objects.create(course=made.course, title="Evening")
    group.members.add(alice)
    Accommodation.objects.create(course=made.course, group=group, time_factor=2)
    attempt = starting.start(alice, made, now())

    chosen = {"action": "delete_selected", "_selected_action": [group.pk], "post": "yes"}
    page = as_tess.post("/admin/assessments/group/", chosen, follow=True)

    attempt.refresh_from_db()
    assert attempt.deadline == attempt.started_at + timedelta(minutes=10)
    assert "1 running attempt got another deadline." in page.text


def test_a_field_of_extra_time_that_was_emptied_is_no_extra_time(as_tess: Client, alice: AbstractBaseUser) -> None:
    form = {"course": a_course().pk, "learner": alice.pk, "time_factor": "1.5", "extra_time": "", "extra_attempts": "0"}

    as_tess.post("/admin/assessments/accommodation/add/", form)

    assert Accommodation.objects.get().extra_time == timedelta()


@pytest.mark.parametrize("from_the_list", [True, False])
def test_a_quiz_that_only_its_teacher_tried_is_deleted(
    as_tess: Client, tess: AbstractBaseUser, from_the_list: bool
) -> None:
    made = a_quiz()
    starting.preview(tess, made, now())
    chosen = {"action": "delete_selected", "_selected_action": [made.pk]} if from_the_list else {}
    url = "/admin/assessments/assessment/" if from_the_list else f"/admin/assessments/assessment/{made.pk}/delete/"

    asked = as_tess.post(url, chosen) if from_the_list else as_tess.get(url)
    assert "Are you sure" in asked.text
    assert Attempt.objects.filter(is_preview=True).count() == 1

    as_tess.post(url, chosen | {"post": "yes"})
    assert (Assessment.objects.count(), Attempt.objects.count()) == (0, 0)


def test_a_quiz_that_somebody_took_is_not_deleted(as_tess: Client, tess: AbstractBaseUser) -> None:
    attempt = a_started_attempt()
    starting.preview(tess, attempt.assessment, now())

    as_tess.post(f"/admin/assessments/assessment/{attempt.assessment_id}/delete/", {"post": "yes"})

    assert (Assessment.objects.count(), Attempt.objects.count()) == (1, 2)


# Sections, tables and rows


def test_a_section_is_made_by_its_name(as_tess: Client) -> None:
    item = a_published_item()

    as_tess.post(ADD, quiz(item=item.pk, section_title="Shapes"))
    made = Assessment.objects.get(slug="dimensions")
    slot = made.slots.get()
    again = {"slots-INITIAL_FORMS": "1", "slots-0-id": slot.pk, "course": made.course_id}
    as_tess.post(changing(made), quiz(item=item.pk, section_title="Shapes") | again)

    assert [(one.section.title, one.section.position) for one in made.slots.all()] == [("Shapes", 1)]


def a_section(title: str, **more: Any) -> dict[str, Any]:
    named = {"title": title, "position": "3", "instructions": "Read them twice."} | more
    return {"sections-TOTAL_FORMS": "1"} | {f"sections-0-{name}": value for name, value in named.items()}


def test_a_section_is_made_on_the_page_that_has_its_first_question(as_tess: Client) -> None:
    as_tess.post(ADD, quiz(item=a_published_item().pk, section_title="Shapes") | a_section("Shapes"))

    section = Slot.objects.get().section
    assert (section.title, section.position, section.instructions) == ("Shapes", 3, "Read them twice.")
    assert Section.objects.count() == 1


def in_a_section(client: Client) -> dict[str, Any]:
    """The form of a quiz whose question stands in the section Shapes, to be sent again."""
    item = a_published_item()
    client.post(ADD, quiz(item=item.pk, section_title="Shapes"))
    made = Assessment.objects.get(slug="dimensions")
    slot = {"id": made.slots.get().pk, "item": item.pk, "section_title": "Shapes", "points": "2"}
    return quiz(**slot) | {"slots-INITIAL_FORMS": "1", "sections-INITIAL_FORMS": "1", "course": made.course_id}


def test_a_section_is_renamed_on_the_page_that_changes_its_question(as_tess: Client) -> None:
    form = in_a_section(as_tess)

    as_tess.post(changing(Assessment.objects.get()), form | a_section("Sizes", id=Section.objects.get().pk))

    slot = Slot.objects.get()
    assert (slot.points, slot.section.title, Section.objects.count()) == (2, "Sizes", 1)


def test_a_section_is_deleted_on_the_page_that_changes_its_question(as_tess: Client) -> None:
    form = in_a_section(as_tess)

    gone = a_section("Shapes", id=Section.objects.get().pk, DELETE="on")
    as_tess.post(changing(Assessment.objects.get()), form | gone)

    slot = Slot.objects.get()
    assert (slot.points, slot.section, Section.objects.count()) == (2, None, 0)


def test_a_slot_says_what_it_draws(as_tess: Client) -> None:
    as_tess.post(ADD, quiz(bank=a_bank().pk, draws="2", tags="gates, recall", difficulties=["1", "3"]))

    slot = Slot.objects.get()
    assert (slot.tags, slot.difficulties, slot.draws) == (["gates", "recall"], [1, 3], 2)


def test_what_is_told_and_what_comes_late_are_filled_in(as_tess: Client) -> None:
    told = {"feedback-key": "after-close", "feedback-hint": "never", "feedback-score": ""}
    late = {f"late_credit-{at}-{name}": text for at, row in enumerate(LATE) for name, text in row.items()}

    as_tess.post(ADD, quiz(item=a_published_item().pk) | told | late | {"shares": "100, 50 %"})

    made = Assessment.objects.get(slug="dimensions")
    assert made.feedback == {"key": "after-close", "hint": "never"}
    assert (made.late_credit, made.shares) == ([[24, 0.8], [72, 0.5]], [1, 0.5])


LATE = [{"hours": "24", "percent": "80"}, {"hours": "72", "percent": "50 %"}, {"hours": "", "percent": ""}]


def test_more_steps_of_late_credit_than_the_page_has_rows_are_kept(as_tess: Client) -> None:
    steps = [[24, 0.9], [48, 0.8], [72, 0.7], [96, 0.6], [120, 0.5]]
    made = a_quiz(late_credit=steps)
    html, slot = as_tess.get(changing(made)).text, made.slots.get()
    sent = dict(re.findall(r'name="(late_credit-[^"]+)" value="([^"]*)"', html))

    form = quiz(item=slot.item_id, id=slot.pk) | {"slots-INITIAL_FORMS": "1", "course": made.course_id}
    as_tess.post(changing(made), form | sent)

    made.refresh_from_db()
    assert (made.title, made.late_credit) == ("Dimensions", steps)


def test_what_is_kept_is_shown_as_it_was_filled_in(as_tess: Client) -> None:
    made = a_quiz(late_credit=[[24, 0.8]], shares=[1, 0.5], feedback={"key": "never"}, mode="exam")

    html = as_tess.get(changing(made)).text

    assert 'name="late_credit-0-hours" value="24"' in html
    assert 'name="late_credit-0-percent" value="80"' in html
    assert 'name="shares" value="100, 50"' in html
    assert 'name="feedback-key" value="never" aria-label="Right answer: Never" checked' in html


def changing(assessment: Assessment) -> str:
    return reverse("admin:assessments_assessment_change", args=[assessment.pk])


# What a learner gets


def test_the_page_says_what_a_learner_gets(as_tess: Client) -> None:
    made = a_quiz(a_published_item(), a_published_item(), tries=1, pass_mark=60)
    Slot.objects.create(assessment=made, bank=a_published_item().bank, draws=3, points=2, position=3)

    seen = as_tess.get(changing(made)).context["seen"]

    assert (seen["questions"], seen["points"]) == (5, "8")
    assert "may answer each once" in seen["facts"]
    assert seen["warnings"] == [f"3 are to be drawn from “{made.slots.last().bank}”, and 1 fit."]


# Trying and copying


def test_a_teacher_takes_it_as_a_learner(as_tess: Client) -> None:
    made = a_quiz(published=False)

    response = as_tess.post(reverse("admin:assessments_assessment_try", args=[made.pk]))

    (run,) = Attempt.objects.all()
    assert (response["Location"], run.is_preview) == (reverse("attempt", args=[run.pk]), True)


def test_what_cannot_be_tried_says_why(as_tess: Client) -> None:
    empty = Assessment.objects.create(course=a_course(), slug="empty", title="Empty")

    page = as_tess.post(reverse("admin:assessments_assessment_try", args=[empty.pk]), follow=True)

    assert "no published questions yet" in page.text


def test_a_copy_goes_where_its_author_teaches() -> None:
    made, other, foreign = a_quiz(), a_course(), a_course()
    ingrid = a_member(made.course, "instructor")
    enrol(other, ingrid, "owner", None, NOW)
    client, url = logged_in(ingrid), reverse("admin:assessments_assessment_copy", args=[made.pk])

    refused = client.post(url, {"title": "Copy", "slug": "copy", "course": foreign.pk})
    client.post(url, {"title": "Copy", "slug": "copy", "course": other.pk})

    assert list(refused.context["form"].errors) == ["course"]
    assert Assessment.objects.get(slug="copy").course == other


def typed(response: Any) -> dict[str, Any]:
    """What a browser would send if nothing was changed on the page."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    sent = {}
    for field in (field for form in forms for field in form):
        value, widget = field.value(), field.field.widget
        parts = widget.decompress(value) if hasattr(widget, "decompress") else None
        named = {f"{field.html_name}_{place}": part for place, part in enumerate(parts or ())} or {
            field.html_name: value
        }
        sent |= {name: one for name, one in named.items() if one is not None and one is not False}
    return sent


@pytest.mark.parametrize("drawn", [False, True])
def test_whoever_teaches_a_copy_alone_keeps_the_questions_that_it_asks(drawn: bool) -> None:
    """They are in a bank of the course that was copied, which is closed to them."""
    course = a_course()
    bank = a_bank(course=course)
    quiz = a_quiz(a_published_item(bank=bank), course=course)
    if drawn:
        quiz.slots.update(item=None, bank=bank)
    copy = copy_course(course, "Copy", "copy", a_member(course, "owner"), NOW).assessments.get()
    ingrid = logged_in(a_member(copy.course, "instructor"))
    page = reverse("admin:assessments_assessment_change", args=[copy.pk])

    response = ingrid.post(page, typed(ingrid.get(page)) | {"title": "Changed"})

    assert response.status_code == 302
    assert Assessment.objects.get(pk=copy.pk).title == "Changed"
    assert [(slot.item_id, slot.bank_id) for slot in copy.slots.all()] == [
        (slot.item_id, slot.bank_id) for slot in quiz.slots.all()
    ]


def test_what_a_copy_asks_is_no_way_to_the_rest_of_its_bank() -> None:
    course = a_course()
    bank = a_bank(course=course)
    quiz, other = a_quiz(a_published_item(bank=bank), course=course), a_published_item(bank=bank)
    copy = copy_course(course, "Copy", "copy", a_member(course, "owner"), NOW).assessments.get()
    ingrid = logged_in(a_member(copy.course, "instructor"))
    page = reverse("admin:assessments_assessment_change", args=[copy.pk])

    response = ingrid.post(page, typed(ingrid.get(page)) | {"slots-0-item": other.pk})

    formset, _ = response.context["inline_admin_formsets"]
    assert list(formset.forms[0].errors) == ["item"]
    assert copy.slots.get().item == quiz.slots.get().item
