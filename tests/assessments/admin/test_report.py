from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.models import ItemSession, ProblemReport
from assessments.services import reports
from assessments.services.taking import attempts
from tests.assessments.admin.authors import an_instructor, logged_in
from tests.factories import NOW, a_member, a_session, answered, place, transposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(alice: AbstractBaseUser) -> ItemSession:
    return a_session(alice, tries=3)


@pytest.fixture
def report(session: ItemSession) -> ProblemReport:
    answered(session, transposed(session))
    return reports.report(session, "Are rows not columns here?", NOW)


def url(report: ProblemReport) -> str:
    return reverse("admin:assessments_problemreport_change", args=[report.pk])


def send(client: Client, report: ProblemReport, **form: str) -> Any:
    return client.post(url(report), {"reply": "", "state": "open"} | form, follow=True)


def test_a_report_stands_beside_the_variant_as_it_was_shown(
    as_tess: Client, session: ItemSession, report: ProblemReport
) -> None:
    attempts.another(place(session.attempt), NOW)

    page = as_tess.get(url(report))

    shown = page.context["variant"]
    assert (shown["session"], shown["question"]) == (session, session.shown)
    assert shown["key"] == f"(2, {session.params['input_size']})"
    for told in ("Are rows not columns here?", "alice", "LSTM dimensions", transposed(session), session.shown.stem):
        assert told in page.text


def test_a_report_without_an_answer_says_so(as_tess: Client, session: ItemSession) -> None:
    assert "None was given." in as_tess.get(url(reports.report(session, "?", NOW))).text


def test_a_reply_is_kept_with_who_gave_it(as_tess: Client, tess: AbstractBaseUser, report: ProblemReport) -> None:
    page = send(as_tess, report, reply="Rows come first.")
    report.refresh_from_db()

    assert (report.reply, report.state, report.replied_by) == ("Rows come first.", "answered", tess)
    assert "Alice sees this at the question and in the history." in page.text


@pytest.mark.parametrize("state", ["fixed", "declined", "answered"])
def test_a_state_can_be_set_by_itself(as_tess: Client, report: ProblemReport, state: str) -> None:
    send(as_tess, report, state=state)
    report.refresh_from_db()

    assert (report.state, report.reply) == (state, "")


def test_saving_what_is_unchanged_is_no_reply(as_tess: Client, report: ProblemReport) -> None:
    send(as_tess, report)
    report.refresh_from_db()

    assert (report.state, report.replied_at) == ("open", None)


def test_what_a_learner_wrote_is_not_to_be_edited(as_tess: Client, report: ProblemReport) -> None:
    send(as_tess, report, reply="So it is.", text="Something else", created_at_0="2001-01-01")
    report.refresh_from_db()

    assert (report.text, report.created_at) == ("Are rows not columns here?", NOW)


def test_nobody_adds_a_report_here(as_tess: Client) -> None:
    assert as_tess.get(reverse("admin:assessments_problemreport_add")).status_code == 403


def test_an_assistant_of_the_course_replies(report: ProblemReport) -> None:
    client = logged_in(a_member(report.session.attempt.assessment.course, "assistant"))

    page = client.get(url(report))
    replied = client.post(url(report), {"reply": "Yes", "state": "fixed"})
    report.refresh_from_db()

    assert page.context["variant"]["session"] == report.session
    assert (replied.status_code, report.state) == (302, "fixed")


def test_a_report_of_another_course_does_not_exist(report: ProblemReport) -> None:
    assert logged_in(an_instructor()).get(url(report)).status_code == 404


def test_a_list_can_be_narrowed_to_what_is_open(as_tess: Client, session: ItemSession, report: ProblemReport) -> None:
    other = reports.report(session, "Long " * 40, NOW)
    other.state = "fixed"
    reports.reply(other, session.attempt.learner, NOW)

    page = as_tess.get(reverse("admin:assessments_problemreport_changelist"), {"state__exact": "open"})

    assert list(page.context["cl"].result_list) == [report]


def test_a_long_report_is_cut_in_the_list(as_tess: Client, session: ItemSession) -> None:
    reports.report(session, "Long " * 40, NOW)

    text = as_tess.get(reverse("admin:assessments_problemreport_changelist")).text

    assert "Long Long…</a>" in text
    assert "Long " * 20 not in text
