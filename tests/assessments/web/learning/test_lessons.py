from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.factories import a_course, a_quiz

pytestmark = pytest.mark.django_db

LESSON = "/lesson/lstm-architecture/"
HTMX = {"HX-Request": "true"}


def shapes(page: Any) -> dict[str, str]:
    return {row["role"]: row["shape"] for row in page.context["shapes"]}


def test_the_lesson_begins_with_the_sizes_of_its_example(client: Client) -> None:
    page = client.get(LESSON)

    assert shapes(page) == {
        "input of one step": "(80, 1)",
        "hidden state and cell state": "(12, 1)",
        "gates and candidate": "(12, 1)",
        "feed-forward matrices": "(12, 80)",
        "recurrent matrices": "(12, 12)",
        "biases": "(12, 1)",
    }
    assert page.context["counts"] == {"lstm": 4464, "rnn": 1116, "ratio": "4"}


def test_sizes_that_a_reader_chooses_change_every_shape(client: Client) -> None:
    page = client.get(LESSON, {"input_size": "20", "hidden_size": "50"})

    assert list(shapes(page).values()) == ["(20, 1)", "(50, 1)", "(50, 1)", "(50, 20)", "(50, 50)", "(50, 1)"]
    assert page.context["counts"]["lstm"] == 4 * (50 * 20 + 50 * 50 + 50)


@pytest.mark.parametrize("size", ["1", "512"])
def test_the_smallest_and_the_largest_sizes_are_worked_out(client: Client, size: str) -> None:
    page = client.get(LESSON, {"input_size": size, "hidden_size": size})

    assert shapes(page)["recurrent matrices"] == f"({size}, {size})"


BAD_SIZES = ["", "0", "-1", "513", "999999999999999999999", "2.5", "two", "1e2", "\x00", "<b>", "٣٠٠٠"]


@pytest.mark.parametrize("size", BAD_SIZES)
@pytest.mark.parametrize("name", ["input_size", "hidden_size"])
def test_a_size_that_cannot_be_run_is_told_by_its_name(client: Client, name: str, size: str) -> None:
    page = client.get(LESSON, {"input_size": "3", "hidden_size": "4"} | {name: size})

    label = name.replace("_", " ").capitalize()
    assert page.status_code == 200
    assert [error.partition(":")[0] for error in page.context["errors"]] == [label]
    assert "shapes" not in page.context


def test_one_size_alone_asks_for_the_other(client: Client) -> None:
    page = client.get(LESSON, {"input_size": "3"})

    assert [error.partition(":")[0] for error in page.context["errors"]] == ["Hidden size"]


def test_with_htmx_the_shapes_come_alone(client: Client) -> None:
    sizes = {"input_size": "20", "hidden_size": "50"}

    fragment, page = client.get(LESSON, sizes, headers=HTMX), client.get(LESSON, sizes)

    assert "<html" not in fragment.text
    assert fragment.text.strip() in page.text


def test_a_fragment_is_never_taken_for_its_page(client: Client) -> None:
    assert "HX-Request" in client.get(LESSON)["Vary"]


def test_the_six_equations_are_set_as_mathematics(client: Client) -> None:
    page = client.get(LESSON).text

    assert len(re.findall(r'<math[^>]*display="block"', page)) >= 6
    assert "$" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_the_drawing_has_a_name_and_a_description(client: Client) -> None:
    page = client.get(LESSON).text

    assert re.search(r'<svg[^>]*role="img"', page)
    assert re.search(r"<title[^>]*>[^<]+</title>", page[page.index("<svg") :])


def test_the_lesson_leads_to_quizzes_that_anyone_may_take(client: Client) -> None:
    quiz = a_quiz(title="Gates")
    a_quiz(course=a_course(open_to_all=False), title="For members")

    page = client.get(LESSON)

    assert [row["title"] for row in page.context["quizzes"]] == ["Gates"]
    assert f'href="/assessments/{quiz.slug}/"' in page.text


def test_another_lesson_is_not_found(client: Client) -> None:
    assert client.get("/lesson/gru-architecture/").status_code == 404
