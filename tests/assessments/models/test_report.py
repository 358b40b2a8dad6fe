from __future__ import annotations

import pytest

from assessments.models import ProblemReport
from tests.factories import NOW, a_session, answered, transposed

pytestmark = pytest.mark.django_db


def test_a_report_goes_with_its_learner() -> None:
    session = a_session()
    response = answered(session, transposed(session))
    ProblemReport.objects.create(session=session, response=response, text="?", created_at=NOW)

    session.attempt.learner.delete()

    assert ProblemReport.objects.count() == 0


def test_a_report_is_open_at_first_and_reads_well() -> None:
    report = ProblemReport.objects.create(session=a_session(), text="x" * 100, created_at=NOW)

    assert report.state == "open"
    assert str(report) == f"{report.session}: {'x' * 60}"


def test_newer_reports_come_first() -> None:
    session = a_session()
    first, second = (ProblemReport.objects.create(session=session, text="?", created_at=NOW) for _ in range(2))

    assert list(ProblemReport.objects.all()) == [second, first]
