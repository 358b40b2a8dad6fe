from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

from assessments.models import Accommodation, Assessment, Course, Event, Group
from assessments.queries.events import events_about
from assessments.services.courses.accommodating import apply, read
from assessments.services.courses.giving import regroup, take_back
from assessments.services.taking import starting
from tests.factories import NOW, a_course, a_member, a_quiz

pytestmark = pytest.mark.django_db
HEAD = "username,group,quiz,time_factor,extra_minutes\n"


@pytest.fixture
def course() -> Course:
    return a_course()


@pytest.fixture
def ada(course: Course) -> AbstractBaseUser:
    return a_member(course, username="ada")


@pytest.fixture
def quiz(course: Course) -> Assessment:
    return a_quiz(course=course, slug="midterm", time_limit=timedelta(minutes=10))


def test_reading_writes_nothing(course: Course, ada: AbstractBaseUser) -> None:
    (row,) = read(f"{HEAD}ada,,,1.5,", course)

    assert (row.line, row.is_new, row.fault, Accommodation.objects.count()) == (2, True, "", 0)


def test_a_sheet_reaches_running_attempts(course: Course, ada: AbstractBaseUser, quiz: Assessment) -> None:
    Group.objects.create(course=course, title="Evening").members.add(a_member(course))
    attempt = starting.start(ada, quiz, NOW)

    changed = apply(read(f'{HEAD}ada,,midterm,"1,5",5\n,Evening,,2,', course), None, NOW)

    attempt.refresh_from_db()
    assert (changed, attempt.deadline) == (1, NOW + timedelta(minutes=20))
    assert sorted(str(one) for one in Accommodation.objects.all()) == [f"Evening at {course}", "ada at LSTM dimensions"]


def test_a_second_sheet_changes_what_the_first_wrote(course: Course, ada: AbstractBaseUser) -> None:
    apply(read(f"{HEAD}ada,,,1.5,", course), None, NOW)

    (row,) = read(f"{HEAD}ada,,,2,", course)
    apply([row], None, NOW)

    assert (row.is_new, Accommodation.objects.get().time_factor) == (False, 2)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("bela,,,1,", "The course has no member “bela”."),
        (",Evening,,1,", "The course has no group “Evening”."),
        ("ada,,final,1,", "The course has no quiz “final”."),
        ("ada,Evening,,1,", "Name either a username or a group."),
        (",,,1,", "Name either a username or a group."),
        ("ada,,,0.5,", "Ensure this value is greater than or equal to 1."),
        ("ada,,,fast,", "“fast” value must be a decimal number."),
        ("ada,,,1,soon", "could not convert string to float: 'soon'"),
        ("ada,,,1,inf", "“inf” is more minutes than there can be."),
        ("ada,,,1,1e300", "“1e300” is more minutes than there can be."),
        ("ada,,,1,,more", "more cells than columns"),
    ],
)
def test_each_row_says_what_is_wrong_with_it(course: Course, ada: AbstractBaseUser, line: str, fault: str) -> None:
    a_member(a_course(), username="bela")

    (row,) = read(HEAD + line, course)

    assert (row.given, row.fault) == (None, fault)


def test_a_row_is_named_by_its_line(course: Course, ada: AbstractBaseUser) -> None:
    rows = read(f"{HEAD}\nada,,,1.5,\n\nnobody,,,1.5,", course)

    assert [(row.line, row.fault) for row in rows] == [(3, ""), (5, "The course has no member “nobody”.")]


@pytest.mark.parametrize("date", ["0001-01-01T00:00+05:00", "9999-12-31T23:00-05:00"])
def test_a_date_beyond_all_time_is_refused(course: Course, ada: AbstractBaseUser, date: str) -> None:
    (row,) = read(f"username,closes_at\nada,{date}", course)

    assert row.fault == f"“{date}” is before or after all time."


def test_minutes_take_a_decimal_comma_as_factors_do(course: Course, ada: AbstractBaseUser) -> None:
    (row,) = read(f'{HEAD}ada,,,"1,5","2,5"', course)

    assert row.given.extra_time == timedelta(minutes=2, seconds=30)


def test_one_fault_keeps_the_whole_sheet_from_being_written(course: Course, ada: AbstractBaseUser) -> None:
    rows = read(f"{HEAD}ada,,,1.5,\nnobody,,,1.5,\nada,,,2,", course)

    with pytest.raises(ValueError, match="not written"):
        apply(rows, None, NOW)
    assert [row.fault for row in rows] == ["", "The course has no member “nobody”.", "The same as in line 2."]
    assert Accommodation.objects.count() == 0


@pytest.mark.parametrize("text", ["", "name,factor\nada,2", "ada,2"])
def test_what_is_no_sheet_is_refused(course: Course, text: str) -> None:
    with pytest.raises(ValidationError, match="must name columns among"):
        read(text, course)


def test_a_cell_without_end_is_refused(course: Course) -> None:
    with pytest.raises(ValidationError, match="cannot be read as rows between commas"):
        read("username\n" + "a" * 140_000, course)


def test_what_is_given_and_taken_back_is_written_down(
    course: Course, ada: AbstractBaseUser, tess: AbstractBaseUser
) -> None:
    apply(read(f"{HEAD}ada,,,1.5,5", course), tess, NOW)
    given, pk = Accommodation.objects.get(), str(Accommodation.objects.get().pk)
    take_back(given, tess, NOW)

    events = Event.objects.filter(subject_type="accommodation", subject_id=pk, course_id=course.pk).order_by("number")
    nothing = dict.fromkeys(("quiz", "group", "opens_at", "due_at", "closes_at"))
    gave = nothing | {"learner": ada.pk, "time_factor": 1.5, "extra_minutes": 5, "extra_attempts": 0}
    assert [(event.verb, event.facts) for event in events] == [("accommodate", gave), ("end accommodation", gave)]


def test_who_joins_and_leaves_a_group_is_written_down(
    course: Course, ada: AbstractBaseUser, tess: AbstractBaseUser
) -> None:
    group, grace = Group.objects.create(course=course, title="Evening"), a_member(course)
    group.members.set([ada])

    regroup(group, [grace.pk], tess, NOW)
    regroup(group, [ada.pk], tess, NOW)

    (event,) = events_about(group)
    assert (event.verb, event.facts) == ("regroup", {"joined": [ada.pk], "left": [grace.pk]})
