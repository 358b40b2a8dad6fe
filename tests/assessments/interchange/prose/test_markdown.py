from __future__ import annotations

import re

import pytest

from assessments.engine.texts import markup
from assessments.interchange.prose import markdown
from assessments.interchange.safely.unsafe import Unsafe
from tests.assessments.interchange import hostile
from tests.assessments.interchange.starters import starter_items

TEXTS = [
    "What is $h_t = o_t \\odot \\tanh(C_t)$, *really* **bold** `x_1`?",
    "- a $\\tilde{C}_t$\n- b\n\n1. one\n2. two",
    "$$\\frac{1}{2} \\sigma(W_{fF} x_t) \\in \\mathbb{R}^{n \\times m}$$",
    "| a | b |\n| --- | --- |\n| 1 | $\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$ |",
    "> as they say\n\n```\nnn.LSTM(4, 8)\n```\n\n---",
    "### Signs\n\n3 \\* 4 \\_ 5 \\< 6 \\$7 \\`8 &amp;amp; 1\\. two",
    "one\\\ntwo",
]


def seen(html: str) -> str:
    """What a reader sees of it: MathML groups in more than one way, and blanks mean nothing."""
    return re.sub(r"\s+|</?mrow>| stretchy=\"false\"", "", html)


@pytest.mark.parametrize("text", TEXTS)
def test_our_own_html_comes_back_as_markdown_that_reads_the_same(text: str) -> None:
    html = markup.render(text)

    assert seen(markup.render(markdown.block(html).text)) == seen(html)


def test_the_stems_of_all_starter_banks_come_back_and_read_the_same() -> None:
    stems = {variant.question.stem for item in starter_items(1) for variant in item.variants}

    changed = [stem for stem in stems if seen(markup.render(markdown.block(stem).text)) != seen(stem)]

    assert len(stems) > 80
    assert changed == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>x<sup>2</sup> and y<sub>t-1</sub></p>", "x² and y$_{t-1}$"),
        ("a<br/>b", "a\\\nb"),
        ("<p><b>bold </b>text</p>", "**bold** text"),
        ("<div>1. No list<div>- nor here</div></div>", "1\\. No list\n\n\\- nor here"),
        ("<q>so</q> &amp;lt; &lt;b&gt;", "“so” \\&lt; \\<b>"),
        ("<p>one</p>loose<p>two</p>", "one\n\nloose\n\ntwo"),
        ("<table><tr><td>a|b</td></tr></table>", "| a\\|b |\n| --- |"),
    ],
)
def test_foreign_html_becomes_plain_markdown(html: str, text: str) -> None:
    assert markdown.block(html).text == text


def test_an_option_is_a_single_line() -> None:
    assert markdown.line("<p>one<br>two</p><ul><li>three</li></ul>").text == "one two - three"


def test_an_authors_own_latex_is_taken_where_an_annotation_kept_it() -> None:
    math = '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">W_{fF}</annotation></semantics></math>'

    assert markdown.line(math).text == "$W_{fF}$"


def test_a_formula_that_cannot_be_set_is_kept_as_code() -> None:
    prose = markdown.block(
        '<math><annotation encoding="application/x-tex">\\unheardof{x}</annotation></math>',
    )

    assert (prose.text, prose.losses) == ("`\\unheardof{x}`", ("a formula is kept as code",))


@pytest.mark.parametrize("html", hostile.SCRIPTS)
def test_nothing_hostile_survives_into_our_page(html: str) -> None:
    page = markup.render(markdown.block(html).text)

    assert re.findall(r"<(script|img|svg|iframe|object|a|form|style)\b|<[^>]*(\son\w+=|href|javascript:)", page) == []


def test_a_text_of_ours_has_a_length() -> None:
    with pytest.raises(Unsafe, match="a text has 10,001 characters, where 10,000 at most are taken"):
        markdown.block("x" * 10_001)
