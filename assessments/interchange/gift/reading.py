"""GIFT, ours and anybody's.
https://docs.moodle.org/en/GIFT_format
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessments.interchange.authored import Slugs
from assessments.interchange.gift.questions import Piece, read_piece
from assessments.interchange.gift.signs import back, parked
from assessments.interchange.gift.writing import OURS, mark
from assessments.interchange.incoming import BadFile, Incoming, Refused, Taken
from assessments.interchange.native.one import loaded, taken
from assessments.interchange.native.variants import Variants
from assessments.interchange.safely.counting import questions
from assessments.interchange.safely.html import LONGEST
from assessments.interchange.safely.unsafe import Unsafe
from assessments.interchange.texts import HEAD, decoded, is_text

APART = re.compile(r"\n[ \t]*\n")
NAMED = re.compile(r"::(.*?)::(.*)", re.DOTALL)
IDENTIFIED = re.compile(r"\[id:([^\]\x00-\x1f]+)\]")
TAGGED = re.compile(r"\[tag:([^\]\x00-\x1f]+)\]")
BEGUN = re.compile(r"\s*(::|//|\$CATEGORY:|[^{}<]*\{)")
CATEGORY = "$CATEGORY:"
LONGEST_NOTE = 5_000  # characters of a comment
FEW = 60  # characters of a question that has no name


def knows(data: bytes) -> bool:
    return is_text(data) and b"{" in data and BEGUN.match(data[:HEAD].decode("utf-8-sig", "replace")) is not None


def read(data: bytes) -> Incoming:
    """Raises BadFile."""
    reader = Reader()
    items = questions(item for block in APART.split(decoded(data)) for item in reader.items(block))
    return reader.variants.told(items)


class Reader:
    """Goes through a file in its order: our JSON stands for the questions below that are its variants."""

    def __init__(self) -> None:
        self.variants = Variants()
        self.slugs = Slugs()

    def items(self, block: str) -> Iterator[Taken | Refused]:
        lines = block.strip().split("\n")
        notes = [line.strip() for line in lines if line.strip().startswith("//")]
        text = "\n".join(line for line in lines if not line.strip().startswith("//")).strip()
        for note in notes:
            if note.startswith(OURS.strip()):
                yield self.ours(note.removeprefix(OURS.strip()))
        if text.startswith(CATEGORY):  # a question may follow without a blank line
            text = text.partition("\n")[2].strip()
        if not text:
            return
        note = notes[-1][:LONGEST_NOTE] if notes else ""
        identifier = IDENTIFIED.search(note)
        number = identifier[1] if identifier else ""
        if self.variants.include(number):
            self.variants.compare(number, mark(text))
        else:
            yield self.theirs(text, number, tuple(TAGGED.findall(note)))

    def ours(self, text: str) -> Taken | Refused:
        try:
            facts = loaded(text)
        except BadFile as wrong:
            return Refused("our own JSON", f"it is damaged: {wrong}")
        item = taken("our own JSON", facts)
        if isinstance(item, Taken) and isinstance(facts.get("bank"), str):
            self.variants.follow(item, facts)
            # A question below must not get the name of ours.
            self.slugs.given.add(item.slug)
        return item

    def theirs(self, text: str, identifier: str, tags: tuple[str, ...]) -> Taken | Refused:
        if len(text) > LONGEST:
            return Refused(text[:FEW], f"it has {len(text):,} characters, where {LONGEST:,} at most are read")
        text = parked(text)
        named = NAMED.match(text)
        name, rest = (back(named[1]), named[2]) if named else ("", text)
        name = name or " ".join(back(rest).split())[:FEW]
        start, end = rest.find("{"), rest.find("}")
        if (start < 0) != (end < 0) or end < start:
            return Refused(name, "its braces do not pair")
        parts = (rest, None, "") if start < 0 else (rest[:start], rest[start + 1 : end], rest[end + 1 :])
        try:
            return read_piece(Piece(name, self.slugs.of(identifier or name), *parts, tags))
        except Unsafe as unsafe:
            return Refused(name, str(unsafe))
