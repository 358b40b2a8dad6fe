"""What became of a claim, reading by reading."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["proved", "refuted", "generic", "undefined"]
HOLDS: dict[Status, bool | None] = {"proved": True, "generic": True, "refuted": False, "undefined": None}

AS_STATED = "as stated"


@dataclass(frozen=True, slots=True)
class Finding:
    """`generic`: true but for a set of weights of measure zero. `witness`: JSON-able numbers to run again.

    A witness with "weights" is a cell, zero but for those; with "x" its run, and the other keys are what it gave.
    """

    status: Status
    why: str
    witness: Mapping[str, Any] = field(default_factory=dict)

    @property
    def holds(self) -> bool | None:
        """None where the claim has no truth value."""
        return HOLDS[self.status]


@dataclass(frozen=True, slots=True)
class Verdict(Mapping[str, Finding]):
    """Findings by reading; a claim that can be read one way only has the reading `as stated`."""

    _findings: Mapping[str, Finding]

    def __getitem__(self, reading: str) -> Finding:
        return self._findings[reading]

    def __iter__(self) -> Iterator[str]:
        return iter(self._findings)

    def __len__(self) -> int:
        return len(self._findings)


def as_stated(finding: Finding) -> Verdict:
    return Verdict({AS_STATED: finding})


def shown(status: Status, why: str, witness: Mapping[str, Any], *, by: bool) -> Finding:
    """The finding if execution came out as it says, else `undefined`: no claim is settled by our say-so."""
    numbers = deepcopy(witness)  # whoever reads it may change it, and claims keep theirs as constants
    return Finding(status, why, numbers) if by else Finding("undefined", f"Execution did not show it. {why}", numbers)
