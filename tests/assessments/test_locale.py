"""The German of every page: complete, compiled, and with nothing on a page that cannot be translated."""

from __future__ import annotations

import ast
import gettext
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from tests.po import Entry, entries

HOME = settings.LOCALE_PATHS[0] / "de" / "LC_MESSAGES"
GERMAN = list(entries((HOME / "django.po").read_text("utf-8")))
PLACEHOLDERS = re.compile(r"%\(\w+\)\w|\{\w+\}|%%|</?\w+[^>]*>")
SPEAKERS = {
    "_",
    "pgettext",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "Said",
    "Fault",
    "counted",
}
# As `templatize` writes them
IN_TEMPLATES = re.compile(r"""\b(?:gettext|ngettext|_)\((u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))""")
FOR_LEARNERS = [path for path in sorted((settings.ROOT / "templates").rglob("*.html")) if "admin" not in path.parts]
# Names, and signs in drawings
AS_THEY_ARE = {"Cellstate", "LSTM", "tanh"}


def test_nothing_is_left_untranslated_or_guessed() -> None:
    assert [entry.source for entry in GERMAN if not all(entry.german) or "fuzzy" in entry.flags] == []


def test_what_has_a_form_for_several_has_it_in_german_too() -> None:
    assert [entry.source for entry in GERMAN if len(entry.german) != len(entry.source)] == []


def test_placeholders_and_tags_are_those_of_the_english() -> None:
    def marks(text: str) -> Counter[str]:
        return Counter(PLACEHOLDERS.findall(text))

    differ = [
        entry.source
        for entry in GERMAN
        for english, german in zip(entry.source, entry.german, strict=True)
        if marks(english) != marks(german)
    ]

    assert differ == []


def test_no_translation_ends_an_attribute() -> None:
    quoted = [entry.source for entry in GERMAN if '"' in re.sub(r"<[^>]*>", "", "".join(entry.german))]

    assert quoted == []


def test_what_is_compiled_is_what_is_written() -> None:
    with (HOME / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    written = {
        (key(entry), place) if len(entry.source) > 1 else key(entry): german
        for entry in GERMAN
        for place, german in enumerate(entry.german)
    }
    assert {text: german for text, german in compiled._catalog.items() if text} == written


def key(entry: Entry) -> str:
    """As `gettext` looks it up."""
    return f"{entry.context}\x04{entry.source[0]}" if entry.context else entry.source[0]


def in_python() -> Iterator[str]:
    for path in (settings.ROOT / "assessments").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and name_of(node.func) in SPEAKERS:
                match node.args:
                    case [ast.Constant(value=str(context)), ast.Constant(value=str(text))] if is_in_context(node):
                        yield f"{context}\x04{text}"
                    case [ast.Constant(value=str(text)), *_]:
                        yield text


def is_in_context(call: ast.Call) -> bool:
    return name_of(call.func).startswith("pgettext")


def name_of(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def in_templates() -> Iterator[str]:
    for path in FOR_LEARNERS:
        yield from map(ast.literal_eval, IN_TEMPLATES.findall(templatize(path.read_text())))


def test_the_catalogue_holds_what_is_said_and_nothing_else() -> None:
    said = {*in_python(), *in_templates()}

    assert {key(entry) for entry in GERMAN} == said


class Visible(HTMLParser):
    """The words of a template that no tag of Django's has made."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within.append(tag)
        for name, value in attrs:
            told = name in {"aria-label", "alt", "title", "placeholder"}
            if value and (told or (name.startswith("data-") and value[0].isupper())):
                self.see(value)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"code", "kbd"} & set(self.within):
            self.see(data)

    def see(self, text: str) -> None:
        self.words += re.findall(r"[^\W\d_]{2,}", text)


def words_of(template: str) -> set[str]:
    translated = re.sub(r"{% *blocktranslate.*?{% *endblocktranslate *%}", "", template, flags=re.DOTALL)
    page = Visible()
    page.feed(re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", translated))
    page.close()
    return set(page.words)


@pytest.mark.parametrize("path", FOR_LEARNERS, ids=lambda path: str(path.relative_to(settings.ROOT / "templates")))
def test_a_template_has_no_words_of_its_own(path: Path) -> None:
    assert words_of(path.read_text()) - AS_THEY_ARE == set()


@pytest.mark.parametrize(
    "template",
    [
        "<p>Words</p>",
        '<p aria-label="Words">1</p>',
        '<p data-late="Words" data-poll="every">1</p>',
        "{% if a %}Words{% else %}{{ words }}{% endif %}",
        '<a class="b">{% translate "Right" %} Words</a>',
    ],
)
def test_words_would_be_seen(template: str) -> None:
    assert words_of(template) == {"Words"}
