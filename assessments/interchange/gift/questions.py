"""One question of GIFT, by the signs in its braces."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assessments.interchange import authored
from assessments.interchange.authored import Answer, Asked
from assessments.interchange.gift.signs import back
from assessments.interchange.incoming import Refused, Taken
from assessments.interchange.moodle.foreign import WILDCARD
from assessments.interchange.moodle.wording import Wording
from assessments.interchange.safely.counting import few

FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
WEIGHT = re.compile(r"%(-?\d+(?:\.\d+)?)%(.*)", re.DOTALL)
TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
FLOATING = r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
NEAR = re.compile(rf"({FLOATING})(?::({FLOATING}))?")
RANGE = re.compile(rf"({FLOATING})\.\.({FLOATING})")
LONGEST_NUMBER = 100  # characters
GAP = "_____"
GENERAL = "####"


@dataclass(frozen=True)
class Piece:
    """A question's parts, in which escaped signs are still parked; `answers` is None where it has no braces."""

    name: str
    slug: str
    before: str
    answers: str | None
    after: str
    tags: tuple[str, ...] = ()


@dataclass
class Reader:
    piece: Piece
    wording: Wording

    @property
    def written(self) -> str:
        found = FORMAT.match(self.piece.before)
        return found[1] if found else "moodle"

    def worded(self, text: str, convert: Callable[[str, str], str]) -> str:
        found = FORMAT.match(text)
        return convert(back(text[found.end() :] if found else text), found[1] if found else self.written)

    def block(self, text: str) -> str:
        return self.worded(text, self.wording.block)

    def line(self, text: str) -> str:
        return self.worded(text, self.wording.line)

    def asked(self, answers: list[Answer], general: str) -> Asked:
        piece = self.piece
        stem = self.block(f"{piece.before}{GAP} {piece.after}" if piece.after.strip() else piece.before)
        solution, losses = self.block(general), tuple(dict.fromkeys(self.wording.losses))
        return Asked(piece.name, piece.slug, stem, answers, solution, losses, piece.tags)


def read_piece(piece: Piece) -> Taken | Refused:
    """Raises Unsafe."""
    if piece.answers is None:
        return Refused(piece.name, "a description asks nothing")
    inside, _, general = piece.answers.partition(GENERAL)
    inside = inside.strip()
    if not inside:
        return Refused(piece.name, "an essay is read by a person, and here nobody would")
    reader = Reader(piece, Wording())
    return KINDS[sort_of(inside)](reader, inside, general)


def sort_of(inside: str) -> str:
    if inside[0] == "#":
        return "numerical"
    if "~" in inside:
        return "choice"
    if "=" in inside and "->" in inside:
        return "matching"
    return "truth" if inside.partition("#")[0].strip().upper() in TRUTHS else "short"


def numerical(reader: Reader, inside: str, general: str) -> Taken | Refused:
    answers = []
    for one in alternatives(inside[1:], "="):
        share, rest = weighed(one, 1.0)
        text, _, feedback = rest.partition("#")
        value, room = near(back(text))
        answers.append(Answer(value, share, reader.block(feedback), room))
    return authored.number(reader.asked(answers, general))


def near(text: str) -> tuple[str, float]:
    """A number and how far off is right. What is no number stays as it is, and is refused later."""
    if len(text) > LONGEST_NUMBER:
        return text, 0.0
    if found := RANGE.fullmatch(text):
        low, high = float(found[1]), float(found[2])
        # Two ends are as good as a middle and a room, and only those are kept here.
        return repr((low + high) / 2), abs(high - low) / 2
    found = NEAR.fullmatch(text)
    room = abs(float(found[2] or 0)) if found else math.inf
    return (found[1], room) if found and math.isfinite(room) else (text, 0.0)


def choice(reader: Reader, inside: str, general: str) -> Taken | Refused:
    # As Moodle reads it: where no option is right by itself, several are right together.
    many = "=" not in inside
    answers = []
    for one in alternatives(inside.replace("=", "~="), "~"):
        right = one.startswith("=")
        share, rest = weighed(one.removeprefix("="), float(right))
        text, _, feedback = rest.partition("#")
        answers.append(Answer(reader.line(text), share, reader.block(feedback)))
    return authored.choice(reader.asked(answers, general), many=many)


def short(reader: Reader, inside: str, general: str) -> Taken | Refused:
    answers = []
    for one in alternatives(inside, "="):
        share, rest = weighed(one, 1.0)
        text, _, feedback = rest.partition("#")
        answers.append(Answer(back(text), share, reader.block(feedback)))
    if any(WILDCARD.search(answer.text) for answer in answers if answer.share > 0):
        return Refused(reader.piece.name, "a right answer has a wildcard, which any text may stand for")
    plain = [Answer(answer.text.replace(r"\*", "*"), answer.share, answer.feedback) for answer in answers]
    return authored.text(reader.asked(plain, general))


def truth(reader: Reader, inside: str, general: str) -> Taken | Refused:
    """The first feedback is for whoever answered wrongly."""
    word, *told = inside.split("#", 2)
    holds = TRUTHS[word.strip().upper()]
    wrong, right = [reader.block(one) for one in (*told, "", "")[:2]]
    answers = [Answer("True", holds, right if holds else wrong), Answer("False", not holds, wrong if holds else right)]
    return authored.true_or_false(reader.asked(answers, general), holds=holds)


def matching(reader: Reader, inside: str, general: str) -> Taken | Refused:
    parted = [one.partition("->") for one in alternatives(inside, "=")]
    pairs = [(reader.line(left), " ".join(back(right).split())) for left, _, right in parted]
    return authored.match(reader.asked([], general), pairs, shared=True)


def alternatives(inside: str, sign: str) -> list[str]:
    """Raises Unsafe."""
    return few((one for one in map(str.strip, inside.split(sign)) if one), "answers")


def weighed(text: str, usual: float) -> tuple[float, str]:
    """The share of the mark in front, and what stands behind it."""
    found = WEIGHT.match(text)
    return (float(found[1]) / 100, found[2].strip()) if found else (usual, text)


KINDS: Mapping[str, Callable[[Reader, str, str], Taken | Refused]] = {
    "numerical": numerical,
    "choice": choice,
    "matching": matching,
    "truth": truth,
    "short": short,
}
