"""Sentences for learners: English as text, and with what a page needs to say them in another language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self


class Said(str):
    """`Said("{text} is no number.", text=…)`. A value that is itself something said is translated along with it."""

    __slots__ = ("number", "plural", "template", "values")

    template: str
    plural: str  # the form for several, if there is one
    number: int  # decides between the two
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        made = super().__new__(cls, cls.put(template.format(**values)))
        made.template, made.plural, made.number, made.values = template, "", 1, values
        return made

    @classmethod
    def counted(cls, one: str, many: str, n: int) -> Self:
        made = cls(one if n == 1 else many, n=n)
        made.template, made.plural, made.number = one, many, n
        return made

    @classmethod
    def put(cls, text: str) -> str:
        """As it stands on a page, in any language."""
        return text


class Clause(Said):
    """A sentence within another one: it begins small and has no full stop."""

    __slots__ = ()

    @classmethod
    def of(cls, said: Said) -> Self:
        return cls(said.template, **said.values)

    @classmethod
    def put(cls, text: str) -> str:
        return text[:1].lower() + text[1:].removesuffix(".")
