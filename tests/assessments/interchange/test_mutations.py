"""Damaged files of every format: what is read is whole, and everything else is refused in words."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pytest

from assessments.engine.definition import Definition
from assessments.interchange import codecs
from assessments.interchange.codecs import CODECS
from assessments.interchange.incoming import BadFile, Incoming, Refused, Taken
from tests.assessments.interchange.foreign import FOREIGN
from tests.assessments.interchange.mutants import READERS, damaged


@pytest.mark.parametrize("slug", READERS)
def test_no_damaged_file_comes_to_more_than_a_refusal(slug: str, pytestconfig: pytest.Config) -> None:
    counts = Counter[str]()
    share = -(-pytestconfig.getoption("mutations") // len(READERS))

    for number in range(share):
        counts += read(slug, damaged(slug, number).data)

    sys.stdout.write(f"{slug}: {share} files, {dict(counts)}\n")
    assert counts["refused without a word"] == 0
    assert counts["taken"] > 0
    assert counts["refused"] + counts["refused as a whole"] > 0


@pytest.mark.parametrize("slug", sorted(FOREIGN))
def test_files_of_other_people_are_taken_whole_before_they_are_damaged(slug: str) -> None:
    (incoming,) = readable(slug, FOREIGN[slug])

    assert [one for one in incoming.items if isinstance(one, Refused)] == []


def readable(slug: str, data: bytes) -> Iterator[Incoming]:
    """None where it is refused."""
    with suppress(BadFile):
        yield codecs.read(f"damaged{CODECS[slug].ending}", data)


def read(slug: str, data: bytes) -> Counter[str]:
    try:
        incoming = CODECS[slug].read(data)
    except BadFile as bad:
        return Counter({"refused as a whole" if str(bad) else "refused without a word": 1})
    return Counter(map(checked, incoming.items))


def checked(one: Taken | Refused) -> str:
    """What is taken is whole: the engine reads it, and JSON keeps it."""
    if isinstance(one, Refused):
        assert one.reason
        return "refused"
    assert Definition.read(json.loads(json.dumps(one.facts)))
    return "taken"
