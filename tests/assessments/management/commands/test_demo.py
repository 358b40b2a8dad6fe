from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Revision
from tests.starter import Starter, an_entry, put_in_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Starter:
    return put_in_place(tmp_path, monkeypatch)


def said() -> list[str]:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.usefixtures("starter")
def test_it_says_what_was_proven_and_who_can_log_in() -> None:
    assert said() == [
        "small/first: verified 3 of 3 variants",
        "small/second: verified 3 of 3 variants",
        "Log in as learner or instructor, password lstm-demo-2026",
    ]


@pytest.mark.usefixtures("starter")
def test_a_second_run_says_only_who_can_log_in() -> None:
    said()

    assert said() == ["Log in as learner or instructor, password lstm-demo-2026"]
    assert Revision.objects.count() == 2


def test_content_that_cannot_be_proven_ends_in_its_faults(starter: Starter) -> None:
    starter.write([an_entry("first", stem="How many {apples}?")])

    with pytest.raises(CommandError) as refusal:
        said()

    first, second, *_ = str(refusal.value).splitlines()
    assert first == "Small/first: Verification failed: verified 0 of 3 variants."
    assert "the stem names {apples}, which nothing fills" in second
