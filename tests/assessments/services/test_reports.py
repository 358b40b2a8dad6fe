from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import ItemSession, ProblemReport
from assessments.services import reports
from assessments.services.errors import Refused
from assessments.services.taking import attempts
from tests.factories import NOW, a_session, answered, place, transposed

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)


@pytest.fixture
def session(alice: AbstractBaseUser) -> ItemSession:
    return a_session(alice, tries=3)


def test_a_report_carries_the_variant_and_the_latest_answer(session: ItemSession) -> None:
    answered(session, "(9, 9)")
    latest = answered(session, transposed(session))

    made = reports.report(session, "  The rows are wrong.\n", NOW)

    assert (made.session, made.response, made.text) == (session, latest, "The rows are wrong.")
    assert (made.state, made.reply, made.created_at, made.replied_at) == ("open", "", NOW, None)
    assert made.session.revision == session.item.current


def test_as_many_lines_fit_as_a_browser_lets_be_typed(session: ItemSession) -> None:
    text = "\r\n".join("a" * 1000)

    assert len(reports.report(session, text, NOW).text) == ProblemReport.LONGEST - 1


def test_what_cannot_be_stored_is_left_out(session: ItemSession) -> None:
    assert reports.report(session, "a\0b", NOW).text == "ab"


def test_a_report_needs_no_answer_and_no_open_attempt(session: ItemSession) -> None:
    attempts.submit(session.attempt, NOW)

    assert reports.report(session, "What is asked?", NOW).response is None


def test_the_same_words_again_are_one_report(session: ItemSession) -> None:
    first, again = (reports.report(session, "Typo", moment) for moment in (NOW, LATER))
    other = reports.report(session, "Another typo", NOW)

    assert first == again != other
    assert ProblemReport.objects.count() == 2


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_what_says_nothing_or_too_much_is_refused(session: ItemSession, text: str) -> None:
    with pytest.raises(Refused):
        reports.report(session, text, NOW)

    assert ProblemReport.objects.count() == 0


def test_the_longest_text_is_taken_whole(session: ItemSession) -> None:
    assert len(reports.report(session, "x" * 2000, NOW).text) == 2000


def test_a_learner_has_five_open_reports_at_most(
    session: ItemSession, bob: AbstractBaseUser, tess: AbstractBaseUser
) -> None:
    made = [reports.report(session, f"Number {number}", NOW) for number in range(5)]

    with pytest.raises(Refused, match="5 reports"):
        reports.report(session, "Number 6", NOW)
    reports.report(a_session(bob), "Number 6", NOW)
    made[0].state = "declined"
    reports.reply(made[0], tess, LATER)

    assert reports.report(session, "Number 6", NOW).state == "open"


@pytest.mark.parametrize(
    ("text", "state", "expected"),
    [
        ("It is right.", "open", "answered"),
        ("Mended.", "fixed", "fixed"),
        ("", "declined", "declined"),
        ("", "open", "open"),
    ],
)
def test_an_answer_closes_what_was_open(
    session: ItemSession, tess: AbstractBaseUser, text: str, state: str, expected: str
) -> None:
    made = reports.report(session, "Typo", NOW)
    made.reply, made.state = text, state

    reports.reply(made, tess, LATER)
    made.refresh_from_db()

    assert (made.state, made.reply, made.replied_by, made.replied_at) == (expected, text, tess, LATER)


def test_a_later_variant_has_reports_of_its_own(session: ItemSession) -> None:
    answered(session, transposed(session))
    reports.report(session, "Typo", NOW)
    attempts.another(session, NOW)
    fresh = place(session.attempt)

    reports.report(fresh, "Typo", NOW)

    assert [one.session.turn for one in ProblemReport.objects.order_by("pk")] == [1, 2]
