import re
import subprocess
import sys
from contextlib import nullcontext
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from assessments.management import sitting
from assessments.management.commands import bench_statistics
from assessments.models import Attempt, ItemSession, Response
from assessments.queries.statistics.report import report

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.django_db
def test_every_learner_has_answered_every_question_and_all_is_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_statistics, "scratch", nullcontext)
    monkeypatch.setattr(bench_statistics, "apart", lambda work, *given: work(*given))  # sees this test's rows
    monkeypatch.setattr(sitting, "TOGETHER", 15)  # the last of three crowds is smaller
    out = StringIO()

    call_command("bench_statistics", learners=40, questions=4, stdout=out)

    attempts = Attempt.objects.all()
    assert [attempts.count(), ItemSession.objects.count(), Response.objects.count()] == [40, 160, 160]
    assert "160 responses of 40 learners to 4 questions" in out.getvalue()
    assert len(re.findall(r"\d+\.\d\d s, +\d+ MB", out.getvalue())) == 4
    assert int(re.search(r"([\d,]+) bytes a response", out.getvalue())[1].replace(",", "")) > 500
    found = report(attempts.first().assessment, "best")
    assert [place.figures.n for place in found.places] == [40] * 4
    assert {sum(one.earned for one in attempt.sessions.all()) == attempt.score for attempt in attempts} == {True}
    assert 0 < found.whole.totals.mean < 4


@pytest.mark.slow
def test_it_reads_what_another_process_made() -> None:
    small = ("bench_statistics", "--learners", "20", "--questions", "2")
    told = subprocess.run([sys.executable, "manage.py", *small], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "40 responses of 20 learners to 2 questions" in told.stdout
