"""Whether every text of a variant can be set, and no two of its options look alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from assessments.engine.definition import Definition
from assessments.engine.texts import markup
from assessments.engine.texts.stems import fill, unknown_names
from assessments.engine.variant import Variant

MARKED = re.compile(r"[$*_`\\&]")
VEILED = re.compile(r"&#|phantom")  # numbers that a reader sees as other signs, or not at all
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[-+]?\d+)?")
DIGITS = bytes.maketrans(b"123456789", b"000000000")


class Renders:
    """Renders each skeleton (a text with its numbers made equal) once: numbers alone cannot break a formula."""

    def __init__(self, definition: Definition) -> None:
        self.wordings = definition.wordings
        self.named = frozenset(name for wording in self.wordings for name in unknown_names(wording, ()))
        self.known: dict[str, str] = {}

    def faults(self, variant: Variant, names: Mapping[str, str]) -> list[str]:
        """`names` are what the variant's kind gives its stems."""
        form, found = variant.format, []
        texts = [fill(wording, names) for wording in self.wordings]
        texts += (variant.kind.because(), *form.labels(), *form.heads())
        if not self.named <= names.keys():
            unfilled = [name for wording in self.wordings for name in unknown_names(wording, names)]
            found += [f"the stem names {{{name}}}, which nothing fills" for name in unfilled]
        if form.offers:
            texts += form.offered()
            found += look_alikes(form.offered())
        return found + [fault for fault in map(self.fault, texts) if fault]

    def fault(self, text: str) -> str:
        """Empty where it can be set."""
        bare = skeleton(text)
        if bare not in self.known:
            self.known[bare] = render_fault(text)
        return self.known[bare]


def skeleton(text: str) -> str:
    return numberless(text.encode("utf-8", "surrogatepass").translate(DIGITS))


@lru_cache(maxsize=4096)
def numberless(text: bytes) -> str:
    """Of a text whose digits are all 0, as far fewer texts are than differ in any digit."""
    return NUMBER.sub("0", text.decode("utf-8", "surrogatepass"))


def render_fault(text: str) -> str:
    try:
        markup.render(text)
    except markup.MarkupError as wrong:
        return str(wrong)
    return ""


def look_alikes(options: tuple[str, ...]) -> Iterator[str]:
    """Markup can hide that two texts are the same to a reader; without any, other texts look different.

    So do texts whose skeletons look different, and those that differ in nothing but their numbers.
    """
    whole = "".join(options)
    if not MARKED.search(whole):
        return
    try:
        bare = {skeleton(text) for text in options}
        if len(set(map(markup.render_inline, bare))) == len(bare) and not VEILED.search(whole):
            return
        looks = Counter(map(markup.render_inline, options))
    except markup.MarkupError:  # told of the option itself
        return
    yield from (f"two options look alike: {html}" for html, times in looks.items() if times > 1)
