import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse

from assessments.models import Accommodation, Course
from assessments.queries.events import events_about
from tests.assessments.admin.authors import logged_in
from tests.factories import a_course, a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return a_course()


@pytest.fixture
def assistant(course: Course) -> AbstractBaseUser:
    return a_member(course, "assistant")


def test_a_sheet_is_shown_before_it_is_written(course: Course, assistant: AbstractBaseUser) -> None:
    a_member(course, username="ada")
    client, url = logged_in(assistant), reverse("admin:assessments_accommodation_sheet")
    form = {"course": course.pk, "text": "username,time_factor\nada,1.5"}

    looked = client.post(url, form | {"_look": ""})
    before = Accommodation.objects.count()
    client.post(url, form | {"_write": ""})

    assert ("All 1 rows can be written." in looked.text, before) == (True, 0)
    assert str(Accommodation.objects.get()) == f"ada at {course}"


def test_a_sheet_with_a_fault_is_not_written(course: Course, assistant: AbstractBaseUser) -> None:
    form = {"course": course.pk, "text": "username,time_factor\nnobody,1.5", "_write": ""}

    page = logged_in(assistant).post(reverse("admin:assessments_accommodation_sheet"), form)

    assert "The course has no member “nobody”." in page.text
    assert Accommodation.objects.count() == 0


def test_a_sheet_is_for_ones_own_course(assistant: AbstractBaseUser) -> None:
    form = {"course": a_course().pk, "text": "username,time_factor\nada,1.5", "_write": ""}

    page = logged_in(assistant).post(reverse("admin:assessments_accommodation_sheet"), form)

    assert list(page.context["form"].errors) == ["course"]


def test_what_a_list_takes_back_is_written_down(course: Course, assistant: AbstractBaseUser) -> None:
    given = Accommodation.objects.create(course=course, learner=a_member(course), time_factor=2)
    chosen = {"action": "delete_selected", "_selected_action": [given.pk], "post": "yes"}

    logged_in(assistant).post(reverse("admin:assessments_accommodation_changelist"), chosen)

    assert not Accommodation.objects.exists()
    assert [event.verb for event in events_about(given)] == ["end accommodation"]
