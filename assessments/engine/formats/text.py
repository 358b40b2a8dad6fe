"""What learners type, made plain: look-alike signs become the ASCII ones that the formats read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from assessments.engine.texts.said import Said

LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−﹣⁃", "-"),
        **dict.fromkeys("×✕✖⨯⨉хХ", "x"),  # the last two are Cyrillic
        **dict.fromkeys("·⋅∙•∗", "*"),
        **dict.fromkeys("⁄∕÷", "/"),
        **dict.fromkeys("’ʼ′", "'"),
        **dict.fromkeys("،、٬", ","),
        **dict.fromkeys("⩽≦", "≤"),
        **dict.fromkeys("⩾≧", "≥"),
        "٫": ".",
        "…": "..",
        "\t": " ",
    }
)
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
FULL_WIDTH = range(0xFF01, 0xFF5F)
SHOWN = 40


class Fault(ValueError):
    """What is wrong with a typed text, in words for its author, who is then shown a readable example.

    `by_place` says it of single inputs, counted from 0, where the answer is typed into several.
    """

    def __init__(self, words: str, by_place: Mapping[int, str] = MappingProxyType({}), **values: object) -> None:
        self.words = words if isinstance(words, Said) else Said(words, **values)
        super().__init__(self.words)
        self.by_place = by_place


def written(raw: str) -> str:
    """The text in plain signs, without blanks around it. Raises Fault where nothing is left or a sign is invisible."""
    if raw.isascii() and raw.isprintable() and raw.strip():
        return raw.strip()  # plain already, as nearly all answers are
    raised = RAISED.sub(lambda found: f"^{found[0].translate(SUPERSCRIPTS)}", raw)
    text = "".join(map(plain, raised.translate(LOOKALIKES))).strip()
    if not text:
        raise Fault("There is no answer here yet.")
    if len(text.splitlines()) > 1:
        raise Fault("The answer runs over more than one line.")
    if any(unicodedata.category(sign) == "Cc" for sign in text):
        raise Fault("The answer holds a character that cannot be seen.")
    return text


def plain(sign: str) -> str:
    """One sign's ASCII form where it has one. ½ keeps a blank before it, or 1½ would turn into 11/2."""
    if sign.isascii():
        return sign
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if ord(sign) in FULL_WIDTH:
        return chr(ord(sign) - FULL_WIDTH.start + ord("!"))
    if unicodedata.decomposition(sign).startswith("<fraction>"):
        return " " + unicodedata.normalize("NFKD", sign).translate(LOOKALIKES)
    return {"Zs": " ", "Cf": ""}.get(unicodedata.category(sign), sign)


def quoted(text: str) -> str:
    """A short quotation that any page can show, whatever was typed."""
    short = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    return f"“{''.join(sign if sign.isprintable() else '�' for sign in short)}”"
