import re
from contextlib import nullcontext
from io import StringIO

import pytest
from django.core.management import call_command

from assessments.management.commands import bench_statistics
from assessments.models import Attempt, ItemSession, Response
from assessments.queries.statistics.report import report


@pytest.mark.django_db
def test_every_learner_has_answered_every_question_and_all_is_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_statistics, "scratch", nullcontext)
    out = StringIO()

    call_command("bench_statistics", learners=40, questions=4, stdout=out)

    attempts = Attempt.objects.all()
    assert [attempts.count(), ItemSession.objects.count(), Response.objects.count()] == [40, 160, 160]
    assert "160 responses of 40 learners to 4 questions" in out.getvalue()
    assert len(re.findall(r"\d+\.\d\d s, +\d+ MB", out.getvalue())) == 4
    found = report(attempts.first().assessment, "best")
    assert [place.figures.n for place in found.places] == [40] * 4
    assert {sum(one.earned for one in attempt.sessions.all()) == attempt.score for attempt in attempts} == {True}
    assert 0 < found.whole.totals.mean < 4
