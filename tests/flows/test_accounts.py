"""An account's pages in a real browser: a phone's app is read off the page, nothing breaks the policy, no barrier."""

from __future__ import annotations

from itertools import cycle
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from tests.assessments.web.accounts.factors import App, by_password
from tests.factories import PASSWORD
from tests.flows.test_axe import LOOKS, barriers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

FACTOR = "/accounts/second-factor/"


class Visitor:
    def __init__(self, page: Any) -> None:
        self.page, self.looks, self.found = page, cycle(LOOKS), []
        page.on("console", lambda said: self.found.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: self.found.append(f"{page.url}: {error}"))

    def look(self, title: str) -> None:
        assert title in self.page.inner_text("h1")
        told, look = list(self.found), next(self.looks)
        self.found[:] = told + barriers(self.page, look)  # without what axe itself has tried
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.found.append(f"{self.page.url} is wider than {look[1]}")

    def send(self, **fields: str) -> None:
        for name, text in fields.items():
            self.page.fill(f"[name={name}]", text)
        self.page.click("main form button.button")


def test_a_second_factor_from_adding_it_to_logging_in_with_it(
    new_context: Any, live_server: Any, alice: AbstractBaseUser
) -> None:
    page = new_context(base_url=live_server.url).new_page()
    visitor = Visitor(page)
    by_password(Client(), "alice")  # elsewhere
    page.goto("/accounts/login/?next=/accounts/")
    visitor.send(username="alice", password=PASSWORD)
    visitor.look("Account of alice")

    page.goto("/accounts/password/")
    visitor.send(old_password="wrong", new_password1="short", new_password2="other")
    visitor.look("New password")

    page.goto(FACTOR)
    visitor.look("Add a second factor")
    visitor.send(code="000000")
    visitor.look("Add a second factor")
    app = App.__new__(App)
    app.seed = page.inner_text(".seed").replace(" ", "")
    visitor.send(code=app.shown())
    visitor.look("Recovery codes")
    codes = page.locator(".codes code").all_inner_texts()
    page.click("text=I have them")
    visitor.look("Account of alice")
    page.goto(FACTOR)
    visitor.look("Second factor")
    page.goto("/accounts/prove/")
    visitor.look("Is it you?")

    page.click("text=Log out")
    page.goto("/accounts/login/")
    visitor.send(username="alice", password=PASSWORD)
    visitor.look("And now the code")
    visitor.send(code=codes[0])
    page.get_by_role("button", name="Log out").wait_for()

    assert visitor.found == [], "\n".join(visitor.found)


def test_whoever_waits_meets_no_barrier(new_context: Any, live_server: Any, alice: AbstractBaseUser) -> None:
    page = new_context(base_url=live_server.url).new_page()
    visitor = Visitor(page)
    page.goto("/accounts/login/")
    for _ in range(9):
        visitor.send(username="alice", password="wrong")
    visitor.look("Tried too often")
    page.goto("/accounts/new-password/MA/used-up/")
    visitor.look("New password")
    page.goto("/admin/login/")
    visitor.look("Log in")

    found = [one for one in visitor.found if "status of 429" not in one]  # Chromium notes it, sooner or later
    assert found == [], "\n".join(found)
