from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, ItemSession
from assessments.queries import attempts as found
from assessments.services.taking import attempts, drafts, flags
from assessments.services.taking.starting import practise, preview
from assessments.web.taking.review_page import result_page, submit_page
from tests.factories import (
    NOW,
    THREE_SHAPES,
    a_published_item,
    a_quiz,
    a_started_attempt,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db


def result_of(attempt: Attempt) -> dict[str, Any]:
    attempts.submit(attempt, NOW)
    mine = found.attempt_for(attempt.learner, attempt.pk)
    return result_page(mine, found.reviewed(mine), NOW)


def variants_of(attempt: Attempt) -> list[list[dict[str, Any]]]:
    return [question["variants"] for question in result_of(attempt)["questions"]]


def test_before_submitting_each_place_says_how_it_stands() -> None:
    attempt = a_started_attempt(None, *(a_published_item() for _ in range(3)))
    answered(place(attempt, 1), right(place(attempt, 1)))
    answered(place(attempt, 2), "(9, 9)")

    page = submit_page(attempt, found.summary(attempt), NOW)

    assert [(row["number"], row["state"]) for row in page["rows"]] == [(1, "right"), (2, "open"), (3, "unanswered")]
    assert page["unanswered"] == 1


def test_a_result_has_the_score_in_points_and_percent() -> None:
    attempt = a_started_attempt(None, *(a_published_item() for _ in range(3)))
    answered(place(attempt), right(place(attempt)))

    page = result_of(attempt)["attempt"]

    assert (page["score_text"], page["percent"], page["submitted"]) == ("1 / 3", 33, NOW)
    assert page["again_url"] == reverse("assessment", args=[attempt.assessment.slug])


@pytest.mark.parametrize(
    ("points", "percent", "passed"), [(2, 66, False), (2.01, 67, True), (3, 100, True), (0.1 + 0.2, 10, False)]
)
def test_what_falls_short_of_the_pass_mark_does_not_look_like_it(points: float, percent: int, passed: bool) -> None:
    attempt = a_started_attempt(None, *(a_published_item() for _ in range(3)), pass_mark=67)
    Attempt.objects.update(score=points)

    page = result_of(attempt)["attempt"]

    assert (page["percent"], page["passed"]) == (percent, passed)


def test_a_result_without_points_is_no_division_by_zero() -> None:
    attempt = a_started_attempt()
    Attempt.objects.update(points=0)

    assert result_of(attempt)["attempt"]["percent"] == 0


def test_a_result_of_practice_leads_back_to_the_bank(alice: AbstractBaseUser) -> None:
    item = a_published_item()

    page = result_of(practise(alice, item.bank, NOW))

    assert page["attempt"]["again_url"] == reverse("practice_bank", args=[item.bank.slug])


def test_a_preview_leads_back_to_its_quiz_that_is_not_published_yet(client: Client, tess: AbstractBaseUser) -> None:
    client.force_login(tess)

    page = result_of(preview(tess, a_quiz(published=False), NOW))

    assert client.get(page["attempt"]["again_url"]).status_code == 200


def test_a_reviewed_question_shows_every_answer_the_key_and_the_way_there() -> None:
    attempt = a_started_attempt()
    session = place(attempt)
    answered(session, transposed(session))
    answered(place(attempt), "(9, 9)")

    ((variant,),) = variants_of(attempt)

    assert [(answer["state"], answer["answer_html"]) for answer in variant["answers"]] == [
        ("wrong", transposed(session)),
        ("wrong", "(9, 9)"),
    ]
    assert variant["answers"][0]["diagnosis"] == "Rows and columns changed places"
    assert variant["key_html"] == right(session)
    assert "<math" in variant["solution_html"]


@pytest.mark.parametrize(("told", "twice"), [({}, False), ({"correctness": "never"}, True)])
def test_a_right_answer_stands_for_the_key_where_it_is_told_to_be_right(told: dict[str, str], twice: bool) -> None:
    attempt = a_started_attempt(feedback=told)
    answered(place(attempt), right(place(attempt)))

    ((variant,),) = variants_of(attempt)

    assert bool(variant["key_html"]) == twice


def test_a_question_never_answered_keeps_its_key() -> None:
    attempt = a_started_attempt(None, a_published_item(), a_published_item())
    answered(place(attempt), right(place(attempt)))

    _, (unseen,) = variants_of(attempt)

    assert (unseen["answers"], unseen["key_html"], unseen["solution_html"]) == ([], "", "")
    assert right(place(attempt, 2)) not in str(unseen)


def test_a_later_variant_never_answered_keeps_its_key() -> None:
    attempt = a_started_attempt()
    session = place(attempt)
    answered(session, transposed(session))
    attempts.another(place(attempt), NOW)

    ((first, second),) = variants_of(attempt)

    assert (first["key_html"], second["key_html"], second["solution_html"]) == (right(session), "", "")


def test_nothing_is_in_progress_once_all_is_over() -> None:
    attempt = a_started_attempt(tries=2)
    answered(place(attempt), transposed(place(attempt)))

    (question,) = result_of(attempt)["questions"]

    assert (question["state"], question["state_text"]) == ("wrong", "Not right")


def test_the_best_variant_speaks_for_a_place() -> None:
    attempt = a_started_attempt(tries=1)
    answered(place(attempt), right(place(attempt)))
    answered(attempts.another(place(attempt), NOW), "(9, 9)")

    (question,) = result_of(attempt)["questions"]

    assert (question["state"], question["score_text"]) == ("right", "1 / 1")
    assert [answer["state"] for variant in question["variants"] for answer in variant["answers"]] == ["right", "wrong"]


@pytest.mark.parametrize("definition", [THREE_SHAPES, THREE_SHAPES | {"ask": "choice", "options": 5}])
def test_a_result_page_is_shown_whatever_was_asked(
    as_alice: Client, alice: AbstractBaseUser, definition: dict[str, Any]
) -> None:
    attempt = a_started_attempt(alice, a_published_item(**definition), a_published_item(**definition))
    answered(place(attempt), transposed(place(attempt)))
    attempts.submit(attempt, NOW)

    page = as_alice.get(reverse("review", args=[attempt.pk]))

    assert page.status_code == 200
    assert transposed(place(attempt)) in page.text


@pytest.mark.parametrize(
    ("mistake", "diagnosis"), [("no-bias", ""), ("gates-swapped", "The forget gate and the input gate changed places")]
)
def test_a_mistake_that_stands_beside_its_part_is_not_told_again(mistake: str, diagnosis: str) -> None:
    attempt = a_started_attempt(None, a_published_item("step-by-parts", domains={"before": [-2.0], "i_weight": [-0.5]}))
    session = place(attempt)
    answered(session, "\n".join(map(str, dict(session.variant.kind.wrong_answers())[mistake])))

    ((variant,),) = variants_of(attempt)

    (answer,) = variant["answers"]
    assert (len(answer["parts"]), answer["diagnosis"]) == (6, diagnosis)


def test_where_the_last_answer_counts_a_place_stands_by_the_last() -> None:
    attempt = a_started_attempt(mode="deferred")
    for answer in (right, transposed):
        answered(place(attempt), answer(place(attempt)))

    (question,) = result_of(attempt)["questions"]

    assert (question["state"], question["score_text"]) == ("wrong", "0 / 1")


def test_a_result_tallies_how_the_questions_stand() -> None:
    attempt = a_started_attempt(None, *(a_published_item() for _ in range(4)), tries=1)
    for number, answer in ((1, right), (2, transposed), (3, right)):
        answered(place(attempt, number), answer(place(attempt, number)))

    tally = [(row["state"], row["count"]) for row in result_of(attempt)["tally"]]

    assert tally == [("unanswered", 1), ("right", 2), ("wrong", 1)]


def test_where_all_questions_stand_alike_there_is_nothing_to_tally() -> None:
    assert result_of(a_started_attempt(None, a_published_item(), a_published_item()))["tally"] == []


def test_the_tally_tells_no_more_than_may_be_seen() -> None:
    hidden = dict.fromkeys(("correctness", "score"), "never")
    attempt = a_started_attempt(None, *(a_published_item() for _ in range(3)), mode="exam", tries=1, feedback=hidden)
    for number, answer in ((1, right), (2, transposed)):
        answered(place(attempt, number), answer(place(attempt, number)))

    assert [(row["state"], row["count"]) for row in result_of(attempt)["tally"]] == [("unanswered", 1), ("answered", 2)]


@pytest.mark.parametrize(
    ("limit", "after", "told"),
    [
        (None, 12, ("", False)),
        (20, 12, ("12 minutes", False)),
        (20, 25, ("20 minutes", True)),
    ],
)
def test_of_a_timed_attempt_the_result_says_how_long_it_took(
    limit: int | None, after: int, told: tuple[str, bool]
) -> None:
    attempt = a_started_attempt(time_limit=timedelta(minutes=limit) if limit else None)
    attempts.submit(attempt, NOW + timedelta(minutes=after))

    page = result_of(attempt)["attempt"]

    assert (page["taken"], page["time_was_up"]) == told


def test_flags_are_still_there_in_the_result() -> None:
    attempt = a_started_attempt(None, a_published_item(), a_published_item())
    flags.put(place(attempt, 2), True, NOW)

    assert [question["is_flagged"] for question in result_of(attempt)["questions"]] == [False, True]


# What was typed and never answered with


def typed(attempt: Attempt, number: int, raw: str) -> None:
    drafts.save(place(attempt, number), raw, 0, NOW)


def test_before_submitting_what_nothing_can_read_is_told_from_what_will_count() -> None:
    attempt = a_started_attempt(None, *(a_published_item() for _ in range(3)))
    typed(attempt, 1, "(2, 3)")
    typed(attempt, 2, "two by three")

    page = submit_page(attempt, found.summary(attempt), NOW)

    assert [row["state"] for row in page["rows"]] == ["typed", "unreadable", "unanswered"]
    assert (page["unchecked"], page["unreadable"], page["unanswered"]) == (1, 1, 1)


def test_what_nothing_could_read_is_still_there_in_the_result(as_alice: Client, alice: AbstractBaseUser) -> None:
    attempt = a_started_attempt(alice, a_published_item(), a_published_item())
    typed(attempt, 1, "two <by> three")

    page = result_of(attempt)
    text = as_alice.get(reverse("review", args=[attempt.pk])).text

    assert [question["state"] for question in page["questions"]] == ["unreadable", "unanswered"]
    assert page["questions"][0]["variants"][0]["typed"] == "two <by> three"
    assert '<span class="given">two &lt;by&gt; three</span>' in text


def test_practice_shows_what_was_typed_and_left(alice: AbstractBaseUser) -> None:
    attempt = practise(alice, a_published_item().bank, NOW)
    typed(attempt, 1, "(2, 3)")

    assert [question["state"] for question in result_of(attempt)["questions"]] == ["typed"]


def test_a_broken_item_keeps_nobody_from_the_page_before_submitting() -> None:
    attempt = a_started_attempt()
    typed(attempt, 1, "(2, 3)")
    ItemSession.objects.update(params={"nothing": "fits"})

    assert [row["state"] for row in submit_page(attempt, found.summary(attempt), NOW)["rows"]] == ["typed"]


@pytest.mark.parametrize("mode", ["exam", "deferred"])
@pytest.mark.parametrize(("told", "state"), [({}, "right"), ({"correctness": "after-close"}, "answered")])
def test_what_was_handed_in_as_typed_is_not_called_wrong_before_it_may_be(
    mode: str, told: dict[str, str], state: str
) -> None:
    attempt = a_started_attempt(mode=mode, feedback=told, closes_at=NOW + timedelta(days=1))
    typed(attempt, 1, right(place(attempt)))

    assert [question["state"] for question in result_of(attempt)["questions"]] == [state]
