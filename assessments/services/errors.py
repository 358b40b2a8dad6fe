"""What a service refuses; the faces turn each into a page. Messages speak to the learner or the author."""

from __future__ import annotations

from django.utils.translation import gettext


class Refused(Exception):
    """Nothing was written."""


class Closed(Refused):
    """The attempt, the question or the assessment takes no more answers."""


class Superseded(Closed):
    """The variant that the request is about is no longer the current one at its place."""

    def __init__(self) -> None:
        super().__init__(gettext("You have taken another variant of this question since, so nothing was judged."))


class Unpublishable(Refused):
    """The item cannot be posed as it is; `faults` says why, line by line."""

    def __init__(self, message: str, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(message)
