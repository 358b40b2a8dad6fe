"""What a service refuses; the faces turn each into a page. Messages speak to the learner or the author."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 -- reads as what happened
    """Nothing was written."""


class Closed(Refused):
    """The attempt, the question or the assessment takes no more answers."""


class Unpublishable(Refused):
    """The item cannot be posed as it is; `faults` says why, line by line."""

    def __init__(self, message: str, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(message)
