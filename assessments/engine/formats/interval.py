"""Intervals whose ends are included or not, and may be infinite."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from assessments.engine.formats import numerals
from assessments.engine.formats.base import Format
from assessments.engine.formats.real import must_be_tolerance, shared_mistake
from assessments.engine.formats.text import Fault, quoted, written
from assessments.engine.formats.tolerance import USUAL, Tolerance, plainly
from assessments.engine.texts.said import Said

BRACKETED = re.compile(r"(?P<left>[(\[\]])(?P<inside>[^()\[\]]*)(?P<right>[)\]\[])")
MEMBER = re.compile(r"^[^\W\d][^()\[\],;<>≤≥]{0,19}?(?:∈|\sin\b)\s*(?=[(\[\]])")  # f_t ∈, before a bracket
RELATION = re.compile(r"\s*([<>]=?|=[<>]|≤|≥)\s*")
RISING = {"<": True, "<=": False, "=<": False, "≤": False}  # sign → whether the end is left out
FALLING = {">": True, ">=": False, "=>": False, "≥": False}


@dataclass(frozen=True)
class Ends:
    lo: float
    hi: float
    lo_open: bool
    hi_open: bool

    @classmethod
    def open(cls, lo: float, hi: float) -> Ends:
        return cls(lo, hi, lo_open=True, hi_open=True)

    @classmethod
    def closed(cls, lo: float, hi: float) -> Ends:
        return cls(lo, hi, lo_open=False, hi_open=False)

    @property
    def fault(self) -> str:
        """What keeps these ends from being an interval; empty where nothing does."""
        if (self.lo == -math.inf and not self.lo_open) or (self.hi == math.inf and not self.hi_open):
            return Said("Infinity is never reached, so its end must be open.")
        if not (self.lo < math.inf and self.hi > -math.inf):
            return Said("Only the lower end can be minus infinity, and only the upper end infinity.")
        if self.lo > self.hi:
            return Said("The lower end lies above the upper end.")
        if self.lo == self.hi and (self.lo_open or self.hi_open):
            return Said("There is nothing between the ends.")
        return ""


@dataclass(frozen=True)
class Interval(Format[Ends]):
    slug = "interval"
    base_type = "string"  # QTI has no intervals: its two numbers alone would lose the brackets

    tolerance: Tolerance = USUAL
    judge_ends: bool = True  # whether open and closed must be right

    def __post_init__(self) -> None:
        must_be_tolerance(self.tolerance)
        if not isinstance(self.judge_ends, bool):
            raise ValueError(f"judge_ends is true or false, not {self.judge_ends!r}")  # noqa: TRY004 -- JSON may bring it

    def read(self, raw: str) -> Ends:
        ends = read_ends(MEMBER.sub("", written(raw)))
        if ends.fault:
            raise Fault(ends.fault)
        return ends

    def credit(self, response: Ends, key: Ends) -> float:
        brackets = (response.lo_open, response.hi_open) == (key.lo_open, key.hi_open)
        return float(all(self._right(response, key)) and (brackets or not self.judge_ends))

    def _right(self, response: Ends, key: Ends) -> tuple[bool, bool]:
        return self.tolerance.accepts(response.lo, key.lo), self.tolerance.accepts(response.hi, key.hi)

    def show(self, value: Ends) -> str:
        lo, hi = typed(value.lo, self.tolerance.brief), typed(value.hi, self.tolerance.brief)
        collapsed = lo == hi and value.lo < value.hi
        # Rounded to one number, two ends would say that nothing lies between them.
        return self.echo(value) if collapsed else enclosed(lo, hi, value)

    def echo(self, response: Ends) -> str:
        return enclosed(typed(response.lo, plainly), typed(response.hi, plainly), response)

    def explain(self, response: Ends, key: Ends) -> str | None:
        right = self._right(response, key)
        if all(right):
            return "ends-open-closed"
        return self._shared_mistake(response, key) or ("one-end-wrong" if any(right) else None)

    def _shared_mistake(self, response: Ends, key: Ends) -> str | None:
        """The one thing that explains every wrong end."""
        if all(self._right(Ends(-response.hi, -response.lo, response.hi_open, response.lo_open), key)):
            return "sign-flipped"
        return shared_mistake(((response.lo, key.lo), (response.hi, key.hi)), self.tolerance)

    def guide(self) -> Said:
        return Said(
            "Type both ends between round brackets, which leave an end out, or square ones, which include it, "
            "such as (31, 77) or [31, 77]; {leniency}.",
            leniency=self._leniency(),
        )

    def _leniency(self) -> Said:
        if self.judge_ends:
            return Said(
                "each end must match the exact value {closely}, and its bracket must be right",
                closely=self.tolerance.words(),
            )
        return Said(
            "each end must match the exact value {closely}, and any bracket will do", closely=self.tolerance.words()
        )

    def example(self) -> Said:
        return Said("Type both ends with brackets, such as (31, 77) or [31, 77], or with signs, such as 31 < f < 77.")

    def check(self, key: Ends) -> None:
        if key.fault:
            raise ValueError(key.fault)
        for end in (key.lo, key.hi):
            if not math.isinf(end):
                self.tolerance.check(end)
        super().check(key)


def typed(end: float, as_numeral: Callable[[float], str]) -> str:
    return as_numeral(end) if math.isfinite(end) else f"{'-' * (end < 0)}∞"


def enclosed(lo: str, hi: str, ends: Ends) -> str:
    return f"{'[('[ends.lo_open]}{lo}, {hi}{'])'[ends.hi_open]}"


def read_ends(text: str) -> Ends:
    if RELATION.search(text):
        return from_signs(RELATION.split(text))
    if brackets := BRACKETED.fullmatch(text):
        lo, hi = split_ends(brackets["inside"])
        return Ends(end(lo), end(hi), lo_open=brackets["left"] != "[", hi_open=brackets["right"] != "]")
    if set(text) & set("()[]"):
        raise Fault("An interval has one bracket at each end and none inside.")
    if ".." in text:
        lo, hi = split_ends(text)
        return Ends.closed(end(lo), end(hi))
    raise Fault("{text} does not say whether its ends belong to it.", text=quoted(text))


def from_signs(parts: list[str]) -> Ends:
    """0 < f ≤ 1, or the same from the right: 1 ≥ f > 0."""
    if len(parts) != 5:  # noqa: PLR2004 -- end, sign, name, sign, end
        if len(parts) < 5:  # noqa: PLR2004 -- as above
            raise Fault("One end is missing: put the quantity between two ends.")
        raise Fault("There are too many signs: put the quantity between two ends.")
    first, left, name, right, last = parts
    if not re.match(r"[^\W\d]|\|", name):
        raise Fault("The quantity belongs between the two signs, by its name.")
    for signs in (RISING, FALLING):
        if left in signs and right in signs:
            ends = [(end(first), signs[left]), (end(last), signs[right])]
            (lo, lo_open), (hi, hi_open) = ends if signs is RISING else reversed(ends)
            return Ends(lo, hi, lo_open, hi_open)
    raise Fault("The two signs point in different directions.")


def split_ends(inside: str) -> list[str]:
    """At a semicolon or dots, which leave commas to the numbers; else at the one comma there may be."""
    if "..." in inside:
        raise Fault("Three dots in a row can be read in two ways: put a comma between the ends.")
    mark = next((mark for mark in (";", "..") if mark in inside), ",")
    ends = inside.split(mark)
    if len(ends) > 2 and mark == ",":  # noqa: PLR2004 -- a lower and an upper one
        raise Fault("With so many commas the ends cannot be told apart: put a semicolon between them.")
    if len(ends) != 2:  # noqa: PLR2004 -- as above
        raise Fault("An interval has two ends, with a comma between them.")
    return ends


def end(text: str) -> float:
    """Raises Fault."""
    stripped = text.strip()
    if not stripped:
        raise Fault("One end is missing.")
    sign, rest = numerals.signed(stripped)
    if numerals.INFINITY.fullmatch(rest):
        return -math.inf if sign == "-" else math.inf
    return numerals.real(stripped)
