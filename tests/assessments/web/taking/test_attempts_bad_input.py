"""Whatever is sent: a clear answer, nothing lost, nothing charged, and never a 500."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from assessments.models import ItemSession, Response
from assessments.services.taking import late
from tests.assessments.web.posting import sent, url
from tests.factories import (
    THREE_SHAPES,
    a_published_item,
    a_session,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


RAW = {
    "nothing": "",
    "blanks": " \t\n ",
    "words": "two by three",
    "NUL": "(2, 3)\x00",
    "NUL alone": "\x00",
    "escape": "\x1b[2J(2, 3)",
    "right to left": "\u202e(3, 2)\u202c and so on",
    "line breaks": "(2,\n3)",
    "a page": "<script>alert(1)</script>",
    "SQL": "'; DROP TABLE assessments_response; --",
    "a template": "{{ 7 * 7 }}{% debug %}",
    "braces": "{gate} {input_size}",
    "too long": "9" * 1001,
    "far too long": "9" * 100_000,
    "brackets": "(" * 999,
    "commas": "," * 999,
    "digits": "(" + "9" * 900 + ", x)",
    "emoji": "🧠 × 🧠",
    "combining marks": "2" + "\u0301" * 900,
    "infinite": "(inf, nan)",
    "ten billion axes": "1x" * 400,
}


@pytest.mark.parametrize("raw", RAW.values(), ids=RAW)
@pytest.mark.usefixtures("untouched")
def test_what_is_no_shape_comes_back_with_a_reason(as_alice: Client, session: ItemSession, raw: str) -> None:
    response = sent(as_alice, session, raw)

    assert response.status_code == 422
    assert response.context["error"]


@pytest.mark.usefixtures("untouched")
def test_a_lone_surrogate_on_the_wire_is_read_as_what_it_is(as_alice: Client, session: ItemSession) -> None:
    wire = f"raw=%ED%A0%80%28&intent={uuid4()}&turn=1"

    assert as_alice.post(url(session, "answer"), wire, content_type=FORM).status_code == 422


@pytest.mark.parametrize("raw", ["(2, 3)\u2028", "\ufeff(2, 3)", "２，３", "(2, 3)\x1f"])
def test_look_alikes_of_an_answer_are_judged_and_kept(as_alice: Client, alice: AbstractBaseUser, raw: str) -> None:
    item = a_published_item(domains={"input_size": [3], "hidden_size": [2], "gate": ["f"]})
    session = a_session(alice, item)

    response = sent(as_alice, session, raw)

    assert (response.status_code, Response.objects.get().read_as, Response.objects.get().score) == (302, "(2, 3)", 1)


@pytest.mark.parametrize("intent", ["", "1", "not-a-uuid", "0" * 10_000, "\x00", "ｉｎｔｅｎｔ"])
@pytest.mark.usefixtures("untouched")
def test_a_form_whose_number_is_nonsense_is_a_bad_request(as_alice: Client, session: ItemSession, intent: str) -> None:
    assert sent(as_alice, session, right(session), intent=intent).status_code == 400


@pytest.mark.usefixtures("untouched")
def test_a_form_without_its_number_is_a_bad_request(as_alice: Client, session: ItemSession) -> None:
    assert as_alice.post(url(session, "answer"), {"raw": right(session)}).status_code == 400


@pytest.mark.parametrize("turn", ["0", "2", "-1", "one", "", "9" * 10_000, "\x00"])
@pytest.mark.usefixtures("untouched")
def test_an_answer_to_a_variant_that_is_not_there_is_not_judged(
    as_alice: Client, session: ItemSession, turn: str
) -> None:
    response = sent(as_alice, session, right(session), turn=turn)

    assert (response.status_code, response["Location"]) == (302, url(session))


# Choices


@pytest.fixture
def choice(alice: AbstractBaseUser) -> ItemSession:
    item = a_published_item(**THREE_SHAPES, ask="choice", options=3)
    return a_session(alice, item)


def test_an_option_is_chosen_by_its_text(as_alice: Client, choice: ItemSession) -> None:
    sent(as_alice, choice, right(choice))

    assert Response.objects.get().score == 1


@pytest.mark.parametrize("raw", ["(99, 98)", "0", "option-2", "x" * 5000, "\x00", "<b>(2, 3)</b>"])
def test_a_forged_option_is_refused_and_costs_nothing(as_alice: Client, choice: ItemSession, raw: str) -> None:
    response = sent(as_alice, choice, raw)

    assert response.status_code == 422
    assert (place(choice.attempt).tries_used, Response.objects.count()) == (0, 0)


def test_the_options_of_another_variant_are_forged_here(as_alice: Client, choice: ItemSession) -> None:
    size = 7 if choice.params["input_size"] == 3 else 3

    assert sent(as_alice, choice, f"(2, {size})").status_code == 422


def test_two_options_where_one_is_asked_for_are_no_answer(as_alice: Client, choice: ItemSession) -> None:
    response = sent(as_alice, choice, [right(choice), transposed(choice)])

    assert response.status_code == 422


def test_nothing_chosen_is_no_answer(as_alice: Client, choice: ItemSession) -> None:
    response = as_alice.post(url(choice, "answer"), {"intent": str(uuid4()), "turn": 1})

    assert response.status_code == 422


def test_whoever_goes_on_and_on_at_a_finished_question_is_told_that_it_is_enough(
    as_alice: Client, session: ItemSession
) -> None:
    answered(session, right(session))
    for number in range(late.MOST):
        sent(as_alice, session, f"(77, {number})")

    response = as_alice.get(sent(as_alice, session, "(77, 777)").headers["Location"])

    assert "Enough has been saved here after the end." in response.text
