"""Whoever a file that means harm is sent to turns it down, soon and in little room."""

from __future__ import annotations

import ctypes
import gc
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from assessments.interchange import codecs
from assessments.interchange.codecs import CODECS
from assessments.interchange.incoming import BadFile, Refused, Taken
from tests.assessments.interchange import hostile
from tests.assessments.interchange.mutants import READERS

SECONDS, MEGABYTES = 5, 300  # an idle machine needs half of it, a busy one more than that
FILES = hostile.XMLS | hostile.ARCHIVES | hostile.TEXTS
SENT = [name for name, data in FILES.items() if len(data) <= codecs.MOST_BYTES]
BY_READER = {CODECS[slug].read: slug for slug in READERS}  # one reads all versions of QTI
PROCESS = Path("/proc/self")


@pytest.fixture(autouse=True, scope="module")
def _only_what_is_new_is_collected() -> Iterator[None]:
    """Whatever the tests before have left would be looked through again before each reading."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.slow
@pytest.mark.parametrize("name", SENT)
def test_no_reader_spends_much_on_a_hostile_file(name: str) -> None:
    """Each is asked past the file's ending and how it begins."""
    spent, taken = {}, {}
    for slug in BY_READER.values():
        with measured() as found:
            taken[slug] = list(taken_by(slug, FILES[name]))
        if found["seconds"] > SECONDS or found["megabytes"] > MEGABYTES:
            spent[slug] = found

    assert spent == {}
    assert [slug for slug, items in taken.items() if items] == []


@pytest.mark.parametrize("name", FILES)
def test_no_name_makes_a_hostile_file_a_good_one(name: str) -> None:
    endings = {CODECS[slug].ending for slug in READERS}
    for ending in {taken_for(f"file{ending}", FILES[name]): ending for ending in sorted(endings)}.values():
        with measured() as found:
            told = list(refusals(f"file{ending}", FILES[name]))

        assert all(told)
        assert found["seconds"] <= SECONDS
        assert found["megabytes"] <= MEGABYTES


def test_what_is_spent_would_be_noticed() -> None:
    with measured() as found:
        assert sum(bytearray(b"\1") * 50_000_000) == 50_000_000

    assert found["seconds"] > 0.05
    assert 45 < found["megabytes"] < 150


def taken_for(name: str, data: bytes) -> str:
    try:
        return codecs.codec_for(name, data).slug
    except BadFile:
        return ""


def refusals(name: str, data: bytes) -> Iterator[str]:
    """What is said of the file, or of each of its questions; empty where one is taken."""
    try:
        incoming = codecs.read(name, data)
    except BadFile as bad:
        yield str(bad)
    else:
        yield from (one.reason if isinstance(one, Refused) else "" for one in incoming.items)


def taken_by(slug: str, data: bytes) -> Iterator[Taken]:
    with suppress(BadFile):
        yield from (one for one in CODECS[slug].read(data).items if isinstance(one, Taken))


@contextmanager
def measured() -> Iterator[dict[str, float]]:
    """Seconds of this process, and how far its memory rose above what it had, at its highest."""
    found: dict[str, float] = {}
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)  # or what others have left would be used again, unseen
    (PROCESS / "clear_refs").write_text("5")  # forgets how high it has been
    before, begun = megabytes("VmRSS"), time.process_time()
    yield found
    found["seconds"] = time.process_time() - begun
    found["megabytes"] = megabytes("VmHWM") - before


def megabytes(what: str) -> float:
    return int(re.search(rf"{what}:\s+(\d+) kB", (PROCESS / "status").read_text())[1]) / 1024
