"""What comes back of the starter banks' questions where our own JSON is taken out of a file: FORMATS.md has it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from assessments.engine.definition import Definition
from assessments.engine.formats import Match, Unreadable
from assessments.interchange import codecs
from assessments.interchange.codecs import CODECS
from assessments.interchange.gift.writing import OURS
from assessments.interchange.incoming import BadFile, Taken
from assessments.interchange.outgoing import ExportedBank, Posed
from assessments.interchange.safely import archives
from tests.assessments.interchange.starters import SLUGS, starter_bank

PAGE = Path(__file__).parents[3] / "assessments/interchange/FORMATS.md"

codecs.load()


def unpacked(data: bytes) -> bytes:
    return archives.packed({name: part for name, part in archives.members(data).items() if name != "native.json"})


# Codec → its file without our own JSON.
BARE: Mapping[str, Callable[[bytes], bytes]] = {
    "qti3": unpacked,
    "qti22": unpacked,
    "qti21": unpacked,
    "canvas": unpacked,
    "moodle": lambda data: re.sub(rb"&lt;!-- \{.*?\} --&gt;", b"", data),
    "gift": lambda data: re.sub(rb"(?m)^" + re.escape(OURS.encode()) + rb".*$", b"", data),
}
KEPT, CHANGED, WRITTEN, LEFT_OUT = "fixed", "changed", "out only", "left out"


def without_own(slug: str, bank: ExportedBank) -> bytes:
    (data,) = CODECS[slug].write(bank).values()
    bare = BARE[slug](data)
    assert bare != data
    return bare


@cache
def outcomes(slug: str) -> Mapping[str, set[str]]:
    """How an answer is given → what becomes of such questions."""
    found = defaultdict(set)
    for bank in SLUGS:
        whole = starter_bank(bank, 1)
        for one in whole.items:
            form = one.variants[0].format.slug
            if CODECS[slug].lacks(one):
                found[form].add(LEFT_OUT)
            else:
                found[form].add(outcome(slug, replace(whole, items=(one,)), one.variants[0]))
    return found


def outcome(slug: str, bank: ExportedBank, posed: Posed) -> str:
    try:
        back = CODECS[slug].read(without_own(slug, bank)).items
    except BadFile:
        return WRITTEN
    taken = [one for one in back if isinstance(one, Taken)]
    if not taken:
        return WRITTEN
    return KEPT if all(judged_alike(one.facts, posed) for one in taken) else CHANGED


def judged_alike(facts: Mapping[str, Any], posed: Posed) -> bool:
    """What is right there is right here, and what is wrong is wrong."""
    definition = Definition.read(dict(facts))
    kind = definition.kind_at({})
    if posed.offered:
        right = kind.right()
        return [option.text in right for option in kind.options] == [option.right for option in posed.offered]
    form, key = definition.asked(kind), kind.answer()
    if isinstance(
        posed.format, Match
    ):  # its lines may be written otherwise, which says nothing of what belongs to them
        return key == posed.key
    try:
        worth = [form.credit(form.parse(text), key) for text in (posed.text, *(slip.text for slip in posed.slips))]
    except Unreadable:
        return False
    return worth[0] >= 1 > max(worth[1:], default=0)


def table() -> dict[str, dict[str, str]]:
    """How an answer is given → codec → what becomes of it."""
    forms = sorted({form for slug in BARE for form in outcomes(slug)})
    return {form: {slug: ", ".join(sorted(outcomes(slug)[form])) for slug in BARE} for form in forms}


def test_the_page_says_what_becomes_of_each_answer() -> None:
    lines = PAGE.read_text("utf-8").split("| answer |")[1].splitlines()
    heads = [cell.strip(" `") for cell in lines[0].strip(" |").split("|")]
    printed_rows = takewhile(lambda line: line.startswith("|"), lines[2:])
    rows = [[cell.strip(" `") for cell in line.strip(" |").split("|")] for line in printed_rows]

    printed = {form: dict(zip(heads, cells, strict=True)) for form, *cells in rows}
    assert printed == table()
