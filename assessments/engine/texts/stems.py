"""Plain substitution of known names into an author's words. There is no template language to secure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import chain

PLACEHOLDER = re.compile(r"(?<!\\begin)(?<!\\end)\{([a-z][a-z_]*)\}")  # \begin{matrix} names an environment
ESCAPED = re.compile(r"\\\{([a-z][a-z_]*)\\\}")
MATHS = re.compile(r"\$\$.*?\$\$|\$[^$]*\$", re.DOTALL)

KNOWN = 1024  # stems that are not searched again: a verification fills the same few for every variant


def fill(stem: str, names: Mapping[str, str]) -> str:
    """Braces around any other word are left alone: inside formulas they belong to LaTeX."""
    try:
        return template(stem) % names
    except KeyError:
        return template(stem) % ({name: f"{{{name}}}" for name in placeholders(stem)} | dict(names))


@lru_cache(maxsize=KNOWN)
def template(stem: str) -> str:
    """As Python's own substitution reads it, which is the fastest.

    Escaped braces are braces, in code too, where Markdown has no escapes; formulas have their own.
    """
    whole = PLACEHOLDER.sub(r"%(\1)s", stem.replace("%", "%%"))
    prose = [ESCAPED.sub(r"{\1}", part) for part in MATHS.split(whole)]
    return "".join(chain(*zip(prose, [*MATHS.findall(whole), ""], strict=True)))


def parted(stem: str) -> tuple[str, ...]:
    """The text up to a placeholder, its name, the text up to the next, its name, …"""
    return tuple(PLACEHOLDER.split(stem))


def placeholders(stem: str) -> set[str]:
    return set(parted(stem)[1::2])


def unknown_names(stem: str, known: Collection[str]) -> list[str]:
    """Placeholders outside formulas that nothing fills; an author is told before publishing."""
    return [name for name in in_prose(stem) if name not in known]


@lru_cache(maxsize=KNOWN)
def in_prose(stem: str) -> tuple[str, ...]:
    """The names of its placeholders outside formulas."""
    return tuple(PLACEHOLDER.findall(MATHS.sub("", stem)))
