"""A client that knows nothing but the OpenAPI document asks for everything in it, in ways that nobody thought of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import hypothesis
import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from assessments.api import limits
from assessments.models import Course, Item
from assessments.services.api import variants
from assessments.services.hooks import endpoints
from assessments.services.hooks.endpoints import Wanted
from tests.assessments.api.programs import Program
from tests.factories import NOW, a_learner, a_started_attempt

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# That this token is real, and that a cursor or a definition may look like one and be none.
UNKNOWING = [ignored_auth, positive_data_acceptance]
EXAMPLES = 8  # of each operation
BOUNDED = hypothesis.settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """A real request closes it in the end, and the test's transaction with it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
def test_every_answer_is_as_described(
    program: Program, course: Course, item: Item, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    """With what there is in the place of every other identifier that is made up."""
    monkeypatch.setattr(limits, "REQUESTS", 10**9)
    settings.ALLOWED_HOSTS = ["*"]
    attempt = a_started_attempt(a_learner(), item, course=course, slug="quiz")
    variant = variants.draw(item.current, "seed").id
    there = {"bank": "ours", "item": "shapes", "assessment": "quiz", "attempt": str(attempt.pk), "variant": variant}
    endpoint, _ = endpoints.make(Wanted(course, "Dashboard", "https://dashboard.example/", []), None, NOW)
    there["webhook"] = str(endpoint.pk)
    cache.clear()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    statuses = Counter[int]()

    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        ask(found.ok(), program.token, there, statuses)

    assert sum(statuses.values()) >= EXAMPLES * 10
    assert {200, 201, 404, 422} <= set(statuses)
    assert [status for status in statuses if status >= 500] == []


def ask(operation: object, token: str, there: dict[str, str], statuses: Counter[int]) -> None:
    turns = iter(range(10**9))

    @BOUNDED
    @given(case=operation.as_strategy())
    def asked(case: schemathesis.Case) -> None:
        if next(turns) % 2 == 0:
            for name in set(case.path_parameters) & set(there):
                case.path_parameters[name] = there[name]
        response = case.call(headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"})
        statuses[response.status_code] += 1
        case.validate_response(response, excluded_checks=UNKNOWING)

    asked()
