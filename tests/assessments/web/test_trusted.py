"""Whatever an author or a learner writes, nothing of it runs."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from assessments.web import trusted
from tests.factories import THREE_SHAPES, a_bank, a_course, a_published_item, a_quiz, a_started_attempt, place

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<svg onload="alert(1)"></svg>',
    "[click](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<iframe src="//evil.example"></iframe>',
    '<math><mtext><table><mglyph><style><img src=x onerror="alert(1)">',
    r"$\href{javascript:alert(1)}{x}$",
    r"$\text{<img src=x onerror=alert(1)>}$",
    r"$\class{x' onclick='alert(1)}{y}$",
    '<p style="background:url(//evil.example)">x</p>',
    "<form action=//evil.example><input name=password></form>",
    "<base href=//evil.example>",
    '"><script>alert(1)</script>',
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
TAGS = "script|iframe|object|embed|form|input|base|link|meta|style|img|svg|a"
ACTIVE = re.compile(rf"<({TAGS})\b|<[^>]*\s(on\w+|style|href|src)\s*=", re.IGNORECASE)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_is_left_of_a_text(text: str) -> None:
    for render in (trusted.block, trusted.line):
        try:
            made = render(text)
        except ValueError:  # a formula that cannot be set
            continue
        assert not ACTIVE.search(made), made


def test_several_lines_are_a_list() -> None:
    assert trusted.line("It has a *bias*.\nIt has $b_f$.").startswith("<ul><li>It has a <em>bias</em>.</li><li>It has ")


def test_a_formula_in_a_template_is_set() -> None:
    page = Template(r'{% load shown %}{% math "h_t" %}{% math "C_t" display=True %}').render(Context())

    assert page.count("<math") == 2
    assert page.count('display="block"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize("text", [text for text in HOSTILE if "<" in text])
def test_nothing_hostile_gets_into_a_page(as_alice: Client, alice: AbstractBaseUser, text: str) -> None:
    course = a_course(title=text, description=text)
    item = a_published_item(bank=a_bank(title=text, description=text), **THREE_SHAPES)
    item.title = text
    item.save()
    attempt = a_started_attempt(alice, item, title=text, course=course)
    urls = ["/", "/history/", "/practice/", reverse("practice_bank", args=[item.bank.slug])]
    urls += [reverse("item", args=[attempt.pk, 1]), reverse("submit", args=[attempt.pk])]

    pages = [as_alice.get(url).text for url in urls]
    pages.append(as_alice.post(reverse("answer", args=[attempt.pk, 1]), {"raw": text, "intent": attempt.pk}).text)

    assert [text in page for page in pages] == [False] * len(pages)


@pytest.mark.django_db
def test_instructions_are_markdown(as_alice: Client) -> None:
    quiz = a_quiz(instructions="Mind the *rows*, <b>always</b>: $x_t$.")

    page = as_alice.get(reverse("assessment", args=[quiz.slug])).text

    assert "<em>rows</em>" in page
    assert "<b>" not in page
    assert "<math" in page


@pytest.mark.django_db
def test_what_an_author_wrote_in_a_stem_is_clean(alice: AbstractBaseUser) -> None:
    item = a_published_item(**THREE_SHAPES, stem="<img src=x onerror=alert(1)> **What** is the shape of ${matrix}$?")

    stem = place(a_started_attempt(alice, item)).shown.stem

    assert not ACTIVE.search(stem)
    assert "<strong>What</strong>" in stem


@pytest.mark.django_db
def test_what_is_typed_is_unpacked_once_and_packed_once(as_alice: Client, alice: AbstractBaseUser) -> None:
    """As it was sent, and not as it would be if it were unpacked again."""
    attempt = a_started_attempt(alice, a_published_item(**THREE_SHAPES))
    typed = "%3Cb%3E &lt;b&gt; &amp;lt; \\u003cb"

    page = as_alice.post(reverse("answer", args=[attempt.pk, 1]), {"raw": typed, "intent": attempt.pk}).text

    assert escape(typed) in page
