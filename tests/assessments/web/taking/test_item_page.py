from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.engine.formats import Unreadable
from assessments.engine.judging.diagnosis import Diagnosis
from assessments.engine.misconceptions import CATALOGUE
from assessments.models import ItemSession, Response
from assessments.queries import attempts as found
from assessments.services.taking import attempts
from assessments.services.taking.starting import practise
from assessments.web.taking.item_page import diagnosis_row, item_page, part_rows, with_earlier
from tests.assessments.engine.steps import KIND
from tests.factories import (
    NOW,
    THREE_SHAPES,
    a_published_item,
    a_session,
    a_started_attempt,
    answered,
    place,
    right,
    transposed,
)

pytestmark = pytest.mark.django_db

QUESTION = {
    "stem": "How many?",
    "given": {
        "form": "integer",
        "value": "50",
        "mistakes": [{"value": "51", "feedback": "One too **many**."}],
        "solution": "Count them.",
    },
}


def page_of(session: ItemSession, response: Response | None = None, **typed: Any) -> dict[str, Any]:
    session = found.open_session_for(session.attempt.learner, session.attempt_id, session.number)
    response = response or found.latest_response(session)
    return item_page(session, found.palette(session.attempt), response, NOW, **typed)


def later_page_of(session: ItemSession) -> dict[str, Any]:
    session = found.open_session_for(session.attempt.learner, session.attempt_id, session.number)
    page = item_page(session, found.palette(session.attempt), None, NOW)
    return with_earlier(page, session, found.earlier_variants(session))


def test_before_any_answer_there_is_a_question_and_no_outcome() -> None:
    session = a_session(tries=2)

    page = page_of(session)

    assert (page["outcome"], page["raw"], page["error"]) == (None, "", "")
    assert page["item"]["answer_url"].endswith("/items/1/answer")
    assert (page["item"]["another_url"], page["item"]["reveal_url"]) == ("", "")
    assert (page["item"]["tries_used"], page["item"]["tries_allowed"]) == (0, 2)


def test_after_a_wrong_answer_the_mistake_is_named_and_the_key_is_not() -> None:
    session = a_session(tries=2)
    answered(session, transposed(session))

    outcome = page_of(session)["outcome"]

    assert (outcome["state"], outcome["score_text"], outcome["tries_left"]) == ("wrong", "0 / 1", 1)
    assert outcome["diagnosis"] == {"heading": "", "ways": [[CATALOGUE["transposed"]]]}
    assert (outcome["key_html"], outcome["solution_html"]) == ("", "")
    assert right(session) not in str(page_of(session))


@pytest.mark.parametrize("how", ["right", "out of tries", "revealed"])
def test_once_finished_the_key_and_the_solution_are_shown(how: str) -> None:
    session = a_session(tries=1 if how == "out of tries" else 2)
    answered(session, right(session) if how == "right" else transposed(session))
    if how == "revealed":
        attempts.reveal(place(session.attempt), NOW)

    outcome = page_of(session)["outcome"]

    assert outcome["state"] == {"right": "right", "out of tries": "wrong", "revealed": "revealed"}[how]
    assert outcome["key_html"] == right(session)
    assert "<math" in outcome["solution_html"]
    assert outcome["tries_left"] == 0


@pytest.mark.parametrize(
    ("settings", "points"),
    [
        ({}, "1 / 1"),
        ({"penalty": 0.25}, "0.75 / 1"),
        ({"mode": "exam", "shares": [1, 0.5], "feedback": {"score": "at-once"}}, "0.5 / 1"),
        ({"mode": "practice", "step": 0.25}, "0.25 / 1"),
        ({"due_at": NOW - timedelta(hours=1), "late_credit": [[24, 0.8]]}, "0.8 / 1"),
    ],
)
def test_a_right_answer_is_said_to_bring_what_it_brings(settings: dict[str, Any], points: str) -> None:
    session = a_session(tries=2, **settings)
    answered(session, transposed(session))
    answered(place(session.attempt), right(session))

    assert page_of(session)["outcome"]["score_text"] == points


def test_a_wrong_answer_is_not_said_to_bring_what_an_earlier_one_has() -> None:
    session = a_session(tries=1)
    answered(session, right(session))
    again = attempts.another(place(session.attempt), NOW)
    answered(place(session.attempt), transposed(again))

    assert page_of(session)["outcome"]["score_text"] == "0 / 1"


def test_a_right_answer_that_can_still_be_changed_is_called_right() -> None:
    session = a_session(mode="deferred", feedback={"correctness": "at-once"})
    answered(session, right(session))

    assert page_of(session)["outcome"]["heading"] == "Right"


def test_what_the_author_says_to_a_mistake_is_said() -> None:
    session = a_session(None, a_published_item("authored-value", **QUESTION))
    answered(session, "51")

    assert page_of(session)["outcome"]["remark_html"] == "<p>One too <strong>many</strong>.</p>\n"


def test_a_readable_answer_stays_in_the_field() -> None:
    session = a_session()
    answered(session, " 9x9 ")

    assert page_of(session)["raw"] == " 9x9 "


def test_a_whole_matrix_typed_into_the_first_cell_goes_into_its_cells() -> None:
    session = a_session(None, a_published_item("gate-sums-of-batch"))
    answered(session, "[[9, 8], [7, 6]]\n\n\n")

    rows = page_of(session)["question"]["format"]["table"]["rows"]

    assert [[cell["raw"] for cell in row] for row in rows] == [["9", "8"], ["7", "6"]]


def test_an_unreadable_answer_takes_the_place_of_the_last_one() -> None:
    session = a_session()
    answered(session, "9x9")

    page = page_of(session, typed="nine by nine", error=Unreadable("A shape has numbers."))

    assert (page["raw"], page["error"], page["outcome"]) == ("nine by nine", "A shape has numbers.", None)


def test_a_chosen_option_stays_chosen() -> None:
    session = a_session(None, a_published_item(**THREE_SHAPES, ask="choice", options=5))
    answered(session, transposed(session))

    options = page_of(session)["question"]["format"]["options"]

    assert [option["value"] for option in options if option["checked"]] == [transposed(session)]


def test_the_palette_tells_how_each_place_stands() -> None:
    attempt = a_started_attempt(None, *(a_published_item() for _ in range(4)), tries=1)
    answered(place(attempt, 1), right(place(attempt, 1)))
    answered(place(attempt, 2), "(9, 9)")

    beads = page_of(place(attempt, 3))["palette"]

    assert [(bead["number"], bead["state"], bead["is_current"]) for bead in beads] == [
        (1, "right", False),
        (2, "wrong", False),
        (3, "unanswered", True),
        (4, "unanswered", False),
    ]


def test_neighbours_are_linked() -> None:
    attempt = a_started_attempt(None, *(a_published_item() for _ in range(3)))

    links = [
        tuple(bool(page_of(place(attempt, number))["item"][name]) for name in ("previous_url", "next_url"))
        for number in (1, 2, 3)
    ]

    assert links == [(False, True), (True, True), (True, False)]


def test_practice_is_told_from_a_quiz(alice: AbstractBaseUser) -> None:
    item = a_published_item()

    pages = [page_of(place(attempt)) for attempt in (practise(alice, item.bank, NOW), a_started_attempt(alice, item))]

    assert [page["attempt"]["is_practice"] for page in pages] == [True, False]
    assert [page["attempt"]["title"] for page in pages] == [item.bank.title, "LSTM dimensions"]


# Later variants


def test_a_later_variant_says_what_changed_and_what_came_before() -> None:
    session = a_session()
    answered(session, transposed(session))
    second = attempts.another(place(session.attempt), NOW)
    answered(second, right(second))
    third = attempts.another(place(session.attempt), NOW)
    sizes = [one.params["input_size"] for one in (session, second, third)]

    page = later_page_of(third)

    assert page["item"]["variant_note"] == f"input size {sizes[1]} → {sizes[2]}"
    assert [(row["state"], row["note"], row["answer_html"]) for row in page["earlier"]] == [
        ("wrong", "", transposed(session)),
        ("right", f"input size {sizes[0]} → {sizes[1]}", right(second)),
    ]


def test_what_changed_is_told_only_where_the_question_prints_it() -> None:
    """Here the drawn value is the very number that is asked for."""
    session = a_session(None, a_published_item("possible-gate-value", domains={"gate": ["f"], "far": [2.0]}))
    answered(session, session.shown.options[0][0])
    other = attempts.another(place(session.attempt), NOW)

    assert session.params["value"] != other.params["value"]
    assert later_page_of(other)["item"]["variant_note"] == ""


def test_earlier_variants_show_no_key() -> None:
    session = a_session(tries=3)
    answered(session, transposed(session))
    attempts.another(place(session.attempt), NOW)

    assert right(session) not in str(later_page_of(session)["earlier"])


BIAS, SIGN = CATALOGUE["no-bias"], CATALOGUE["sign-flipped"]


@pytest.mark.parametrize(
    ("text", "heading", "ways"),
    [
        ("", "", []),
        ("no-bias", "", [[BIAS]]),
        ("long-gone", "", []),
        ("no-bias + sign-flipped", "Two things at once", [[BIAS], [SIGN]]),
        ("no-bias | sign-flipped", "Any of these gives your answer", [[BIAS], [SIGN]]),
        (
            "no-bias + sign-flipped | sign-flipped + long-gone",
            "Any of these gives your answer",
            [[BIAS, SIGN], [SIGN]],
        ),
    ],
)
def test_a_diagnosis_is_headed_by_how_its_mistakes_go_together(text: str, heading: str, ways: list[Any]) -> None:
    assert diagnosis_row(Diagnosis.read(text)) == {"heading": heading, "ways": ways}


def test_a_response_from_before_there_were_diagnoses_still_names_its_mistake() -> None:
    session = a_session(tries=2)
    response = answered(session, transposed(session))
    response.diagnosis = ""

    assert page_of(session, response)["outcome"]["diagnosis"]["ways"] == [[CATALOGUE["transposed"]]]


def a_step() -> ItemSession:
    """One step, part by part, with numbers that are known."""
    domains = {name: [getattr(KIND, name)] for name in KIND.domains()}
    return a_session(None, a_published_item("step-by-parts", domains=domains), tries=2)


def without_bias(session: ItemSession) -> str:
    return "\n".join(map(str, session.variant.kind.without("bias").answer()))


def test_each_part_is_told_by_itself_and_holds_no_key() -> None:
    session = a_step()
    answered(session, without_bias(session))

    outcome = page_of(session)["outcome"]

    assert [part["state"] for part in outcome["parts"]] == ["wrong", "wrong", "wrong", "right", "wrong", "right"]
    assert outcome["parts"][0]["note_html"] == "The bias was left out"
    assert "follows from your" in outcome["parts"][3]["note_html"]
    assert "0.865" not in str(page_of(session))
    assert (outcome["state"], outcome["score_text"]) == ("partly", "0.33 / 1")


@pytest.mark.parametrize(
    ("seen", "rows", "notes"),
    [
        ({"answer", "correctness", "hint"}, 6, 6),
        ({"answer", "correctness"}, 6, 2),
        ({"answer", "hint"}, 0, 0),
        ({"correctness", "hint"}, 0, 0),
    ],
)
def test_of_parts_no_more_is_told_than_may_be_seen(seen: set[str], rows: int, notes: int) -> None:
    session = a_step()
    answered(session, without_bias(session))

    parts = part_rows(found.latest_response(session), seen)

    assert (len(parts), sum(bool(part["note_html"]) for part in parts)) == (rows, notes)


def test_the_solution_marks_where_the_answer_departs() -> None:
    session = a_step()
    answered(session, without_bias(session))
    attempts.reveal(place(session.attempt), NOW)

    assert "Here your answer departs first" in page_of(session)["outcome"]["solution_html"]


def test_fields_at_fault_are_told_by_their_places() -> None:
    session = a_step()
    error = Unreadable("Two fields.", {1: "Nothing here.", 5: "Nor here."})

    fields = page_of(session, typed="1\n\n3", error=error)["question"]["format"]["fields"]

    assert [field["fault"] for field in fields] == ["", "Nothing here.", "", "", "", "Nor here."]
    assert [field["raw"] for field in fields] == ["1", "", "3", "", "", ""]
