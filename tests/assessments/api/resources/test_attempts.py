from __future__ import annotations

import pytest
from django.utils.dateparse import parse_datetime

from assessments.models import Course, Item
from assessments.services.taking import attempts
from tests.assessments.api.programs import Program
from tests.factories import NOW, a_learner, a_started_attempt, answered, place, transposed

pytestmark = pytest.mark.django_db


def test_an_attempt_is_told_with_its_answers_and_without_keys(program: Program, course: Course, item: Item) -> None:
    attempt = a_started_attempt(a_learner("ada"), item, course=course, slug="quiz", tries=3)
    answered(place(attempt), transposed(place(attempt)))

    (row,) = program.get("/attempts?assessment=quiz&submitted=false").json()["data"]
    whole = program.get(f"/attempts/{attempt.pk}").json()

    assert row == {name: value for name, value in whole.items() if name != "places"}
    assert (row["learner"]["username"], row["assessment"]) == ("ada", "quiz")
    assert (row["started_at"], parse_datetime(row["started_at"])) == ("2020-03-02T09:00:00Z", NOW)
    ((response,),) = (one["responses"] for one in whole["places"])
    assert (response["score"], response["misconception"]) == (0, "transposed")
    assert "key" not in response


def test_results_and_statistics_are_of_submitted_attempts(program: Program, course: Course, item: Item) -> None:
    attempt = a_started_attempt(a_learner("ada"), item, course=course, slug="quiz", pass_mark=50)
    assert program.get("/assessments/quiz/results").json() == {"data": [], "next": None}
    attempts.submit(attempt, NOW)

    (row,) = program.get("/assessments/quiz/results").json()["data"]
    figures = program.get("/assessments/quiz/statistics").json()

    assert (row["learner"]["username"], row["score"], row["points"], row["passed"]) == ("ada", 0, 1, False)
    assert (figures["attempts"], figures["n"], figures["mean"], len(figures["places"])) == ("best", 1, 0, 1)


def test_the_roster_has_who_is_in_the_course(program: Program, course: Course) -> None:
    (row,) = program.get("/roster").json()["data"]

    assert (row["person"]["username"], row["role"], row["active"]) == ("ingrid", "instructor", True)
    assert program.get("/course").json()["slug"] == "ours"
    assert program.get("/assessments").json() == {"data": [], "next": None}
