"""From a course in an LMS to its gradebook, in a browser that blocks third-party cookies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.utils.timezone import now

from assessments.lti.calling.sending import send_all
from assessments.models import Assessment, ItemSession, Registration
from assessments.services.lti import keys
from tests.assessments.lti.double import CLIENT, DEPLOYMENT
from tests.assessments.lti.platforms import a_deployment, a_registration
from tests.assessments.lti.served import Double
from tests.assessments.outbound.tls import certificate
from tests.conftest import CHROMIUM
from tests.factories import THREE_SHAPES, a_published_item, a_quiz, right
from tests.flows.test_axe import LOOKS, barriers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def quiz() -> Assessment:
    """Open to all, so that the platform's teachers may place it."""
    return a_quiz(a_published_item(**THREE_SHAPES), title="Shapes of gates")


@pytest.fixture
def platform(live_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Double]:
    """Another site than ours: 127.0.0.1 over TLS, where we are localhost."""
    pem = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    keys.rotate(now())
    jwks = tmp_path / "keys.json"
    jwks.write_text(json.dumps({"keys": keys.published()}))
    double = Double(pem, jwks=jwks.as_uri(), tool=live_server.url)
    with override_settings(INSIDE_HOSTS=["127.0.0.1"]):
        yield double
    double.stop()


@pytest.fixture
def registration(platform: Double) -> Registration:
    url = platform.url
    at = {"auth_url": f"{url}/auth", "token_url": f"{url}/token", "jwks_url": f"{url}/jwks"}
    made = a_registration(issuer=url, client_id=CLIENT, **at)
    a_deployment(registration=made, deployment_id=DEPLOYMENT)
    return made


@pytest.fixture
def page(playwright: Any, browser_type_launch_args: dict[str, Any]) -> Iterator[Any]:
    """A Chromium that keeps third-party cookies in jars of their own, or not at all."""
    flags = [*browser_type_launch_args["args"], "--test-third-party-cookie-phaseout"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
    yield browser.new_context(ignore_https_errors=True, locale="en-GB").new_page()
    browser.close()


def test_a_teacher_places_a_quiz_and_a_learners_score_arrives(
    page: Any, platform: Double, registration: Registration, quiz: Assessment
) -> None:
    frame = page.frame_locator("iframe")

    page.goto(f"{platform.url}/course?user=tess&role=Instructor&message=choose")
    frame.get_by_role("checkbox", name="Shapes of gates").check()
    frame.get_by_role("button", name="Add to the course").click()
    frame.get_by_text("added 1").wait_for()
    assert platform.shown()["links"][0]["lineItem"]["label"] == "Shapes of gates"

    page.goto(f"{platform.url}/course?user=ada&role=Learner")
    frame.get_by_role("button", name="Start").click()
    frame.locator("[name=raw]").wait_for()
    frame.locator("[name=raw]").fill(right(ItemSession.objects.get()))
    frame.get_by_role("button", name="Check").click()
    frame.locator(".outcome.is-right").wait_for()

    assert send_all(1) == 1
    told = platform.shown()
    assert [(said["userId"], said["scoreGiven"], said["scoreMaximum"]) for said in told["scores"].values()] == [
        ("ada", 1, 1)
    ]
    assert len(told["columns"]) == 1

    page.goto(f"{platform.url}/course?user=tess&role=Instructor")
    frame.get_by_role("heading", name="Shapes of gates").wait_for()
    assert "Ada" in frame.locator(".sent").inner_text()
    assert "arrived" in frame.locator(".sent").inner_text()
    # Nothing of ours is a cookie that another site could read or write.
    assert {cookie["name"][:11] for cookie in page.context.cookies()} <= {"__Host-lti-"}


def test_pages_of_a_launch_put_up_no_barrier(
    page: Any, platform: Double, registration: Registration, quiz: Assessment
) -> None:
    looks, found = cycle(LOOKS), []
    for asked in ("role=Instructor&message=choose", "role=Instructor", "role=Learner"):
        page.goto(f"{platform.url}/begin?user=tess&{asked}")
        page.locator("h1").wait_for()
        found += barriers(page, next(looks))
    page.goto(f"{platform.url}/begin?user=tess&role=Instructor")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Use for this link").click()
    page.get_by_role("heading", name="People of the course").wait_for()
    found += barriers(page, next(looks))

    assert found == [], "\n".join(found)


def test_a_browser_that_keeps_no_cookie_at_all_gets_a_window_of_its_own(
    page: Any, platform: Double, registration: Registration, quiz: Assessment
) -> None:
    def forgetful(route: Any) -> None:
        page.context.clear_cookies()
        route.continue_()

    page.route("**/lti/launch/", forgetful)  # in this page's frame alone

    page.goto(f"{platform.url}/course?user=ada&role=Learner")
    with page.expect_popup() as opened:
        page.frame_locator("iframe").get_by_role("link", name="Open the quiz").click()

    opened.value.get_by_role("heading", name="Nothing was chosen for this link yet").wait_for()
