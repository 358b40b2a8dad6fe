"""Pages under the strict content security policy, in a real browser: nothing is blocked and nothing throws."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse

from tests.assessments.admin.authors import url
from tests.factories import PASSWORD, a_published_item, a_session, an_item, answered, transposed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.once]


@pytest.fixture
def complaints(page: Any, live_server: Any, tess: AbstractBaseUser) -> Iterator[list[str]]:
    """What the browser says while tess, logged in, looks around."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{live_server.url}{reverse('admin:login')}")
    page.get_by_label("Name", exact=True).fill(tess.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    return said


def test_no_page_breaks_the_policy(page: Any, live_server: Any, complaints: list[str]) -> None:
    item, session = a_published_item(), a_session()
    answered(session, transposed(session))
    changes = {"assessment": session.attempt.assessment_id, "attempt": session.attempt_id, "revision": item.current_id}
    addresses = [reverse(f"admin:assessments_{name}_change", args=[pk]) for name, pk in changes.items()]
    lists = [reverse(f"admin:assessments_{name}_changelist") for name in ("item", "attempt", "response")]

    for address in (*lists, *addresses, *(url(item, name) for name in ("change", "preview", "publish"))):
        page.goto(f"{live_server.url}{address}")

    assert complaints == []


def test_an_item_is_written_previewed_and_published(page: Any, live_server: Any, complaints: list[str]) -> None:
    item = an_item()

    page.goto(f"{live_server.url}{url(item)}")
    page.get_by_label("Question", exact=True).fill("How large is ${matrix}$?")
    page.get_by_role("button", name="Save and preview").click()
    page.get_by_text("How large is").first.wait_for()
    page.get_by_role("link", name="Publish").click()
    page.get_by_label("What changed").fill("Shorter.")
    page.get_by_role("button", name="Verify and publish").click()

    page.get_by_text("Published revision 1: verified 3 of 3 variants.").wait_for()
    assert complaints == []


def test_a_searchable_list_says_its_label(page: Any, live_server: Any, complaints: list[str]) -> None:
    page.goto(f"{live_server.url}{reverse('admin:assessments_item_add')}")

    assert page.get_by_role("combobox", name="Bank").count() == 1
    assert complaints == []
