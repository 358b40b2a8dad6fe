from io import StringIO

import pytest
from django.core.management import call_command

from assessments.engine.kind import KINDS
from assessments.management.commands import bench


def test_it_times_every_kind_that_needs_no_author(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ROUNDS", "POINTS", "PROVEN"):
        monkeypatch.setattr(bench, name, 2)
    told = StringIO()

    call_command("bench", stdout=told)

    rows = told.getvalue().splitlines()[2:]
    assert [row.split()[0] for row in rows] == sorted(slug for slug, kind in KINDS.items() if not kind.required())
    assert all(float(figure.replace(",", "")) > 0 for row in rows for figure in row.split()[1:])
