"""Shapes of arrays, of any rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assessments.engine.formats.base import Format
from assessments.engine.formats.text import Fault, quoted, written
from assessments.engine.texts.said import Said

Axes = tuple[int, ...]

PRINTED = re.compile(r"^(?:(?:torch\.)?size|(?:tf\.)?tensorshape)\s*(?=\()", re.IGNORECASE)
TIMES = re.compile(r"\s*(?:x|\*|-by-|by)\s*", re.IGNORECASE)
CLOSING = {"(": ")", "[": "]"}
INSIDE = re.compile(r"[^()\[\]]*(?:\([^()\[\]]*\)|\[[^()\[\]]*\])[^()\[\]]*")  # one pair, and what stands around it


@dataclass(frozen=True)
class Shape(Format[Axes]):
    slug = "shape"
    base_type = "integer"
    cardinality = "ordered"

    per_axis: bool = False  # each right axis of the right rank earns its share

    def __post_init__(self) -> None:
        if not isinstance(self.per_axis, bool):
            raise ValueError(f"per_axis is true or false, not {self.per_axis!r}")  # noqa: TRY004 -- JSON may bring it

    def read(self, raw: str) -> Axes:
        return read_axes(raw)

    def credit(self, response: Axes, key: Axes) -> float:
        if len(response) != len(key) or not (self.per_axis and key):
            return float(response == key)
        return right_axes(response, key) / len(key)

    def show(self, value: Axes) -> str:
        return show_axes(value)

    def explain(self, response: Axes, key: Axes) -> str | None:
        if len(response) != len(key):
            return "size-one-axis" if without_ones(response) == without_ones(key) else "wrong-rank"
        if sorted(response) == sorted(key):
            return "transposed" if len(key) == 2 else "axes-permuted"  # noqa: PLR2004 -- a matrix
        return "one-axis-wrong" if len(key) > 1 and right_axes(response, key) == len(key) - 1 else None

    def guide(self) -> Said:
        if self.per_axis:
            return Said(
                "Type the sizes of the axes in order, such as (900, 700) or 900x700; each right axis earns its share."
            )
        return Said("Type the sizes of the axes in order, such as (900, 700) or 900x700; every axis must be right.")

    def example(self) -> Said:
        return Said("Type the sizes of the axes in order, such as (900, 700), 900x700 or (900,).")


@lru_cache(maxsize=4096)  # a verification reads the same few shapes over and over
def read_axes(raw: str) -> Axes:
    """Raises Fault."""
    text = PRINTED.sub("", written(raw))
    return axes(unwrapped(text), bracketed=text[0] in CLOSING)


@lru_cache(maxsize=4096)
def show_axes(value: Axes) -> str:
    sizes = ", ".join([f"{size:d}" for size in value])
    return f"({sizes},)" if len(value) == 1 else f"({sizes})"


def without_ones(shape: Axes) -> Axes:
    return tuple(size for size in shape if size != 1)


def right_axes(response: Axes, key: Axes) -> int:
    return sum(one == other for one, other in zip(response, key, strict=True))


def unwrapped(text: str) -> str:
    """Without the brackets around it, however many. Raises Fault where they do not pair."""
    while text[:1] in CLOSING and text[1:].endswith(CLOSING[text[0]]):
        text = text[1:-1].strip()
    if set(text) & set("()[]"):
        raise bracket_fault(are_pairs=bool(INSIDE.fullmatch(text)))
    return text


def bracket_fault(*, are_pairs: bool) -> Fault:
    if are_pairs:
        return Fault("Leave out what stands before or after the brackets.")
    return Fault("The brackets do not match.")


def axes(text: str, *, bracketed: bool) -> Axes:
    if not text and bracketed:
        return ()
    comma = ";" if ";" in text else ","
    if TIMES.search(text) and comma in text:
        raise Fault("The sizes are separated in two ways: use either commas or x.")
    separated = TIMES.split(text) if TIMES.search(text) else text.removesuffix(comma).split(comma)
    return tuple(axis(part.strip()) for part in separated)


def axis(text: str) -> int:
    if re.fullmatch(r"0|[1-9]\d*", text):
        return int(text)
    if not text:
        raise Fault("The size of an axis is missing between the separators.")
    if re.fullmatch(r"-\s*\d+", text):
        raise Fault("{text} is negative, and the size of an axis cannot be.", text=quoted(text))
    if re.fullmatch(r"0\d+", text):
        raise Fault("{text} begins with 0: write a size without commas inside it.", text=quoted(text))
    raise Fault("{text} is not one whole number.", text=quoted(text))
