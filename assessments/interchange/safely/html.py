"""Foreign HTML, cleaned, as a tree of what is left; what was left out is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

import nh3

from assessments.engine.texts.markup import MATHML
from assessments.interchange.safely.unsafe import Unsafe

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
LONGEST = 100_000
DEEPEST = 64
PROSE = frozenset(
    "p div span br hr em i strong b u code pre tt kbd samp var blockquote q ul ol li dl dt dd sub sup small "  # noqa: SIM905 -- a list of tags reads better as words
    "h1 h2 h3 h4 h5 h6 table caption thead tbody tfoot tr th td cite section article address".split()
)
TEX = frozenset({"semantics", "annotation"})
KEPT = PROSE | MATHML | TEX
ATTRIBUTES = {
    "math": {"display"},
    "annotation": {"encoding"},
    "ol": {"start"},
    "mi": {"mathvariant"},
    "mspace": {"width"},
    "mtd": {"class"},
}
EMPTY = frozenset({"br", "hr", "mspace"})
# Whose ends people leave out, or which have none
LEFT_OPEN = EMPTY | frozenset("p li dt dd td th tr thead tbody tfoot img input col link meta wbr source param".split())  # noqa: SIM905 -- as above
DROPPED = {
    "img": "an image",
    "image": "an image",
    "svg": "a drawing",
    "picture": "an image",
    "object": "an embedded object",
    "embed": "an embedded object",
    "iframe": "an embedded page",
    "audio": "a sound",
    "video": "a film",
    "canvas": "a drawing",
}
CONTENT_TOO = frozenset(
    {"script", "style", "noscript", "template", "title", "svg", "iframe", "object", "audio", "video"}
)


@dataclass(frozen=True)
class Cleaned:
    tree: Element  # its tag is "body"
    losses: tuple[str, ...]


def cleaned(html: str) -> Cleaned:
    """Raises Unsafe."""
    if len(html) > LONGEST:
        raise Unsafe(f"a text has {len(html):,} characters, where {LONGEST:,} at most are read")
    must_be_shallow(html)
    # By the sanitiser first: what reaches our own parser is well-formed and has no scripts.
    left = nh3.clean(
        html, tags=KEPT, clean_content_tags=CONTENT_TOO, attributes=ATTRIBUTES, strip_comments=True, link_rel=None
    )
    grower = Grower()
    grower.feed(left)
    grower.close()
    return Cleaned(grower.grown(), tuple(losses(html)))


def must_be_shallow(html: str) -> None:
    """Before it is parsed, which takes the square of the depth."""
    depth = 0
    for end, tag in TAG.findall(html):
        if tag.lower() not in LEFT_OPEN:
            depth += -1 if end else 1
        if depth > DEEPEST:
            raise Unsafe(f"a text is nested deeper than {DEEPEST}")


def losses(html: str) -> Iterator[str]:
    # Of the text as it came, as the sanitiser does not tell what it has dropped.
    for what in dict.fromkeys(DROPPED[tag] for _, tag in TAG.findall(html.lower()) if tag in DROPPED):
        yield f"{what} was left out"


class Grower(HTMLParser):
    """nh3 writes well-formed HTML, so that each end belongs to the newest open tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tree, self.open = TreeBuilder(), ["body"]
        self.tree.start("body", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self.open) > DEEPEST:
            raise Unsafe(f"a text is nested deeper than {DEEPEST}")
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in EMPTY:
            self.tree.end(tag)
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open[1:]:
            closed = self.open.pop()
            self.tree.end(closed)
            if closed == tag:
                break

    def handle_data(self, data: str) -> None:
        self.tree.data(data)

    def grown(self) -> Element:
        for tag in reversed(self.open):
            self.tree.end(tag)
        return self.tree.close()
