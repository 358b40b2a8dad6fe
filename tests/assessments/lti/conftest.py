from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache

from assessments.models import Assessment, Deployment
from assessments.outbound.asking import Answer
from assessments.services.lti.contents import Content
from tests.assessments.lti.platforms import a_deployment, a_key_set, answers
from tests.factories import a_quiz


@pytest.fixture
def deployment(db: None) -> Deployment:
    return a_deployment()


@pytest.fixture
def quiz(db: None) -> Assessment:
    return a_quiz()


@pytest.fixture
def content(quiz: Assessment) -> str:
    return Content(assessment=quiz).id


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """What platforms answer when they are asked for their keys."""
    asking = answers(a_key_set())
    monkeypatch.setattr("assessments.lti.launching.launch.ask", asking)
    cache.clear()
    return asking
