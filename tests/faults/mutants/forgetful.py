"""An answer that comes a second time counts a second time, whatever its form says, and however like the first it is."""

from uuid import UUID, uuid4

from django.http import HttpRequest

from assessments.services.taking import attempts as kept
from assessments.web.taking import attempts as shown


def a_new_one(request: HttpRequest) -> UUID:
    return uuid4()


def none_before(*asked: object) -> None:
    """Where the earlier response is looked for."""


shown.intent_of = a_new_one
kept.repeated = none_before
