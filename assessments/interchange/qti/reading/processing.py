"""What response processing says of an answer: how near is right, what a mapping is for, and which words follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from assessments.engine.formats import Tolerance
from assessments.interchange.qti.reading.response import number
from assessments.interchange.qti.reading.tree import every, words
from assessments.interchange.safely.unsafe import Unsafe

KNOWN = frozenset(
    "responseProcessing responseCondition responseIf responseElseIf responseElse setOutcomeValue variable correct "  # noqa: SIM905 -- names of QTI read better as words
    "baseValue mapResponse match equal equalRounded stringMatch member multiple isNull not and or sum gte lte".split()
)
ROUNDED = {"significantFigures": "figures", "decimalPlaces": "places"}


@dataclass(frozen=True)
class Processing:
    tree: Element | None

    @property
    def template(self) -> str:
        return "" if self.tree is None else self.tree.get("template", "")

    @cached_property
    def unknown(self) -> list[str]:
        """Rules and operators that are not looked into."""
        return [] if self.tree is None else sorted({one.tag for one in self.tree.iter()} - KNOWN)

    def maps(self, name: str) -> bool:
        """Whether the mapping of this response makes the score."""
        if "map_response" in self.template:
            return True
        return any(one.get("identifier") == name for one in self._every("mapResponse"))

    def adds(self, name: str) -> bool:
        """Whether something is done to what the mapping gives."""
        return any(
            one.get("identifier") == name
            for total in self._every("sum", "equal")
            for one in every(total, "mapResponse")
        )

    def tolerance(self, name: str) -> Tolerance | None:
        """None where no comparison with the right answer says one. Raises Unsafe."""
        for test in self._every("equal", "equalRounded"):
            if {(one.tag, one.get("identifier")) for one in test} == {("variable", name), ("correct", name)}:
                return tolerance(test)
        return None

    def bounds(self, name: str) -> Iterator[tuple[float, float]]:
        """Between which ends an answer is looked for. Raises Unsafe."""
        for test in self._every("and"):
            if is_between(test) and test[0][0].get("identifier") == name:
                yield number(words(test[0][1])), number(words(test[1][1]))

    def told(self, name: str) -> Iterator[tuple[str, str]]:
        """(answer, identifier of what is said on it), where a single answer leads to a feedback."""
        for branch in self._every("responseIf", "responseElseIf"):
            for outcome in branch.iterfind("setOutcomeValue"):
                said = next(every(outcome, "baseValue"), None)
                if said is not None and said.get("baseType") == "identifier":
                    yield from ((answer, words(said)) for answer in meant(branch[0], name))

    def _every(self, *tags: str) -> Iterator[Element]:
        return iter(()) if self.tree is None else every(self.tree, *tags)


def tolerance(test: Element) -> Tolerance:
    try:
        if test.tag == "equalRounded":
            return Tolerance(ROUNDED[test.get("roundingMode", "significantFigures")], int(test.get("figures", "")))
        mode = test.get("toleranceMode", "exact")
        amounts = [number(amount) for amount in test.get("tolerance", "0").split()] or [0.0]
        # Relative ones are in percent in QTI; of two sides the narrower holds.
        return Tolerance("absolute" if mode == "exact" else mode, min(amounts) / (100 if mode == "relative" else 1))
    except (ValueError, KeyError) as wrong:
        raise Unsafe(f"its tolerance cannot be read: {wrong}") from wrong


def meant(test: Element, name: str) -> list[str]:
    """The one answer that a test holds for; none where it is another test."""
    if [one.get("identifier") for one in every(test, "variable") if one.get("identifier") != name]:
        return []
    values = [words(one) for one in every(test, "baseValue")]
    if test.tag in {"match", "equal", "stringMatch"} and len(values) == 1:
        return values
    if test.tag == "member":
        return values[:1]
    if is_between(test):
        return [f"{(number(values[0]) + number(values[1])) / 2:.10g}"]
    return []


def is_between(test: Element) -> bool:
    """A variable at least as large as one value and at most as large as another."""
    ends = [(end.tag, *(one.tag for one in end)) for end in test]
    return test.tag == "and" and ends == [("gte", "variable", "baseValue"), ("lte", "variable", "baseValue")]
