"""Reports of problems, as their learner sees them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from assessments.models import ItemSession, ProblemReport
from assessments.web.addresses import address

State = ProblemReport.State


def reporting(session: ItemSession, reports: Iterable[ProblemReport]) -> dict[str, Any]:
    """What has been reported about a variant, and where to report more."""
    return {
        "url": address("report", session.attempt_id, session.number),
        "turn": session.turn,
        "field": f"report-{session.number}-{session.turn}",
        "most": ProblemReport.LONGEST,
        "reports": [report_row(report) for report in reports],
    }


def report_row(report: ProblemReport) -> dict[str, Any]:
    return {
        "text": report.text,
        "created": report.created_at,
        "state": report.state,
        "state_text": state_text(report.state),
        "reply": report.reply,
        "replied": report.replied_at,
    }


def state_text(state: str) -> str:
    return {
        State.OPEN: gettext("Waits for an answer"),
        State.ANSWERED: gettext("Answered"),
        State.FIXED: gettext("Fixed"),
        State.DECLINED: gettext("Nothing wrong found"),
    }[State(state)]


def listed_row(report: ProblemReport) -> dict[str, Any]:
    """With the question that it is about."""
    session = report.session
    return report_row(report) | {
        "title": session.item.title,
        "where": session.attempt.title,
        "url": address("report", session.attempt_id, session.number) + f"?turn={session.turn}",
    }
