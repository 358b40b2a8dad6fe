"""No barrier that axe-core can find on teachers' pages, with one of everything, in each look by turns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import cycle
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from assessments.models import Accommodation, Assessment, Group, Membership
from tests.flows.test_axe import LOOKS, barriers
from tests.test_staff_authorisation import FORMS, OWN, PAGES, RIGHTS, a_world, its, model_routes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

# What is read by machines, leads elsewhere, or is Django's own page with nothing of ours.
NOT_LOOKED_AT = FORMS | {"figures", "scores", "export", "try", "delete", "history"}
ASSEMBLING = {Assessment, Accommodation, Group, Membership}


def addresses(models: Collection[type[Model]]) -> Iterator[str]:
    for pattern, model, page in model_routes():
        if model in models and page not in NOT_LOOKED_AT:
            yield reverse(f"admin:{pattern.name}", args=[its(model, OWN)] if page in PAGES else [])


@pytest.fixture
def found_on(page: Any, live_server: Any, client: Client, tess: AbstractBaseUser) -> Callable[..., list[str]]:
    client.force_login(tess)
    name, said, looks = settings.SESSION_COOKIE_NAME, [], cycle(LOOKS)
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))

    def look(models: Collection[type[Model]]) -> list[str]:
        found = []
        for address in addresses(models):
            scheme, width = next(looks)
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            if page.goto(f"{live_server.url}{address}").status != 200:  # what only happens cannot be added
                said.clear()
                continue
            found += said
            found += barriers(page, (scheme, width))
            found += [f"{address} is wider than {width}"] if is_too_wide(page) else []
            said.clear()  # of what axe itself has tried
        return found

    return look


def is_too_wide(page: Any) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.slow
def test_pages_on_which_quizzes_are_put_together_put_up_no_barrier(found_on: Callable[..., list[str]]) -> None:
    a_world(OWN)

    found = found_on(ASSEMBLING)

    assert found == [], "\n".join(found)


@pytest.mark.slow
def test_no_page_of_the_admin_puts_up_a_barrier(found_on: Callable[..., list[str]]) -> None:
    a_world(OWN)

    found = found_on(RIGHTS.keys() - ASSEMBLING)

    assert found == [], "\n".join(found)
