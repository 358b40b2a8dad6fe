"""Moodle's texts as our Markdown, by the format that each says it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assessments.interchange.prose import markdown
from assessments.interchange.prose.markdown import Prose
from assessments.interchange.safely.html import LONGEST
from assessments.interchange.safely.unsafe import Unsafe

# Opens a formula → closes it, and how it is set
BETWEEN = {"\\[": ("\\]", ' display="block"'), "\\(": ("\\)", ""), "$$": ("$$", "")}
SIGNS = re.compile(r"(\\[\[\]()]|\$\$)")
NOTE = '<math{0}><semantics><annotation encoding="application/x-tex">{1}</annotation></semantics></math>'
MARKDOWN, PLAIN = frozenset({"markdown"}), frozenset({"plain", "plain_text"})
BROKEN = frozenset({"", "moodle", "moodle_auto_format"})  # whose line ends are meant


@dataclass
class Wording:
    """Keeps what was lost on the way."""

    losses: list[str] = field(default_factory=list)

    def block(self, raw: str, written: str) -> str:
        return self._converted(markdown.block, raw, written)

    def line(self, raw: str, written: str) -> str:
        return " ".join(self._converted(markdown.line, raw, written).split())

    def _converted(self, convert: Callable[[str], Prose], raw: str, written: str) -> str:
        """Raises Unsafe."""
        if len(raw) > LONGEST:
            raise Unsafe(f"a text has {len(raw):,} characters, where {LONGEST:,} at most are read")
        if written in MARKDOWN:
            return raw.strip()
        if written in PLAIN:
            return markdown.escaped(raw).strip()
        prose = convert(with_formulas(raw.replace("\n", "<br>") if written in BROKEN else raw))
        self.losses += prose.losses
        return prose.text


def with_formulas(html: str) -> str:
    """TeX between Moodle's brackets and dollar signs in the way that our reader of HTML finds it."""
    pieces = SIGNS.split(html)  # every other one is a sign
    after = closing(pieces)
    made, place = [], 0
    while place < len(pieces):
        end, how = after[place]
        if end > place + 1 and (tex := "".join(pieces[place + 1 : end])):
            made.append(NOTE.format(how, tex))
            place = end + 1
        else:
            made.append(pieces[place])
            place += 1
    return "".join(made)


def closing(pieces: Sequence[str]) -> list[tuple[int, str]]:
    """For each piece where the next one stands that closes what it opens, 0 where none does; in one go from the end."""
    found, seen = [(0, "")] * len(pieces), dict[str, int]()
    for place in range(len(pieces) - 1, -1, -1):
        if place % 2:
            sign, how = BETWEEN.get(pieces[place], ("", ""))
            found[place] = (seen.get(sign, 0), how)
            seen[pieces[place]] = place
    return found
