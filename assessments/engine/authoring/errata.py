"""The key that a source printed, held against what the reference finds under each reading of its wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.engine.authoring.claims import finding
from lstm_reference import Finding

Answers = frozenset[str]  # letters of options

PARTS = frozenset({"label", "printed_key", "options", "readings"})
NONE = {"none": True}
ONLY_READING = "as stated"


@dataclass(frozen=True)
class Difference:
    """An option on which the printed key and one reading disagree, and why."""

    reading: str
    option: str
    printed: bool  # whether the source calls it right
    finding: Finding


@dataclass(frozen=True)
class Erratum:
    label: str
    printed: Answers
    accepted: Mapping[str, Answers]  # reading → what is right under it
    differences: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        """Whether the printed key is right under some reading."""
        return self.printed in self.accepted.values()

    @property
    def ambiguous(self) -> bool:
        return len(set(self.accepted.values())) > 1


def accepted(source: Mapping[str, Any]) -> dict[str, Answers]:
    """Reading → the options that are right under it. Raises ValueError where the source cannot be taken."""
    return {reading: right(found) for reading, found in settled(source).items()}


def erratum(source: Mapping[str, Any]) -> Erratum:
    """Raises ValueError where the source cannot be taken."""
    found = settled(source)
    printed = frozenset(source["printed_key"])
    differences = tuple(
        Difference(reading, option, option in printed, one)
        for reading, findings in found.items()
        for option, one in findings.items()
        if (option in printed) != one.holds
    )
    return Erratum(source["label"], printed, {reading: right(one) for reading, one in found.items()}, differences)


def right(findings: Mapping[str, Finding]) -> Answers:
    return frozenset(option for option, one in findings.items() if one.holds)


def settled(source: Mapping[str, Any]) -> dict[str, dict[str, Finding]]:
    """Reading → option → what was found."""
    for fault in faults(source):
        raise ValueError(fault)
    return {reading: dict(findings(source["options"], reading)) for reading in source.get("readings") or [ONLY_READING]}


def findings(options: Mapping[str, Any], reading: str) -> Iterator[tuple[str, Finding]]:
    """An option for none of the others comes out by them."""
    found = {option: finding(claim, reading) for option, claim in options.items() if claim != NONE}
    held = [option for option, one in found.items() if one.holds]
    none = Finding("refuted", f"{', '.join(held)} holds.") if held else Finding("proved", "None of the others holds.")
    yield from ((option, found.get(option, none)) for option in options)


def faults(source: object) -> Iterator[str]:
    """What keeps a source from being read, its claims apart."""
    if not isinstance(source, Mapping) or set(source) - PARTS or PARTS - {"readings"} - set(source):
        yield "a source has a label, printed_key, options, and readings where its wording has several"
        return
    label, key, options, readings = (source.get(part, []) for part in ("label", "printed_key", "options", "readings"))
    if not isinstance(label, str) or not label.strip():
        yield "the label is a text"
    if not isinstance(options, Mapping) or not options:
        yield "options are claims by letter"
    elif not isinstance(key, (list, tuple)) or not all(isinstance(option, str) and option in options for option in key):
        yield "the printed key is a list of its options' letters"
    if not isinstance(readings, (list, tuple)) or not all(isinstance(reading, str) for reading in readings):
        yield "readings are a list of names"
