"""Narrowed domains as authors type them: `2, 3, 4`, `2–64`, or both mixed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessments.engine.definition import is_number, narrow, spread
from assessments.engine.kind import Value, text_of

Domain = tuple[Value, ...]

NUMBER = r"[-+−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
RANGE = re.compile(rf"({NUMBER})\s*(?:–|—|-|\.\.+|…|to)\s*({NUMBER})")
SEPARATOR = re.compile(r"[,;\n]")
FEWEST = 3  # values in a row that are worth writing as a range


def read(text: str, domain: Domain) -> dict[str, Value] | list[Value]:
    """The range or the list that a definition holds; whether the kind draws it is for the definition to say.

    Raises ValueError.
    """
    pieces = [piece.strip() for piece in SEPARATOR.split(text) if piece.strip()]
    if len(pieces) == 1 and (found := RANGE.fullmatch(pieces[0])):
        return {"from": number(found[1]), "to": number(found[2])}
    return [value for piece in pieces for value in values(piece, domain)]


def values(piece: str, domain: Domain) -> Iterator[Value]:
    named = [value for value in domain if text_of(value) == piece]
    if named:
        yield named[0]
    elif found := RANGE.fullmatch(piece):
        yield from narrow(domain, {"from": number(found[1]), "to": number(found[2])})
    elif re.fullmatch(NUMBER, piece):
        yield number(piece)
    else:
        raise ValueError(f"“{piece}” is neither a value of this kind nor a range such as 2–64.")


def number(text: str) -> int | float:
    """Raises ValueError where a number has more digits than any domain."""
    plain = text.replace("−", "-")
    return int(plain) if re.fullmatch(r"[-+]?\d+", plain) else float(plain)


def show(asked: object, domain: Domain) -> str:
    """As its author would type it, also where it is not what a definition should hold."""
    if isinstance(asked, Mapping):
        return "–".join(show_value(asked.get(end, "")) for end in ("from", "to"))
    if not isinstance(asked, (list, tuple)):
        return str(asked)
    if in_a_row(asked, domain):
        return f"{show_value(asked[0])}–{show_value(asked[-1])}"
    return ", ".join(map(show_value, asked))


def show_value(value: Any) -> str:
    return text_of(value) if isinstance(value, (bool, int, float, str)) else str(value)


def in_a_row(asked: Sequence[object], domain: Domain) -> bool:
    """Whether a range says the same as this list."""
    if len(asked) < FEWEST or not all(map(is_number, (*asked, *domain))) or asked[0] not in domain:
        return False
    start = domain.index(asked[0])
    return tuple(asked) == domain[start : start + len(asked)]


def described(domain: Domain) -> str:
    """`2 to 128 (127 values)`."""
    listed = spread(tuple(map(text_of, domain)))
    return f"{listed} ({len(domain):,} values)" if " to " in listed else listed
