"""Damaged files all the way into a database: as it was told and as a whole, or not at all."""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction

from assessments.interchange import codecs
from assessments.interchange.codecs import CODECS
from assessments.interchange.incoming import BadFile
from assessments.models import Bank, Event, Item, Upload
from assessments.services import demo
from assessments.services.exchange import taking_in, uploads
from assessments.services.exchange.taking_in import Report
from assessments.services.exchange.uploads import confirm, keep, report_on
from tests.assessments.interchange.mutants import HALF, READERS, damaged
from tests.assessments.interchange.starters import banks
from tests.factories import NOW

pytestmark = pytest.mark.django_db

WRITES = re.compile(r"INSERT|UPDATE|DELETE")
TAKEN_IN = {"assessments_item", "assessments_item_tags", "assessments_tag", "assessments_event", "assessments_upload"}

Tables = Mapping[str, str]


class Broken(Exception):
    """The database, at a moment that a test has chosen."""


@pytest.fixture
def instructor(alice: AbstractBaseUser) -> AbstractBaseUser:
    for bank in banks():
        demo.brought(bank)
    return alice


@pytest.mark.once
@pytest.mark.parametrize("slug", READERS)
def test_a_damaged_file_goes_in_as_it_was_told_or_not_at_all(
    slug: str, pytestconfig: pytest.Config, instructor: AbstractBaseUser
) -> None:
    counts, failures, before = Counter[str](), dict[str, str](), tables()
    share = -(-pytestconfig.getoption("mutations") // len(READERS))

    for number in range(share):
        try:
            with undone():
                counts += sent(slug, number, instructor)
        except Exception as wrong:  # noqa: BLE001 -- all of them are counted, and none is wanted
            failures[f"{slug} {number}"] = f"{type(wrong).__name__}: {wrong}"[:500]

    sys.stdout.write(f"{slug}: {share} files, {dict(counts)}, {len(failures)} failures\n")
    assert failures == {}
    assert counts["refused, or not quite"] == 0
    assert counts["refused as a whole"] > 0
    assert counts["taken in"] > 0
    assert counts["broken off"] > 0
    assert tables() == before


def test_an_import_in_pieces_would_be_noticed(instructor: AbstractBaseUser, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (taking_in, uploads):
        monkeypatch.setattr(room, "transaction", SimpleNamespace(atomic=nullcontext))
    partial = 0

    for number in range(20):
        try:
            with undone():
                sent("aiken", number, instructor)
        except AssertionError as why:
            partial += "broken off" in str(why)

    assert partial > 0


def sent(slug: str, number: int, by: AbstractBaseUser) -> Counter[str]:
    """What became of one file on the road of an upload, after every step of which the tables are looked at."""
    chance, name = Random(f"{slug} {number} on its way"), f"damaged{CODECS[slug].ending}"  # noqa: S311 -- as the mutants
    file = damaged(slug, number)
    bank = Bank.objects.get(slug=file.bank)
    if chance.random() < HALF:  # the file comes once more, this time damaged
        taking_in.take_in(codecs.read(name, file.whole), bank, by, NOW)
    before = tables()
    try:
        upload = keep(bank, by, (name, file.data), NOW)
    except BadFile as why:
        return Counter({"refused as a whole" if str(why) and tables() == before else "refused, or not quite": 1})
    told, waiting = report_on(upload), tables()
    assert changed(before, waiting) == {"assessments_upload"}
    writes = taken_in(upload, told, waiting)
    broken_off(upload, told.mark, chance.randrange(writes))
    assert tables() == waiting, "broken off, it left something behind"
    return Counter({"taken in": 1, "broken off": 1}) + Counter(told.counts())


def taken_in(upload: Upload, told: Report, before: Tables) -> int:
    """How many statements write when it is taken in, which is undone again."""
    events, expected, seen = Event.objects.count(), items(), Counter[str]()
    expected |= {(told.bank.pk, line.name): as_kept(line.item) for line in told.of("new", "changed")}

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        seen["writes"] += bool(WRITES.match(sql))
        return execute(sql, *rest)

    with undone():
        with connection.execute_wrapper(count):
            done = confirm(Upload.objects.get(pk=upload.pk), told.mark, NOW)
        assert items() == expected
        assert done.counts() == told.counts()
        assert Event.objects.count() - events == told.writes
        assert changed(before, tables()) <= TAKEN_IN | ({"assessments_bank"} if told.bank_changes else set())
        assert not Upload.objects.exists()
    return seen["writes"]


def broken_off(upload: Upload, mark: str, last: int) -> None:
    """The database refuses one of the statements that write."""
    seen = Counter[str]()

    def refuse(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if WRITES.match(sql):
            seen["writes"] += 1
            if seen["writes"] > last:
                raise Broken
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse), pytest.raises(Broken):
        confirm(Upload.objects.get(pk=upload.pk), mark, NOW)
    transaction.set_rollback(False)  # what has been left behind, if anything, is to be seen


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens within leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tables() -> Tables:
    """Every table of the database, each by a hash of its rows."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {name: rows_of(cursor, name) for name in names}


def rows_of(cursor: Any, table: str) -> str:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608 -- our own names
    return hashlib.sha256(repr([*map(kept, cursor.fetchall())]).encode()).hexdigest()


def kept(row: tuple[Any, ...]) -> list[Any]:
    return [bytes(value) if isinstance(value, memoryview) else value for value in row]


def changed(before: Tables, after: Tables) -> set[str]:
    return {name for name in before if before[name] != after[name]}


def items() -> dict[tuple[int, str], Any]:
    return {(item.bank_id, item.slug): as_kept(item) for item in Item.objects.all()}


def as_kept(item: Item) -> list[Any]:
    return [getattr(item, name) for name in taking_in.WRITTEN]
