from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
from django.core import checks
from django.core.management import call_command

from assessments.checks import check_databases, check_postgresql


@pytest.mark.django_db
def test_a_database_as_the_settings_ask_for_it_passes() -> None:
    assert check_databases(databases=["default"]) == []


def test_no_database_is_opened_unless_it_is_named() -> None:
    assert check_databases(databases=None) == []


@pytest.mark.django_db
def test_django_runs_these_checks() -> None:
    assert check_databases in checks.registry.registry.get_checks()
    call_command("check", databases=["default"])


@pytest.mark.parametrize(
    ("answer", "messages"),
    [
        ("on", []),
        ("off", ["PostgreSQL runs with synchronous_commit=off, not on: a power cut could lose answers."]),
        ("local", ["PostgreSQL runs with synchronous_commit=local, not on: a power cut could lose answers."]),
    ],
)
def test_a_postgresql_that_does_not_wait_for_its_disks_is_refused(answer: str, messages: list[str]) -> None:
    cursor = MagicMock()
    cursor.__enter__.return_value.fetchone.return_value = (answer,)

    found = check_postgresql(SimpleNamespace(cursor=lambda: cursor))

    assert [error.msg for error in found] == messages
