"""A newcomer's way from the front page to a score, in a real browser."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from assessments.engine.misconceptions import CATALOGUE
from assessments.interchange import bundle
from assessments.models import Course, Item
from assessments.services import banks, demo
from tests.factories import published

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

NAME, SECRET = "newcomer", "a long and quiet phrase"
FIRST = ["feed-forward-shape", "q5", "q6"]  # the fixed places of the quiz; two more are drawn


@pytest.fixture
def site(live_server: Any) -> str:
    """The starter quiz on dimensions, its proofs taken on trust."""
    for path in demo.BANKS.glob("*.json"):
        banks.import_bank(bundle.read(path.read_text("utf-8")))
    for item in Item.objects.filter(bank__slug="lstm-dimensions"):
        published(item)
    course = Course.objects.create(slug="lstm-architecture", **demo.course_text())
    quiz = next(quiz for quiz in demo.QUIZZES if quiz.slug == "lstm-dimensions")
    demo.assemble(course, quiz, 1)
    return str(live_server.url)


@pytest.fixture
def complaints(page: Any) -> Iterator[list[str]]:
    """What the browser objects to: errors of scripts, and whatever the content policy blocks."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield said
    # htmx answers an unreadable response with 422 on purpose, and browsers report every 4xx.
    assert [one for one in said if "422" not in one] == []


def signed_up(page: Any, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_label("Password", exact=True).fill(SECRET)
    page.get_by_label("Password again").fill(SECRET)
    page.get_by_role("button", name="Sign up").click()


def begun(page: Any, site: str) -> None:
    page.goto(f"{site}/assessments/lstm-dimensions/")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Check").wait_for()


def sizes(page: Any) -> tuple[str, str]:
    """Input size and hidden size as the question tells them; both wordings name them in this order."""
    n, h = re.findall(r"\d+", page.locator(".stem").first.inner_text())[:2]
    return n, h


def check(page: Any, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Check").click()
    page.locator("#outcome").wait_for()


def test_a_newcomer_reads_the_lesson_and_takes_a_quiz(page: Any, site: str, complaints: list[str]) -> None:
    signed_up(page, site)

    page.get_by_role("link", name="Lesson", exact=True).click()
    page.get_by_role("spinbutton", name="Input size").fill("20")
    page.get_by_role("cell", name="(12, 20)").wait_for()

    begun(page, site)
    n, h = sizes(page)
    check(page, f"{n} x {h}")
    assert page.get_by_role("heading", name=CATALOGUE["transposed"].title).is_visible()
    assert page.locator(".solution").count() == 0

    page.get_by_role("button", name="Try another variant").click()
    page.get_by_text("New variant.").wait_for()
    assert sizes(page) != (n, h)
    n, h = sizes(page)
    check(page, f"({h}, {n})")
    assert page.locator("#outcome").inner_text().startswith("Right")
    assert page.locator(".solution").is_visible()

    page.get_by_role("link", name="Review and submit").first.click()
    assert page.get_by_text("4 questions are still without an answer").is_visible()
    page.get_by_role("button", name="Submit LSTM dimensions").click()
    assert page.locator(".result-score").inner_text() == "1 / 5"


def test_the_keyboard_alone_answers_and_submits(page: Any, site: str, complaints: list[str]) -> None:
    signed_up(page, site)
    begun(page, site)
    n, h = sizes(page)

    page.get_by_role("textbox").focus()
    page.keyboard.type(f"{h},{n}")
    page.keyboard.press("Enter")
    page.locator("#outcome:focus").wait_for()
    page.get_by_role("link", name="Next question").press("Enter")
    page.get_by_role("radio").first.press("Space")
    page.keyboard.press("Enter")
    page.locator("#outcome").wait_for()
    page.get_by_role("link", name="Review and submit").first.press("Enter")
    page.get_by_role("button", name="Submit LSTM dimensions").press("Enter")

    assert page.locator(".result-score").is_visible()


def test_a_quiz_is_taken_without_javascript(new_context: Any, site: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    signed_up(page, site)
    begun(page, site)
    n, h = sizes(page)

    page.get_by_role("textbox").fill("twenty by fifty")
    page.get_by_role("button", name="Check").click()
    page.get_by_text("No try was used").wait_for()
    check(page, f"{n}x{h}")
    page.get_by_role("button", name="Try another variant").click()
    n, h = sizes(page)
    check(page, f"{h}x{n}")
    for _ in range(4):
        page.get_by_role("link", name="Next question").or_(page.get_by_role("link", name="Skip for now")).first.click()
    page.get_by_role("link", name="Review and submit").first.click()
    page.get_by_role("button", name="Submit LSTM dimensions").click()

    assert page.locator(".result-score").inner_text() == "1 / 5"


def test_no_page_scrolls_sideways_on_a_phone(new_context: Any, site: str) -> None:
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    signed_up(page, site)
    begun(page, site)
    attempt = re.match(r"(.*/attempts/[^/]+/)", page.url)[1]
    items = [f"{attempt}items/{number}/" for number in range(1, 6)]
    others = [f"{site}{path}" for path in ("/", "/lesson/lstm-architecture/", "/practice/", "/history/")]
    wide = []
    for address in (*items, *others, f"{site}/practice/lstm-dimensions/", f"{attempt}submit/"):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)

    assert wide == []
