from __future__ import annotations

from uuid import UUID

import pytest

from assessments.models import Assessment, Attempt, Item, ItemSession, ProblemReport
from assessments.web.reports.rows import listed_row, reporting, state_text
from tests.factories import NOW

ATTEMPT = Attempt(pk=UUID(int=1), assessment=Assessment(title="Gates"))
SESSION = ItemSession(attempt=ATTEMPT, number=3, turn=2, item=Item(title="Shape of a bias"))
WHERE = f"/attempts/{ATTEMPT.pk}/items/3/report"


@pytest.mark.parametrize("state", ProblemReport.State.values)
def test_every_state_has_words(state: str) -> None:
    assert state_text(state)


def test_a_row_tells_what_became_of_a_report() -> None:
    report = ProblemReport(session=SESSION, text="Typo", created_at=NOW, state="fixed", reply="Mended", replied_at=NOW)

    row = listed_row(report)

    assert row == {
        "text": "Typo",
        "created": NOW,
        "state": "fixed",
        "state_text": "Fixed",
        "reply": "Mended",
        "replied": NOW,
        "title": "Shape of a bias",
        "where": "Gates",
        "url": f"{WHERE}?turn=2",
    }


def test_a_form_knows_its_variant() -> None:
    assert reporting(SESSION, []) == {"url": WHERE, "turn": 2, "field": "report-3-2", "most": 2000, "reports": []}
