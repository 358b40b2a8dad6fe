"""Damaged files of every format: what is read is whole, and everything else is refused in words."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from assessments.engine.definition import Definition
from assessments.interchange import codecs
from assessments.interchange.codecs import CODECS
from assessments.interchange.incoming import BadFile, Incoming, Refused, Taken
from assessments.services.exchange.taking_in import foretold, take_in
from tests.assessments.interchange.foreign import FOREIGN
from tests.assessments.interchange.mutants import mutant
from tests.assessments.interchange.starters import SLUGS, starter_bank
from tests.factories import NOW, a_bank

codecs.load()
READERS = sorted(slug for slug, codec in CODECS.items() if codec.read)


HALF = 0.5


@cache
def originals(slug: str, bank: str, place: int) -> tuple[bytes, ...]:
    """One item of a starter bank by itself."""
    whole, codec = starter_bank(bank, 1), CODECS[slug]
    one = replace(whole, items=whole.items[place : place + 1])
    return () if codec.lacks(one.items[0]) else tuple(codec.write(one).values())


def an_original(slug: str, chance: Random) -> bytes:
    """Ours, or anybody's."""
    if slug in FOREIGN and (CODECS[slug].write is None or chance.random() < HALF):
        return FOREIGN[slug]
    bank = chance.choice(SLUGS)
    found = originals(slug, bank, chance.randrange(len(starter_bank(bank, 1).items)))
    return chance.choice(found) if found else an_original(slug, chance)


@pytest.mark.parametrize("slug", READERS)
def test_no_damaged_file_comes_to_more_than_a_refusal(slug: str, pytestconfig: pytest.Config) -> None:
    counts = Counter[str]()
    share = -(-pytestconfig.getoption("mutations") // len(READERS))

    for number in range(share):
        chance = Random(f"{slug} {number}")  # noqa: S311 -- the same mutants in every run
        counts += read(slug, mutant(an_original(slug, chance), chance))

    sys.stdout.write(f"{slug}: {share} files, {dict(counts)}\n")
    assert counts["refused without a word"] == 0
    assert counts["taken"] > 0
    assert counts["refused"] + counts["refused as a whole"] > 0


@pytest.mark.django_db
@pytest.mark.parametrize("slug", READERS)
def test_what_is_read_of_a_damaged_file_is_taken_in_as_it_was_told(slug: str, pytestconfig: pytest.Config) -> None:
    bank, kept = a_bank(), 0

    for number in range(-(-pytestconfig.getoption("mutations") // (10 * len(READERS)))):
        chance = Random(f"{slug} {number}")  # noqa: S311 -- as above
        for incoming in readable(slug, mutant(an_original(slug, chance), chance)):
            told = foretold(incoming, bank)
            done = take_in(incoming, bank, None, NOW, told.mark)

            kept += len(told.of("new"))
            assert (done.counts(), bank.items.count()) == (told.counts(), kept)
            assert not foretold(incoming, bank).writes


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
