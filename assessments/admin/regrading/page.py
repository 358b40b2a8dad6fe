"""A regrade as its teacher sees it: what it would change, what it has changed, and what can be done next."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator

from assessments.models import AttemptChange, Regrade
from assessments.queries.regrades import attempts_of, changes_in, outcome_of, running_attempts

ROWS = 50


def regrade_page(regrade: Regrade, page: str | None) -> dict[str, Any]:
    found = outcome_of(regrade)
    total = regrade.attempts if regrade.planned_at else attempts_of(regrade).count()
    return {
        "regrade": regrade,
        "standing": standing(regrade),
        "total": total,
        "percent": round(100 * regrade.attempts / total) if total else 100,
        "found": found,
        "same": regrade.attempts - found.changed,
        "running": running_attempts(regrade),
        "mends": [("Disregarded", text) for text in regrade.disregard]
        + [("Accepted as right", text) for text in regrade.always_correct],
        "changes": rows(regrade, page),
    }


def standing(regrade: Regrade) -> str:
    if regrade.undone_at:
        return "undone"
    if regrade.applied_at:
        return "applied"
    return "planned" if regrade.planned_at else "planning"


def rows(regrade: Regrade, page: str | None) -> Page[AttemptChange]:
    return Paginator(changes_in(regrade), ROWS).get_page(page)
