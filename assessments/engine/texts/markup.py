"""Markdown with $LaTeX$ → HTML with MathML, sanitised whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import nh3
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

PROSE = frozenset(
    "p em strong code pre ul ol li blockquote br hr table thead tbody tr th td h3 h4 span div sub sup".split()  # noqa: SIM905 -- a list of tags reads better as words
)
MATHML = frozenset(
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot msub msup msubsup munder mover munderover "  # noqa: SIM905 -- the same
    "mmultiscripts mtable mtr mtd mstyle mpadded mphantom menclose".split()
)
ATTRIBUTES = {
    "math": {"display"},
    "mi": {"mathvariant"},
    "mo": {"stretchy", "fence", "form", "separator", "lspace", "rspace", "minsize", "maxsize"},
    "mspace": {"width"},
    "mtd": {"class"},
    "div": {"class", "tabindex"},
    "span": {"class"},
    "th": {"scope"},
}
CLASSES = {"div": {"math-block", "table-block"}, "span": {"math-inline"}, "mtd": {"l", "r"}}
# latex2mathml knows align but not aligned, prints named spaces that browsers ignore, and lets unknown commands through.
BEFORE = [(r"\begin{aligned}", r"\begin{align*}"), (r"\end{aligned}", r"\end{align*}")]
AFTER = [
    ("negativethinmathspace", "-0.167em"),
    ('columnalign="left"', 'class="l"'),
    ('columnalign="right"', 'class="r"'),
]
WRAPPERS = [
    ('<div class="math block">', '<div class="math-block" tabindex="0">'),  # a long formula scrolls by keyboard too
    ('<span class="math inline">', '<span class="math-inline">'),
    ("<table>", '<div class="table-block" tabindex="0"><table>'),  # and so does a wide table
    ("</table>", "</table></div>"),
]
NO_HEADING = re.compile(r"<th[^>]*></th>")  # an empty cell heads nothing,
NO_HEAD = re.compile(r"<thead>\s*<tr>\s*(<td></td>\s*)+</tr>\s*</thead>\s*")  # nor does a row of them
UNKNOWN_COMMAND = re.compile(r"<mi>\\(\w+)</mi>")


class MarkupError(ValueError):
    """A formula that cannot be set; the message names the command for its author."""


@lru_cache(maxsize=4096)  # the same formulas stand in many texts
def mathml(latex: str, *, display: bool = False) -> str:
    """One formula, sanitised. Raises MarkupError."""
    for old, new in BEFORE:
        latex = latex.replace(old, new)
    try:
        made = convert(latex, display="block" if display else "inline")
    except Exception as wrong:  # latex2mathml raises a dozen unrelated types on bad input
        raise MarkupError(f"the formula ${latex}$ cannot be read") from wrong
    for old, new in AFTER:
        made = made.replace(old, new)
    if unknown := UNKNOWN_COMMAND.search(made):
        raise MarkupError(f"unknown command \\{unknown[1]} in ${latex}$")
    # The library does not escape what \text holds.
    return clean(made)


def formula(latex: str, options: dict[str, Any]) -> str:
    return mathml(latex, display=options["display_mode"])


def formula_html(latex: str, *, display: bool = False) -> str:
    """A formula that stands by itself in a page, in the wrapping that `render` gives it. Raises MarkupError."""
    return render(f"$${latex}$$") if display else render_inline(f"${latex}$")


def reader() -> MarkdownIt:
    plain = (
        # No HTML here, and cleaned all the same: two locks, of which either would do.
        MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link", "autolink", "html_block"])
    )
    return plain.use(dollarmath_plugin, renderer=formula, double_inline=True)


MARKDOWN = reader()


def clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=PROSE | MATHML,
        attributes={tag: set(names) - {"class"} for tag, names in ATTRIBUTES.items()},
        allowed_classes=CLASSES,
        link_rel=None,
    )


@lru_cache(maxsize=4096)
def render(text: str) -> str:
    """Block content: paragraphs, lists, tables, formulas. Raises MarkupError."""
    return clean(rewrapped(MARKDOWN.render(text)))


@lru_cache(maxsize=4096)
def render_inline(text: str) -> str:
    """One line's content, for options and titles. Raises MarkupError."""
    return clean(rewrapped(MARKDOWN.renderInline(text)))


def rewrapped(html: str) -> str:
    for old, new in WRAPPERS:
        html = html.replace(old, new)
    return NO_HEAD.sub("", NO_HEADING.sub("<td></td>", html))


def matrix(rows: Iterable[Iterable[float]]) -> str:
    """LaTeX for a matrix of numbers."""
    lines = r" \\ ".join(" & ".join(f"{value:g}" for value in row) for row in rows)
    return rf"\begin{{bmatrix}} {lines} \end{{bmatrix}}"
