"""Good files, damaged: the nth mutant is the same in every run."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

from assessments.interchange.safely import archives

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


MUTATIONS: Sequence[Mutate] = (flipped, cut, ended, repeated, worded, worded, worded)


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
