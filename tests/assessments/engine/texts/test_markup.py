import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.texts.markup import (
    ATTRIBUTES,
    MATHML,
    PROSE,
    MarkupError,
    formula_html,
    mathml,
    matrix,
    render,
    render_inline,
)

TAG = re.compile(r"<\s*/?\s*([a-zA-Z][^\s/>]*)([^>]*)>")
ATTRIBUTE = re.compile(r"([^\s=]+)\s*=")
X = '<span class="math-inline"><math display="inline"><mrow><mi>x</mi></mrow></math></span>'


def tags(html: str) -> set[str]:
    return {found[1] for found in TAG.finditer(html)}


def attributes(html: str) -> set[tuple[str, str]]:
    return {(tag[1], name[1]) for tag in TAG.finditer(html) for name in ATTRIBUTE.finditer(tag[2])}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "<p>plain</p>\n"),
        (
            "**bold** and *slanted* and `code`",
            "<p><strong>bold</strong> and <em>slanted</em> and <code>code</code></p>\n",
        ),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>\n"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
        ("$x$", f"<p>{X}</p>\n"),
        (r"\$5", "<p>$5</p>\n"),
    ],
)
def test_markdown_and_formulas_are_set(text: str, html: str) -> None:
    assert render(text) == html


def test_a_formula_of_its_own_can_be_scrolled_by_keyboard() -> None:
    assert render("$$x$$") == (
        '<div class="math-block" tabindex="0">\n<math display="block"><mrow><mi>x</mi></mrow></math>\n</div>\n'
    )


def test_one_line_has_no_paragraph() -> None:
    assert render_inline("**b** $x$") == f"<strong>b</strong> {X}"


@pytest.mark.parametrize(("display", "text"), [(False, "$x$"), (True, "$$x$$")])
def test_a_formula_alone_looks_as_within_a_text(display: bool, text: str) -> None:
    assert formula_html("x", display=display) in render(text)


def test_a_table_is_set() -> None:
    assert tags(render("| a | b |\n|---|---|\n| 1 | 2 |")) == {"div", "table", "thead", "tbody", "tr", "th", "td"}


def test_a_wide_table_scrolls_inside_itself_and_by_keyboard() -> None:
    html = render("| a | b |\n|---|---|\n| 1 | 2 |")

    assert html.startswith('<div class="table-block" tabindex="0"><table>')
    assert html.rstrip().endswith("</table></div>")


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("| a | b |", ["th", "th", "td", "td"]),
        ("| | b |", ["td", "th", "td", "td"]),
        ("| | |", ["td", "td"]),
    ],
)
@pytest.mark.parametrize("rule", ["|---|---|", "|:--|--:|"])
def test_an_empty_cell_heads_nothing(head: str, rule: str, cells: list[str]) -> None:
    assert re.findall(r"<(t[hd])", render(f"{head}\n{rule}\n| 1 | 2 |").replace("<thead", "")) == cells


def test_aligned_equations_keep_their_alignment() -> None:
    assert mathml(r"\begin{aligned} a &= b \\ c &= d \end{aligned}").count('<mtd class="r">') == 2


@pytest.mark.parametrize(
    "text",
    [
        r"$\text{<img src=x onerror=alert(1)>}$",
        r"$\text{</mtext></math><script>alert(1)</script>}$",
        r"$\href{javascript:alert(1)}{x}$",
        r"$\style{background:url(//evil)}{x}$",
        r"$\class{evil}{x}$",
        r"$\color{red;background:url(//evil)}{x}$",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<div onclick=alert(1)>x</div>",
        "<style>*{display:none}</style>",
        "[x](javascript:alert(1))",
        "![x](//evil/x.png)",
        "<javascript:alert(1)>",
        "<https://evil>",
        '[x]: javascript:alert(1) "t"\n\n[x]',
        "&lt;script&gt;",
        "`<script>`",
        "    <script>",
        "# Larger than the page's own title",
    ],
)
def test_hostile_markup_is_harmless(text: str) -> None:
    html = render(text)

    assert tags(html) <= PROSE | MATHML
    assert attributes(html) <= {(tag, name) for tag, names in ATTRIBUTES.items() for name in names}
    assert not {name for _, name in attributes(html)} & {"href", "src", "style", "onerror", "onclick"}


@pytest.mark.parametrize(
    "latex", [r"\text{<img src=x onerror=alert(1)>}", r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}"]
)
def test_a_hostile_formula_alone_is_harmless(latex: str) -> None:
    html = mathml(latex)

    assert tags(html) <= MATHML
    assert not {name for _, name in attributes(html)} - {"display"}


@pytest.mark.parametrize("text", ["[x](https://evil)", "![x](https://evil)"])
def test_there_are_no_links_and_no_pictures(text: str) -> None:
    assert render(text) == f"<p>{text}</p>\n"


def test_raw_html_is_shown_and_not_obeyed() -> None:
    assert render("<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"


HTML = ("<img src=x onerror=1>", "<script>", "</math>", "<svg onload=1>", "<!--", "-->", "&#60;")
LATEX = ("$", "$$", r"\text{", "}", r"\href{javascript:1}{x}", r"\style{a}{b}")
MARKDOWN = ("`", "\n\n", "- ", "|", "](javascript:1)", "![", '"', "'", "x", " ")
pieces = st.sampled_from([*HTML, *LATEX, *MARKDOWN])


@given(st.lists(pieces, max_size=12).map("".join))
def test_no_mixture_of_markup_gets_through(text: str) -> None:
    try:
        html = render(text)
    except MarkupError:
        return

    assert tags(html) <= PROSE | MATHML
    assert attributes(html) <= {(tag, name) for tag, names in ATTRIBUTES.items() for name in names}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (r"$\nonsense$", r"unknown command \nonsense in $\nonsense$"),
        (r"a $x$ and $\sigmoid(x)$", r"unknown command \sigmoid in $\sigmoid(x)$"),
        (r"$\left( x$", r"the formula $\left( x$ cannot be read"),
    ],
)
def test_a_formula_that_cannot_be_set_is_refused(text: str, why: str) -> None:
    with pytest.raises(MarkupError) as refusal:
        render(text)

    assert str(refusal.value) == why


def test_a_matrix_is_written_row_by_row() -> None:
    assert matrix([[1.0, -0.5], [0.25, 2.0]]) == r"\begin{bmatrix} 1 & -0.5 \\ 0.25 & 2 \end{bmatrix}"
    assert "<mtable>" in mathml(matrix([[1.0, 2.0]]))
