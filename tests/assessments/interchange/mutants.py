"""Good files, damaged: the nth mutant is the same in every run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from assessments.interchange import codecs
from assessments.interchange.codecs import CODECS
from assessments.interchange.native import tree
from assessments.interchange.safely import archives
from tests.assessments.interchange.foreign import FOREIGN
from tests.assessments.interchange.starters import SLUGS, starter_bank

codecs.load()
READERS = sorted(slug for slug, codec in CODECS.items() if codec.read)
HALF = 0.5

TOKEN = re.compile(rb"[^<>\"'=\s{}:,]+")
NASTY = (
    *(b"", b"-1", b"0", b"1e999", b"nan", b"inf", b"9" * 400, b"true", b"null", b"[]", b"{}", b"1,2", b"(9, 7)"),
    *(b"\x00", b"\xff\xfe", "\u202e𝔛ß\ud7ff".encode(), b"&#0;", b"&amp;", b"<", b">", b"]]>", b"<![CDATA[", b"<!--"),
    *(b"$", b"$$\\frac{", b"\\", b"{size}", b"%s", b"../../x", b"a" * 5_000, b"\n" * 40),
    *(b"xmlns", b"choiceInteraction", b"mapEntry", b"qti-template-processing"),
)
Mutate = Callable[[bytes, Random], bytes]


def flipped(data: bytes, chance: Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def cut(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 400) :]


def ended(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]


def repeated(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start : start + chance.randint(1, 400)] * chance.randint(2, 5) + data[start:]


def worded(data: bytes, chance: Random) -> bytes:
    """With one word or a few put in another's place, mostly by a nasty one."""
    for _ in range(chance.randint(1, 4)):
        found = list(TOKEN.finditer(data))
        if not found:
            return data
        one, other = chance.choice(found), chance.choice(found)
        word = chance.choice(NASTY) if chance.random() < 0.7 else other[0]
        data = data[: one.start()] + word + data[one.end() :]
    return data


def regrown(data: bytes, chance: Random) -> bytes:
    """Well-formed as before, and damaged further in: parts are gone, or something else is in their place."""
    grow = GROWN.get(data.lstrip()[:1])
    if grow is None:
        return worded(data, chance)
    try:
        return grow(data, chance)
    except (ValueError, ET.ParseError):  # of another make than it looks
        return worded(data, chance)


def regrown_tree(data: bytes, chance: Random) -> bytes:
    root = ET.fromstring(data)  # noqa: S314 -- we have just written it
    for _ in range(chance.randint(1, 3)):
        parent = chance.choice([one for one in root.iter() if len(one)] or [root])
        child, other = chance.choice([*parent, parent]), chance.choice(list(root.iter()))
        match chance.choice(("gone", "twice", "renamed", "said", "said", "told", "told")):
            case "gone" if child is not parent:
                parent.remove(child)
            case "twice":
                parent.insert(chance.randrange(len(parent) + 1), deepcopy(other))
            case "renamed":
                child.tag = other.tag
            case "said":
                child.text = chance.choice((other.text, chance.choice(SAID)))
            case "told" if child.attrib:
                values = [value for one in root.iter() for value in one.attrib.values()]
                child.set(chance.choice(sorted(child.attrib)), chance.choice((*values, *SAID)))
    return ET.tostring(root, "utf-8")


def regrown_facts(data: bytes, chance: Random) -> bytes:
    facts = json.loads(data)
    for _ in range(chance.randint(1, 3)):
        found = list(places(facts))
        if not found:
            break
        (parent, key), (other, its) = chance.choice(found), chance.choice(found)
        match chance.choice(("gone", "swapped", "said", "said")):
            case "gone":
                del parent[key]
            case "swapped":
                parent[key] = deepcopy(other[its])
            case "said":
                parent[key] = chance.choice((*FACTS, *SAID))
    return json.dumps(facts).encode()


def places(facts: Any) -> Iterator[tuple[Any, Any]]:
    """Every part of it, as what it stands in and where there."""
    keys = facts if isinstance(facts, dict) else range(len(facts)) if isinstance(facts, list) else ()
    for key in keys:
        yield facts, key
        yield from places(facts[key])


FACTS = (None, True, False, 0, -1, 1.5, 10**400, 2**63, -(2**31) - 1, 1e308, [], {}, [[]], {"": ""}, "\0", "\ud800")
# What XML can hold of the nasty words
SAID = tuple(dict.fromkeys(re.sub(r"[^\n\x20-\ud7ff]", "", word.decode("utf-8", "ignore")) for word in NASTY))
GROWN: Mapping[bytes, Mutate] = {b"<": regrown_tree, b"{": regrown_facts}
MUTATIONS: Sequence[Mutate] = (flipped, cut, ended, repeated, worded, worded, regrown, regrown, regrown, regrown)


def mutant(data: bytes, chance: Random) -> bytes:
    """Of an archive mostly a member: a damaged archive is turned down before anything of it is read."""
    if archives.is_archive(data) and chance.random() < 0.9:
        return archives.packed(with_one_damaged(archives.members(data, archives.Caps(files=2_000)), chance))
    return chance.choice(MUTATIONS)(data, chance)


def with_one_damaged(files: Mapping[str, bytes], chance: Random) -> dict[str, bytes]:
    """Its own copy of the whole, if it brings one, would otherwise be believed."""
    name = chance.choice([name for name, data in files.items() if data])
    left = {one: data for one, data in files.items() if one != "native.json"}
    return left | {name: chance.choice(MUTATIONS)(files[name], chance)}


class Damaged(NamedTuple):
    bank: str  # that the file is from, or one that has nothing to do with it
    whole: bytes
    data: bytes


def damaged(slug: str, number: int) -> Damaged:
    """The file of this number in a format."""
    chance = Random(f"{slug} {number}")  # noqa: S311 -- the same mutants in every run
    bank = chance.choice(SLUGS)
    whole = an_original(slug, bank, chance)
    return Damaged(bank, whole, mutant(whole, chance))


def an_original(slug: str, bank: str, chance: Random) -> bytes:
    """Ours, or anybody's."""
    if slug in FOREIGN and (CODECS[slug].write is None or chance.random() < HALF):
        return FOREIGN[slug]
    found = originals(slug, bank, chance.randrange(len(starter_bank(bank, 1).items)))
    return chance.choice(found) if found else an_original(slug, bank, chance)


@cache
def originals(slug: str, bank: str, place: int) -> tuple[bytes, ...]:
    """One item of a starter bank by itself; a folder file by file, and packed."""
    whole, codec = starter_bank(bank, 1), CODECS[slug]
    one = replace(whole, items=whole.items[place : place + 1])
    files = {} if codec.lacks(one.items[0]) else codec.write(one)
    return (*files.values(), tree.packed(files)) if len(files) > 1 else tuple(files.values())
