from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from assessments.lti.keys.platforms import FRESH, PAUSE, key_for
from assessments.models import Registration
from assessments.outbound.asking import Answer, Forbidden, Unreachable
from tests.assessments.lti.platforms import KID, a_key, a_key_set, a_registration, answers
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def registration(db: None) -> Registration:
    return a_registration()


def test_keys_are_asked_for_once_an_hour(registration: Registration) -> None:
    asking = answers(a_key_set())

    for since in (0 * SECOND, SECOND, FRESH - SECOND, FRESH + SECOND):
        assert key_for(registration, KID, NOW + since, asking) is not None

    assert [asked[:2] for asked in asking.asked] == [("GET", registration.jwks_url)] * 2


def test_an_unknown_key_is_looked_for_at_most_once_a_minute(registration: Registration) -> None:
    new = a_key_set(a_key(2048, 1), kid="new")
    asking = answers(a_key_set(), new)
    key_for(registration, KID, NOW, asking)

    assert key_for(registration, "new", NOW + SECOND, asking) is None
    assert key_for(registration, "new", NOW + PAUSE, asking) is not None
    assert len(asking.asked) == 2
    assert all(key_for(registration, f"made up {number}", NOW + PAUSE, asking) is None for number in range(9))
    assert len(asking.asked) == 2


@pytest.mark.parametrize("trouble", [Unreachable("TimeoutError"), Forbidden("is inside"), Answer(500), {"keys": 7}, []])
def test_the_last_good_set_serves_while_there_is_trouble(registration: Registration, trouble: Any) -> None:
    asking = answers(a_key_set(), trouble)
    key_for(registration, KID, NOW, asking)

    later = NOW + 5 * FRESH
    assert key_for(registration, KID, later, asking) is not None
    assert Registration.objects.get().key_set == a_key_set()
    assert len(asking.asked) == 2


@pytest.mark.parametrize(
    ("trouble", "said"), [(Unreachable("SSLCertVerificationError"), "SSLCertVerificationError"), (Answer(500), "500")]
)
def test_trouble_with_a_platform_is_logged(
    registration: Registration, caplog: pytest.LogCaptureFixture, trouble: Any, said: str
) -> None:
    key_for(registration, KID, NOW, answers(trouble))

    assert [(record.levelname, said in record.getMessage()) for record in caplog.records] == [("WARNING", True)]


def test_of_several_processes_one_asks(registration: Registration) -> None:
    other = Registration.objects.get()
    key_for(other, KID, NOW, answers(a_key_set()))
    asking = answers(a_key_set())

    assert key_for(registration, KID, NOW, asking) is not None
    assert asking.asked == []


def test_one_platforms_keys_are_not_anothers(registration: Registration) -> None:
    other = a_registration(jwks_url="https://other.example/jwks")
    key_for(registration, KID, NOW, answers(a_key_set()))

    assert key_for(other, KID, NOW, answers({"keys": []})) is None


@pytest.mark.parametrize(
    ("told", "lasts"),
    [
        ("", FRESH),
        ("max-age=600", 600 * SECOND),
        ("public, Max-Age=7200", 7200 * SECOND),
        ("max-age=1", 300 * SECOND),
        ("max-age=999999999", timedelta(days=1)),
        ("max-age=soon", FRESH),
        ("s-maxage=600", FRESH),
    ],
)
def test_keys_are_kept_for_as_long_as_the_platform_says_within_reason(
    registration: Registration, told: str, lasts: timedelta
) -> None:
    headers = {"cache-control": told} if told else {}
    asking = answers(Answer(200, headers, json.dumps(a_key_set()).encode()))

    for since in (0 * SECOND, lasts - SECOND, lasts):
        key_for(registration, KID, NOW + since, asking)

    assert len(asking.asked) == 2
