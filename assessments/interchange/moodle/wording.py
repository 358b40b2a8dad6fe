"""Moodle's texts as our Markdown, by the format that each says it has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from assessments.interchange.prose import markdown
from assessments.interchange.prose.markdown import Prose

TEX = (
    (re.compile(r"\\\[(.+?)\\\]", re.DOTALL), ' display="block"'),
    (re.compile(r"\\\((.+?)\\\)|\$\$(.+?)\$\$", re.DOTALL), ""),
)
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
        if written in MARKDOWN:
            return raw.strip()
        if written in PLAIN:
            return markdown.escaped(raw).strip()
        prose = convert(with_formulas(raw.replace("\n", "<br>") if written in BROKEN else raw))
        self.losses += prose.losses
        return prose.text


def with_formulas(html: str) -> str:
    """TeX between Moodle's brackets and dollar signs in the way that our reader of HTML finds it."""
    for pattern, block in TEX:
        html = pattern.sub(lambda found, block=block: NOTE.format(block, next(filter(None, found.groups()))), html)
    return html
