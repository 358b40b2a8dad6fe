"""Every learner's page in every state, as a browser meets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Attempt
from tests.factories import THREE_SHAPES, a_published_item, a_quiz, place
from tests.flows.keyboard import tab_to
from tests.flows.tour import everything_at_once, tour

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LANGUAGES = [pytest.param("en-GB", marks=pytest.mark.slow), "de-DE"]  # German words are longer
PHONE = {"width": 320, "height": 640}
TWICE = "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, n, all) => all.indexOf(id) < n)"
BLIND = """[...document.querySelectorAll('input:not([type=hidden], [hidden]), select, textarea')]
    .filter(field => !field.labels.length && !field.ariaLabel && !field.ariaLabelledByElements?.length)
    .map(field => field.outerHTML)"""

# Text as far apart as WCAG 1.4.12 lets readers set it: what is cut off then, beside what is meant for ears alone and
# what was typed into a field, which goes on under the caret.
CUT_OFF = """() => {
    const all = [...document.querySelectorAll("body *")];
    for (const { style } of all) {
        style.setProperty("letter-spacing", "0.12em", "important");
        style.setProperty("word-spacing", "0.16em", "important");
        style.setProperty("line-height", "1.5", "important");
    }
    for (const { style } of document.querySelectorAll("p")) style.setProperty("margin-bottom", "2em", "important");
    const cuts = (one) => {
        const { overflowX, overflowY, clipPath } = getComputedStyle(one);
        const hides = (how) => ["hidden", "clip"].includes(how);
        if (clipPath !== "none" || one.closest("svg, math, input") || !one.getClientRects().length) return false;
        const [wide, high] = [one.scrollWidth - one.clientWidth > 1, one.scrollHeight - one.clientHeight > 1];
        return hides(overflowX) && wide || hides(overflowY) && high;
    };
    const wide = document.documentElement.scrollWidth > innerWidth ? [location.pathname] : [];
    return [...wide, ...all.filter(cuts).map((one) => one.outerHTML.slice(0, 100))];
}"""


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    return everything_at_once(alice)


def listened_to(page: Any) -> list[str]:
    """What the browser objects to: errors of scripts, and whatever the content policy blocks."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    return said


@pytest.mark.parametrize("locale", LANGUAGES)
def test_pages_fit_a_phone_and_leave_the_browser_content(
    open_as_alice: Callable[..., Any], attempt: Attempt, locale: str
) -> None:
    page = open_as_alice(viewport=PHONE, locale=locale)
    complaints = listened_to(page)
    found: dict[str, list[str]] = {"wide": [], "ids": [], "blind": [], "headings": [], "cut off": []}

    for url in tour(page, attempt):
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            found["wide"].append(url)
        found["ids"] += page.evaluate(TWICE)
        found["blind"] += page.evaluate(BLIND)
        if page.locator("h1").count() != 1:
            found["headings"].append(url)
        found["cut off"] += page.evaluate(CUT_OFF)

    assert found == {"wide": [], "ids": [], "blind": [], "headings": [], "cut off": []}
    assert [one for one in complaints if "status of 40" not in one] == []  # pages that are not there say so


@pytest.mark.parametrize("locale", LANGUAGES)
def test_pages_for_strangers_fit_a_phone_and_leave_the_browser_content(
    new_context: Any, live_server: Any, locale: str
) -> None:
    page = new_context(viewport=PHONE, base_url=live_server.url, locale=locale).new_page()
    complaints, wide = listened_to(page), []
    a_quiz(a_published_item(**THREE_SHAPES))

    for url in (
        "/",
        "/lesson/lstm-architecture/",
        "/cell/?preset=copy&n=4&h=3&steps=8&fused=on",
        "/practice/",
        "/accounts/login/?next=/history/",
        "/accounts/signup/",
    ):
        page.goto(url)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(url)

    assert (wide, complaints) == ([], [])


def test_a_complaint_would_be_heard(page: Any, live_server: Any) -> None:
    complaints = listened_to(page)
    page.goto(live_server.url)

    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.evaluate("setTimeout(() => { throw new Error('a broken script') })")
    page.wait_for_timeout(100)

    assert ["Content Security Policy" in complaints[0], "a broken script" in complaints[1]] == [True, True]


# By keyboard


def test_a_quiz_is_taken_by_tabs_alone(open_as_alice: Callable[..., Any], alice: AbstractBaseUser) -> None:
    small = a_published_item(**THREE_SHAPES)
    choice = a_published_item(**THREE_SHAPES, ask="choice", options=3)
    quiz = a_quiz(small, choice, title="Shapes")
    page = open_as_alice()
    page.goto(f"/assessments/{quiz.slug}/")

    tab_to(page, "Start")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/1/")
    attempt = Attempt.objects.get()
    first, second = place(attempt, 1), place(attempt, 2)

    tab_to(page, "Your answer, a shape")
    page.keyboard.type(f"{first.params['input_size']} by 2")
    page.keyboard.press("Enter")
    page.locator("#outcome").wait_for()
    tab_to(page, "Try another variant")
    page.keyboard.press("Enter")
    page.get_by_text("New variant.").wait_for()
    tab_to(page, "Your answer, a shape")
    page.keyboard.type(f"2 by {place(attempt, 1).params['input_size']}")
    page.keyboard.press("Enter")
    page.locator("#outcome").get_by_text("Right").wait_for()

    tab_to(page, "Next question")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/2/")
    tab_to(page, second.shown.options[0][0])
    for text, _ in second.shown.options[1:]:
        page.keyboard.press("ArrowDown")
        if text == f"(2, {second.params['input_size']})":
            break
    page.keyboard.press("Enter")
    page.locator("#outcome").wait_for()

    tab_to(page, "Review and submit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/submit/")
    tab_to(page, "Submit Shapes")
    page.keyboard.press("Enter")
    page.locator(".result-score").wait_for()

    assert Attempt.objects.get().submitted_at
