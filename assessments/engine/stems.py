"""Plain substitution of known names into an author's words. There is no template language to secure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

PLACEHOLDER = re.compile(r"(?<!\\begin)(?<!\\end)\{([a-z][a-z_]*)\}")  # \begin{matrix} names an environment
MATHS = re.compile(r"\$\$.*?\$\$|\$[^$]*\$", re.DOTALL)


def fill(stem: str, names: Mapping[str, str]) -> str:
    """Braces around any other word are left alone: inside formulas they belong to LaTeX."""
    return PLACEHOLDER.sub(lambda found: names.get(found[1], found[0]), stem)


def placeholders(stem: str) -> set[str]:
    return {found[1] for found in PLACEHOLDER.finditer(stem)}


def unknown_names(stem: str, known: Collection[str]) -> Iterator[str]:
    """Placeholders outside formulas that nothing fills; an author is told before publishing."""
    return (found[1] for found in PLACEHOLDER.finditer(MATHS.sub("", stem)) if found[1] not in known)
