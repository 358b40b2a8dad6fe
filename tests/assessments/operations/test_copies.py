"""What a copy promises, on whichever database the tests run."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from assessments.operations import copies
from assessments.operations.copies import Copy, Unproven, back_up, forget, found, restore

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    User.objects.create(username="ada")
    yield back_up(connection, tmp_path, NOW)
    connection.close()


def test_a_copy_is_counted_and_read_back(copy: Copy) -> None:
    assert copy.rows["auth_user"] == 1
    assert Copy.read(copy.file) == copy


def test_only_the_copy_and_its_note_are_left(copy: Copy) -> None:
    assert sorted(path.name for path in copy.file.parent.iterdir()) == [copy.file.name, f"{copy.file.name}.json"]


def test_a_copy_that_lost_a_row_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vendor = copies.VENDORS[connection.vendor]
    monkeypatch.setattr(vendor, "tried", lambda *_: {"auth_user": 0})
    monkeypatch.setattr(vendor, "counted", lambda _: {"auth_user": 1})

    with pytest.raises(Unproven, match="auth_user: 1, restored 0"):
        back_up(connection, tmp_path, NOW)

    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_was_changed_is_not_restored(copy: Copy) -> None:
    content = bytearray(copy.file.read_bytes())
    content[50_000] ^= 1
    copy.file.write_bytes(content)

    with pytest.raises(Unproven, match="has changed since it was made"):
        restore(connection, copy.file, NOW)


def test_a_copy_of_another_database_is_not_restored(copy: Copy) -> None:
    note = copies.note_of(copy.file)
    note.write_text(json.dumps(json.loads(note.read_text()) | {"vendor": "oracle"}))

    with pytest.raises(Unproven, match="is a copy of oracle"):
        restore(connection, copy.file, NOW)


@pytest.mark.parametrize("note", ["", "{}", "[]", '{"made_at": 1}'])
def test_a_copy_without_a_readable_note_is_none(tmp_path: Path, note: str) -> None:
    file = tmp_path / "assessments.sqlite3"
    copies.note_of(file).write_text(note)

    with pytest.raises(Unproven, match="no readable note"):
        Copy.read(file)


def test_old_copies_are_forgotten_but_for_the_newest(tmp_path: Path) -> None:
    made = [back_up(connection, tmp_path, NOW + timedelta(days=days)) for days in range(3)]

    gone = forget(tmp_path, NOW + timedelta(days=9))

    assert gone == made[:2]
    assert list(found(tmp_path)) == made[2:]
