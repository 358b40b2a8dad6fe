"""Foreign HTML → the Markdown that our own texts are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assessments.engine.definition import MAX_STEM
from assessments.engine.texts import markup
from assessments.interchange.prose.mathml import latex
from assessments.interchange.safely.html import cleaned
from assessments.interchange.safely.unsafe import Unsafe

SPECIAL = re.compile(r"([\\`*_<$])")
ENTITY = re.compile(r"&(?=#?\w+;)")
LINE_START = re.compile(r"^(\d*)([#>+.)-])(?=\s|$)")  # what would begin a list, a heading or a quotation
BLOCKS = frozenset(
    "p div ul ol dl pre blockquote table hr h1 h2 h3 h4 h5 h6 section article address".split()  # noqa: SIM905 -- a list of tags reads better as words
)
AROUND = {"em": "*", "i": "*", "cite": "*", "var": "*", "strong": "**", "b": "**"}
CODE = frozenset({"code", "tt", "kbd", "samp"})
RAISED = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}


@dataclass(frozen=True)
class Prose:
    text: str  # Markdown, which our own renderer takes
    losses: tuple[str, ...] = ()


def block(html: str) -> Prose:
    """Paragraphs, lists, tables, formulas. Raises Unsafe."""
    clean = cleaned(html)
    return settable("\n\n".join(blocks(clean.tree)), clean.losses)


def line(html: str) -> Prose:
    """All in a single line, as options are. Raises Unsafe."""
    clean = cleaned(html)
    return settable(" ".join(" ".join(blocks(clean.tree)).replace("\\\n", " ").split()), clean.losses)


def unmarked(text: str) -> str:
    """As a menu shows it, which knows no Markdown."""
    return " ".join(text.replace("\\", "").split())


def settable(text: str, losses: tuple[str, ...]) -> Prose:
    """With its formulas as code where our renderer does not know a sign in them."""
    if len(text) > MAX_STEM:
        raise Unsafe(f"a text has {len(text):,} characters, where {MAX_STEM:,} at most are taken")
    try:
        if "$" in text:
            markup.render(text)
    except markup.MarkupError:
        return Prose(re.sub(r"\$\$?([^$]+)\$\$?", r"`\1`", text), (*losses, "a formula is kept as code"))
    return Prose(text, losses)


def blocks(element: Element) -> Iterator[str]:
    """Each block by itself; what stands loose between two of them is a paragraph."""
    loose = escaped(element.text or "")
    for child in element:
        if child.tag in BLOCKS or (child.tag == "math" and child.get("display") == "block"):
            yield from paragraph(loose)
            yield from filter(None, written(child))
            loose = ""
        else:
            loose += inline(child)
        loose += escaped(child.tail or "")
    yield from paragraph(loose)


def paragraph(loose: str) -> Iterator[str]:
    lines = [" ".join(part.split()) for part in loose.split("\n\\\n")]
    if text := "\\\n".join(LINE_START.sub(r"\1\\\2", part) for part in lines if part):
        yield text


def written(element: Element) -> Iterator[str]:
    tag = element.tag
    if tag == "math":
        yield f"$${latex(element)}$$"
    elif tag == "pre":
        yield f"```\n{''.join(element.itertext()).strip(chr(10)).replace('```', '')}\n```"
    elif tag == "hr":
        yield "---"
    elif tag in {"ul", "ol"}:
        yield listed(element, ordered=tag == "ol")
    elif tag == "table":
        yield table(element)
    elif tag == "blockquote":
        yield "\n\n".join(blocks(element)).replace("\n", "\n> ").join(("> ", ""))
    elif re.fullmatch(r"h[1-6]", tag):
        yield f"### {' '.join(blocks(element))}"
    else:
        yield from blocks(element)


def listed(element: Element, *, ordered: bool) -> str:
    entries = [child for child in element if child.tag == "li"]
    marks = [f"{place}. " if ordered else "- " for place in range(1, len(entries) + 1)]
    return "\n".join(
        mark + "\n\n".join(blocks(entry)).replace("\n", "\n" + " " * len(mark))
        for mark, entry in zip(marks, entries, strict=True)
    )


def table(element: Element) -> str:
    rows = [
        [" ".join(blocks(cell)).replace("|", "\\|") for cell in row if cell.tag in {"th", "td"}]
        for row in element.iter("tr")
    ]
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    head, *rest = [[*row, *[""] * (width - len(row))] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * width, *rest))


def inline(element: Element) -> str:
    tag, inside = element.tag, inner(element)
    if tag == "math":
        made = latex(element)
        return f"${made}$" if made else ""
    if tag == "br":
        return "\n\\\n"
    if tag in CODE:
        return f"`{''.join(element.itertext()).replace('`', '')}`"
    if tag in RAISED:
        return raised(tag, inside)
    if tag in AROUND and inside.strip():
        mark, bare = AROUND[tag], inside.strip()
        return inside.replace(bare, f"{mark}{bare}{mark}", 1)
    return f"“{inside}”" if tag == "q" else inside


def raised(tag: str, inside: str) -> str:
    """In the signs that Unicode has, else as a formula."""
    moved = inside.translate(RAISED[tag])
    return moved if not set(moved) & set(inside) else f"${'^' if tag == 'sup' else '_'}{{{inside}}}$"


def inner(element: Element) -> str:
    return escaped(element.text or "") + "".join(inline(child) + escaped(child.tail or "") for child in element)


def escaped(text: str) -> str:
    """Blanks and line ends mean nothing in HTML, and Markdown's signs nothing in prose."""
    return ENTITY.sub(r"\&", SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text)))
