"""What a learner sees before starting a quiz."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from assessments.models import Assessment, Attempt
from assessments.rules import Terms, terms
from assessments.services.taking.attempts import is_open
from assessments.web import trusted
from assessments.web.taking.agreement import agreement
from assessments.web.taking.overview import attempt_row, day, facts_of, opening


def start_page(assessment: Assessment, agreed: Terms, earlier: list[Attempt], now: datetime) -> dict[str, Any]:
    running = next((attempt for attempt in earlier if is_open(attempt, now)), None)
    left = agreed.attempts_allowed is None or len(earlier) < agreed.attempts_allowed
    may_start = running is not None or (left and agreed.is_open(now))
    return {
        "assessment": {
            "title": assessment.title,
            "instructions": trusted.block(assessment.instructions) if assessment.instructions else "",
            "facts": fact_rows(assessment, agreed),
            "agreement": agreement(assessment, agreed),
        },
        "start": {"url": "", "label": start_label(running, earlier)} if may_start else None,
        "asks_password": bool(assessment.password) and running is None,
        "why_not": f"{opening(agreed, now)}." if left else gettext("You have used all your attempts at this quiz."),
        "previous": [attempt_row(one, now) | {"number": len(earlier) - place} for place, one in enumerate(earlier)],
    }


def fact_rows(assessment: Assessment, agreed: Terms) -> list[dict[str, Any]]:
    """What holds for this learner, and whether it was arranged for them alone."""
    usual = dict(all_facts(assessment, terms(assessment)))
    return [
        {"label": label, "value": value, "is_own": usual.get(label) != value}
        for label, value in all_facts(assessment, agreed)
    ]


def all_facts(assessment: Assessment, agreed: Terms) -> Iterator[tuple[str, str]]:
    yield from facts_of(assessment, agreed)
    if assessment.pass_mark:
        yield gettext("To pass"), gettext("%(mark)d%% of the points") % {"mark": assessment.pass_mark}
    if agreed.due_at:
        yield gettext("Due"), day(agreed.due_at)
    if agreed.closes_at:
        yield gettext("Closes"), day(agreed.closes_at)


def start_label(running: Attempt | None, earlier: list[Attempt]) -> str:
    if running:
        return gettext("Continue")
    return gettext("Start again") if earlier else gettext("Start")
