"""Aiken: a line for the question, one for each option, one for the letter of the right one. For import only.
https://docs.moodle.org/en/Aiken_format
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessments.interchange.authored import Answer, Asked, Slugs, choice
from assessments.interchange.codecs import Codec
from assessments.interchange.incoming import Incoming, Refused, Taken
from assessments.interchange.prose import markdown
from assessments.interchange.safely import counting
from assessments.interchange.texts import decoded, is_text

OPTION = re.compile(r"([A-Z])[.)]\s+(\S.*)")
ANSWER = re.compile(r"ANSWER:(.*)", re.IGNORECASE)
KNOWN_BY = re.compile(rb"^ANSWER:", re.MULTILINE)
FEW = 60  # characters of a question, which is all the name it has


def read(data: bytes) -> Incoming:
    """Raises BadFile."""
    slugs = Slugs()
    return Incoming(counting.questions(question(lines, slugs) for lines in questions(decoded(data))))


def questions(text: str) -> Iterator[list[str]]:
    """The lines of each, up to its answer; what stands after the last answer is a question that has none."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        lines.append(line)
        if ANSWER.fullmatch(line):
            yield lines
            lines = []
    if lines:
        yield lines


def question(lines: list[str], slugs: Slugs) -> Taken | Refused:
    name, answer = lines[0][:FEW], ANSWER.fullmatch(lines[-1])
    if not answer:
        return Refused(name, "no line says which option is right")
    stem = [line for line in lines[:-1] if not OPTION.fullmatch(line)]
    options = {found[1]: found[2] for line in lines[:-1] if (found := OPTION.fullmatch(line))}
    right = answer[1].strip().upper()
    if right not in options:
        return Refused(name, f"{answer[1].strip()[:FEW]!r} is not the letter of an option")
    answers = [Answer(plain(text), float(letter == right)) for letter, text in options.items()]
    return choice(Asked(name, slugs.of(name), "\n\n".join(map(plain, stem)), answers), many=False)


def plain(text: str) -> str:
    return markdown.escaped(text).strip()


def knows(data: bytes) -> bool:
    # XML and JSON can hold such a line as well.
    return is_text(data) and KNOWN_BY.search(data) is not None and not data.lstrip().startswith((b"<", b"{"))


AIKEN = Codec(slug="aiken", title="Aiken", ending=".txt", knows=knows, read=read)
