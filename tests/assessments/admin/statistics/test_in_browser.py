"""No barrier, no word from the console and no sideways scroll, with figures, with few and with none."""

from itertools import cycle
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.assessments.queries.statistics.sitting import a_quiz_of, sat
from tests.flows.test_axe import LOOKS, barriers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_pages_of_statistics_put_up_no_barrier(
    page: Any, live_server: Any, client: Client, tess: AbstractBaseUser
) -> None:
    cache.clear()
    client.force_login(tess)
    name, said, looks = settings.SESSION_COOKIE_NAME, [], cycle(LOOKS)
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page.on("console", lambda message: said.append(message.text))
    quiz, empty = a_quiz_of(3), a_quiz_of(1)
    sat(quiz, [[1, 1, 0], [1, 0, 1], [0, 0, 0], [0, 1, None]])
    pages = [(one, which) for one in ("statistics", "question", "calibration") for which in (quiz, empty)]
    addresses = [reverse(f"admin:assessments_assessment_{one}", args=[which.pk]) for one, which in pages]
    items = [
        reverse("admin:assessments_item_statistics", args=[which.slots.first().item_id]) for which in (quiz, empty)
    ]

    found = []
    for address in (*addresses, *items):
        page.goto(f"{live_server.url}{address}")
        found += [one for _ in range(2) for one in barriers(page, next(looks))]
        page.set_viewport_size({"width": 320, "height": 900})
        found += [address] if page.evaluate("document.documentElement.scrollWidth") > 320 else []

    assert (found, said) == ([], [])
