"""Gradebook, downloads and class board."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assessments.admin.results.pages import table
from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.variant import Question, recall
from assessments.models import Assessment, Course, Revision
from assessments.queries.gradebook import gradebook as book_of
from assessments.services.taking import attempts, starting
from tests.factories import a_course, a_member, a_published_item, a_quiz, answered, place, right, transposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(db: None) -> Course:
    return a_course(open_to_all=False)


@pytest.fixture
def as_olga(client: Client, course: Course) -> Client:
    client.force_login(a_member(course, "owner", username="olga"))
    client.get("/admin/")
    return client


def taken(quiz: Assessment, username: str, *, rightly: bool, submitted: bool = True) -> AbstractBaseUser:
    learner = a_member(quiz.course, username=username)
    attempt = starting.start(learner, quiz, now())
    session = place(attempt)
    answered(session, right(session) if rightly else transposed(session), now())
    if submitted:
        attempts.submit(attempt, now())
    return learner


@pytest.fixture
def quiz(course: Course) -> Assessment:
    quiz = a_quiz(a_published_item(), course=course, title="Dimensions", tries=3)
    taken(quiz, "ada", rightly=True)
    taken(quiz, "grace", rightly=False)
    taken(quiz, "kurt", rightly=True, submitted=False)
    a_member(course, username="sofia")
    return quiz


def gradebook(client: Client, course: Course, query: str = "") -> str:
    return " ".join(client.get(reverse("admin:assessments_course_gradebook", args=[course.pk]) + query).text.split())


def downloaded(client: Client, course: Course, form: str) -> Any:
    return client.get(reverse("admin:assessments_course_scores", args=[course.pk]), {"as": form})


def test_a_quiz_that_nobody_took_says_nothing_of_its_points() -> None:
    quiz = a_quiz(title="Dimensions")

    heading, *_ = table(book_of(quiz.course))

    assert heading == ["Username", "Name", "Dimensions"]


def test_the_gradebook_has_everyone_and_n_beside_the_mean(as_olga: Client, quiz: Assessment) -> None:
    shown = gradebook(as_olga, quiz.course)

    assert [name in shown for name in ("ada", "grace", "kurt", "sofia")] == [True] * 4
    assert "<b>0.50</b><small>n = 2</small>" in shown


def test_a_learner_is_found_by_name(as_olga: Client, quiz: Assessment) -> None:
    shown = gradebook(as_olga, quiz.course, "?q=GRA")

    assert ("grace" in shown, ">ada<" in shown) == (True, False)
    assert "n = 2" in shown


@pytest.mark.parametrize("learners", [1, 3])
def test_the_gradebook_takes_the_same_queries_however_long(
    as_olga: Client, course: Course, learners: int, django_assert_num_queries: Any
) -> None:
    quiz = a_quiz(a_published_item(), course=course)
    for number in range(learners):
        taken(quiz, f"learner {number}", rightly=True)

    with django_assert_num_queries(6):
        gradebook(as_olga, course)


def test_csv_has_numbers_as_numbers(as_olga: Client, quiz: Assessment) -> None:
    text = downloaded(as_olga, quiz.course, "csv").getvalue().decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(text))) == [
        ["Username", "Name", "Dimensions (of 1)"],
        ["ada", "ada", "1.0"],
        ["grace", "grace", "0.0"],
        ["kurt", "kurt", ""],
        ["sofia", "sofia", ""],
        ["", "Mean", "0.5"],
        ["", "n", "2"],
    ]


def test_scores_of_a_quiz_that_changed_are_all_out_of_the_points_that_stand_above_them(course: Course) -> None:
    quiz = a_quiz(a_published_item(), course=course, title="Dimensions")
    taken(quiz, "ada", rightly=True)
    quiz.slots.update(points=4)
    taken(quiz, "grace", rightly=False)

    heading, ada, grace, mean, _ = table(book_of(course))

    assert heading[2] == "Dimensions (of 4)"
    assert (ada[2], grace[2], mean[2]) == (4, 0, 2)


def test_a_workbook_has_them_too(as_olga: Client, quiz: Assessment) -> None:
    response = downloaded(as_olga, quiz.course, "xlsx")

    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="C2"><v>1</v></c>' in sheet
    assert "<f>" not in sheet


def test_json_is_enough_to_work_every_score_out_again(as_olga: Client, quiz: Assessment) -> None:
    records = json.loads(downloaded(as_olga, quiz.course, "json").getvalue())

    assert len(records) == 3
    for record in records:
        (question,) = record["questions"]
        (answer,) = question["answers"]
        revision = Revision.objects.get(digest=question["digest"])
        shown = Question("", "", "", tuple((text, "") for text in question["options"]))
        variant = recall(Definition.read(revision.content), question["params"], shown)
        outcome = grade(variant, answer["raw"])
        assert (outcome.score, outcome.key) == (answer["score"], answer["key"])
        assert record["score"] == question["points"] * question["earned"]


def test_an_unknown_form_is_no_page(as_olga: Client, quiz: Assessment) -> None:
    assert downloaded(as_olga, quiz.course, "pdf").status_code == 404


def board(client: Client, quiz: Assessment, query: str = "", **headers: str) -> str:
    url = reverse("admin:assessments_assessment_board", args=[quiz.pk])
    return " ".join(client.get(url + query, headers=headers).text.split())


def test_the_board_says_who_is_stuck(as_olga: Client, quiz: Assessment) -> None:
    session = place(starting.start(a_member(quiz.course, username="emmy"), quiz, now()))
    for answer in ("(9, 9)", "(8, 8)"):
        answered(session, answer, now())

    shown = board(as_olga, quiz)

    assert "<dt>Stuck somewhere</dt><dd>1</dd>" in shown
    assert '<td class="stuck">1</td>' in shown.partition("emmy")[2]


def test_the_projector_has_no_names(as_olga: Client, quiz: Assessment) -> None:
    names = ("ada", "grace", "kurt")

    assert [name in board(as_olga, quiz).partition("<main")[2] for name in names] == [True] * 3
    assert [name in board(as_olga, quiz, "?projector=1").partition("<main")[2] for name in names] == [False] * 3


def test_htmx_gets_the_part_that_changes(as_olga: Client, quiz: Assessment) -> None:
    part = board(as_olga, quiz, **{"HX-Request": "true"})

    assert part.startswith('<dl class="figures">')
    assert "<html" not in part


@pytest.mark.parametrize("learners", [1, 3])
def test_the_board_takes_the_same_queries_however_long(
    as_olga: Client, course: Course, learners: int, django_assert_num_queries: Any
) -> None:
    quiz = a_quiz(a_published_item(), a_published_item(), course=course)
    for number in range(learners):
        taken(quiz, f"learner {number}", rightly=False, submitted=False)

    with django_assert_num_queries(3):
        board(as_olga, quiz, **{"HX-Request": "true"})
