"""Reads a catalogue of translations as GNU gettext writes it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LINE = re.compile(r'(?P<name>msg\w+)(?:\[\d+\])? (?P<text>".*")')


@dataclass(frozen=True)
class Entry:
    source: tuple[str, ...]  # the English, and its form for several where there is one
    german: tuple[str, ...]
    context: str = ""
    flags: frozenset[str] = field(default_factory=frozenset)


def entries(text: str) -> Iterator[Entry]:
    """Without the header, which translates nothing."""
    for block in text.strip().split("\n\n")[1:]:
        yield entry(block.splitlines())


def entry(lines: list[str]) -> Entry:
    texts: dict[str, list[str]] = {"msgctxt": [], "msgid": [], "msgstr": []}
    for line in lines:
        if found := LINE.fullmatch(line):
            name = found["name"].removesuffix("_plural")
            texts[name].append(ast.literal_eval(found["text"]))
        elif line.startswith('"'):
            texts[name][-1] += ast.literal_eval(line)
    flags = (flag.strip() for line in lines if line.startswith("#,") for flag in line[2:].split(","))
    return Entry(tuple(texts["msgid"]), tuple(texts["msgstr"]), "".join(texts["msgctxt"]), frozenset(flags))
