"""Every route as the resolver knows it: those of learners with an address for each, and those of staff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from assessments.engine.kind import KINDS
from assessments.models import Attempt
from assessments.queries.learning import OTHER

LESSON = "lstm-architecture"
NOBODY = UUID(int=0)
# For machines, scripts, buttons and teachers.
MACHINES = {"livez", "readyz", "metrics", "lti_jwks", "lti_canvas"}
NO_PAGES = frozenset(
    MACHINES | {"logout", "language", "end_sessions", "draft", "window", "clock", "cell_run", "as_learner"}
)


def names() -> list[str]:
    return [pattern.name for pattern in outside_the_admin(get_resolver().url_patterns)]


def outside_the_admin(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif pattern.app_name not in {"admin", "api"}:
            yield from outside_the_admin(pattern.url_patterns)


def staff_routes() -> Iterator[URLPattern]:
    (admin,) = (one for one in get_resolver().url_patterns if getattr(one, "app_name", None) == "admin")
    return all_of(admin.url_patterns)


def api_routes() -> Iterator[URLPattern]:
    (api,) = (one for one in get_resolver().url_patterns if getattr(one, "app_name", None) == "api")
    return all_of(api.url_patterns)


def all_of(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from all_of(pattern.url_patterns)


def addresses(attempt: Attempt, number: int = 1) -> dict[str, str]:
    """Route → its address with this attempt's things, where it has them. An unknown parameter raises KeyError."""
    item = attempt.sessions.get(number=number, current=True).item
    slugs = {
        "lesson": LESSON,
        "assessment": attempt.assessment and attempt.assessment.slug,
        "practice_bank": item.bank.slug,
        "practise_skill": item.bank.slug,
    }
    things: dict[str, Any] = {"attempt_id": attempt.pk, "number": number, "skill": KINDS[item.kind].skill or OTHER}
    things |= {"registration_id": NOBODY, "uidb64": "MA", "token": "used-up"}
    found = {}
    for pattern in outside_the_admin(get_resolver().url_patterns):
        wanted = pattern.pattern.converters
        values = {name: slugs[pattern.name] if name == "slug" else things[name] for name in wanted}
        if None not in values.values():  # practice is at no assessment
            found[pattern.name] = reverse(pattern.name, kwargs=values)
    return found
