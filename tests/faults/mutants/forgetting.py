from collections.abc import Callable
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

from assessments.services.taking import attempts as kept
from assessments.web.taking import attempts as shown


def forgetting(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Every answer is a new one, whatever its form says, and however it is like the one before."""
    shown.intent_of = a_new_one
    kept.repeated = none_before
    return get_response


def a_new_one(request: HttpRequest) -> UUID:
    return uuid4()


def none_before(*asked: object) -> None:
    """Where the earlier response is looked for."""
