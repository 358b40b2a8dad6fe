"""The pages as they are served: whole, few, empty, and as a spreadsheet."""

import csv
import html
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment, Item, Membership
from assessments.services.taking import starting
from tests.assessments.queries.statistics.sitting import a_quiz_of, sat, taken
from tests.factories import NOW, a_bank, a_course, a_learner, a_member, a_published_item, a_quiz

pytestmark = pytest.mark.django_db

MARKS = [[1, 1, 1], [1, 1, 0], [1, 0, 1], [0, 1, 0], [0, 0, None]]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    cache.clear()


def of(quiz: Assessment, page: str = "statistics") -> str:
    return reverse(f"admin:assessments_assessment_{page}", args=[quiz.pk])


def said(response: HttpResponse) -> str:
    """What is read, without the blanks between."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.text)).split())


def test_the_quiz_is_told_with_n_and_intervals(as_tess: Client) -> None:
    quiz = a_quiz_of(3)
    sat(quiz, MARKS)

    text = said(as_tess.get(of(quiz)))

    assert "Learners 5 one attempt each" in text
    assert "Mean 1.60 0.18 to 3.02 of 3.0 points · 53 %" in text
    assert "Standard deviation 1.14" in text
    assert "5 60 % 23 to 88 55 % 65 %" in text  # n, facility with its interval, SD, discrimination
    assert "Too few data: only 5 learners" in text


def test_what_is_not_defined_is_blank(as_tess: Client) -> None:
    quiz = a_quiz_of(1)
    sat(quiz, [[1]])

    response = as_tess.get(of(quiz))

    figures = {figure.name: figure.value for figure in response.context["figures"]}
    assert [figures["Mean"], figures["Standard deviation"], figures["Skewness"], figures["Internal consistency"]] == [
        "1.00",
        "",
        "",
        "",
    ]
    assert "None" not in said(response)
    assert "nan" not in said(response)


@pytest.mark.parametrize("page", ["statistics", "question"])
def test_a_quiz_that_nobody_took_says_so(as_tess: Client, page: str) -> None:
    assert "Nobody has submitted an attempt yet" in said(as_tess.get(of(a_quiz_of(2), page)))


def test_which_attempts_count_is_chosen_and_said(as_tess: Client) -> None:
    quiz, alice = a_quiz_of(1), a_learner()
    taken(quiz, [0], alice)
    taken(quiz, [1], alice, NOW + timedelta(days=1))

    ways = {way: as_tess.get(of(quiz), {"attempts": way}) for way in ("first", "last", "nonsense")}

    assert {way: (page.context["way"], page.context["figures"][1].value) for way, page in ways.items()} == {
        "first": ("first", "0.00"),
        "last": ("last", "1.00"),
        "nonsense": ("best", "1.00"),
    }


def test_a_question_is_told_fifth_by_fifth_and_by_its_parameters(as_tess: Client) -> None:
    quiz = a_quiz_of(2)
    sat(quiz, [[1, 1], [0, 1]] * 4)

    text = said(as_tess.get(of(quiz, "question"), {"number": 1}))

    assert "Right answer key" in text
    assert "Rows and columns changed places" in text
    assert re.search(r"By input size: [1-4] ", text)  # as many bins as the drawn variants fill


def test_variants_that_everybody_got_right_are_not_too_few_to_compare(as_tess: Client) -> None:
    quiz = a_quiz_of(1)
    sat(quiz, [[1]] * 24)

    assert "every answer earned the same" in said(as_tess.get(of(quiz, "question")))


def test_a_question_that_there_is_not_is_not_found(as_tess: Client) -> None:
    quiz = a_quiz_of(1)
    sat(quiz, [[1]])

    assert as_tess.get(of(quiz, "question"), {"number": "2"}).status_code == 404
    assert as_tess.get(of(quiz, "question"), {"number": "x"}).status_code == 404


def test_few_learners_are_not_calibrated(as_tess: Client) -> None:
    quiz = a_quiz_of(3)
    sat(quiz, MARKS)

    assert "Too few data to calibrate: 5 learners, 3 questions" in said(as_tess.get(of(quiz, "calibration")))


def rows_of(response: HttpResponse) -> list[list[str]]:
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_questions_come_as_a_spreadsheet(as_tess: Client) -> None:
    quiz = a_quiz_of(3)
    sat(quiz, MARKS)
    Item.objects.filter(slots__assessment=quiz, slots__position=1).update(title='=HYPERLINK("http://example.com")')

    response = as_tess.get(of(quiz, "figures"))

    heading, *rows = rows_of(response)
    assert response["Content-Disposition"] == f'attachment; filename="{quiz.slug}-best.csv"'
    assert {len(row) for row in rows} == {len(heading)}
    assert [row[:4] for row in rows] == [
        ["1", '\'=HYPERLINK("http://example.com")', "5", "0.6"],
        ["2", rows[1][1], "5", "0.6"],
        ["3", rows[2][1], "5", "0.4"],
    ]


def test_one_question_comes_as_a_spreadsheet(as_tess: Client) -> None:
    quiz = a_quiz_of(2)
    sat(quiz, [[1, 1], [0, 1]] * 4)

    heading, *rows = rows_of(as_tess.get(of(quiz, "figures"), {"number": 1}))

    assert {len(row) for row in rows} == {len(heading)}
    assert [row[:2] + row[7:9] for row in rows if row[0] == "Answer"] == [
        ["Answer", "Right answer", "4", "8"],
        ["Answer", "Rows and columns changed places", "4", "8"],
    ]


@pytest.mark.parametrize("learners", [3, 6])
def test_a_page_that_is_remembered_takes_few_queries(
    as_tess: Client, django_assert_num_queries: Any, learners: int
) -> None:
    quiz = a_quiz_of(2)
    sat(quiz, [[1, 0]] * learners)
    as_tess.get(of(quiz))

    with django_assert_num_queries(4):  # who asks, the quiz, and two that see whether anything has changed
        as_tess.get(of(quiz))


def item_page(item: Item) -> str:
    return reverse("admin:assessments_item_statistics", args=[item.pk])


def test_an_item_is_told_over_all_its_uses(as_tess: Client) -> None:
    item = a_published_item()
    sat(a_quiz(item, title="Midterm", tries=2), [[1], [0]])
    sat(a_quiz(item, title="Final", tries=2), [[1]])

    text = said(as_tess.get(item_page(item)))

    assert "Facility 67 % 21 to 94" in text
    assert "Final 1 100 %" in text
    assert "Midterm 2 50 %" in text
    assert "Too few data: 3 learners at quizzes" in text


def test_an_item_that_nobody_answered_says_so(as_tess: Client) -> None:
    assert "Nobody has answered this question yet" in said(as_tess.get(item_page(a_published_item())))


def test_teachers_see_no_answers_of_other_courses(client: Client) -> None:
    mine, theirs = a_course(), a_course()
    item = a_published_item(bank=a_bank())
    sat(a_quiz(item, course=mine, title="Mine", tries=2), [[1]])
    sat(a_quiz(item, course=theirs, title="Theirs", tries=2), [[0]])
    client.force_login(a_member(mine, Membership.Role.INSTRUCTOR))

    text = said(client.get(item_page(item)))

    assert "Facility 100 %" in text
    assert "Theirs" not in text


def test_both_are_reached_from_what_they_are_about(as_tess: Client) -> None:
    quiz = a_quiz_of(1)
    item = quiz.slots.get().item

    assert of(quiz) in as_tess.get(of(quiz, "change")).text
    assert item_page(item) in as_tess.get(reverse("admin:assessments_item_change", args=[item.pk])).text


def test_open_attempts_do_not_count_yet(as_tess: Client) -> None:
    quiz = a_quiz_of(1)
    starting.start(a_learner(), quiz, NOW)

    assert as_tess.get(of(quiz)).context["n"] == 0
