"""What is typed is never lost, in a real browser."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import OperationalError
from django.test import Client

from assessments.models import Attempt, ItemSession
from assessments.queries import attempts
from tests.factories import a_published_item, a_started_attempt, right, transposed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    return a_started_attempt(alice, a_published_item(), a_published_item(), tries=5)


@pytest.fixture
def site(live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture
def signed_in(as_alice: Client, site: str) -> Any:
    """Gives a page Alice's session."""

    def sign_in(page: Any) -> Any:
        cookie = as_alice.cookies["session"].value
        page.context.add_cookies([{"name": "session", "value": cookie, "url": site}])
        return page

    return sign_in


def question(page: Any, site: str, attempt: Attempt, number: int = 1) -> Any:
    page.goto(f"{site}/attempts/{attempt.pk}/items/{number}/")
    return page.get_by_role("textbox")


def status(page: Any, words: str, wait: int = 5000) -> None:
    page.get_by_role("status").and_(page.get_by_text(words, exact=True)).wait_for(timeout=wait)


def draft(attempt: Attempt, number: int = 1) -> str:
    return ItemSession.objects.get(attempt=attempt, number=number, current=True).draft


def test_what_is_typed_is_saved_within_two_seconds_and_comes_back_elsewhere(
    page: Any, new_context: Any, signed_in: Any, site: str, attempt: Attempt
) -> None:
    question(signed_in(page), site, attempt).press_sequentially("(2, ")
    status(page, "Saved", 2000)

    assert draft(attempt) == "(2, "
    elsewhere = question(signed_in(new_context().new_page()), site, attempt)
    assert elsewhere.input_value() == "(2, "


def test_what_is_typed_before_the_scripts_have_arrived_is_saved_by_them(
    page: Any, signed_in: Any, site: str, attempt: Attempt
) -> None:
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/attempt.js", hold)
    with page.expect_request("**/attempt.js"):
        signed_in(page).goto(f"{site}/attempts/{attempt.pk}/items/1/", wait_until="commit")

    page.get_by_role("textbox").fill("(2, ")
    held[0].continue_()
    status(page, "Saved")

    assert draft(attempt) == "(2, "


def test_an_answer_sent_before_the_scripts_have_arrived_leaves_nothing_behind(
    page: Any, signed_in: Any, site: str, attempt: Attempt
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.route("**/htmx*", lambda route: route.abort())
    field = question(signed_in(page), site, attempt)
    said.clear()

    field.fill(right(ItemSession.objects.get(attempt=attempt, number=1)))
    page.get_by_role("button", name="Check").click()
    page.locator("#outcome").wait_for()
    page.wait_for_function("() => Object.keys(localStorage).every(name => !name.startsWith('draft:'))")

    assert [words for words in said if "410" in words] == []


def test_leaving_the_field_saves_at_once(page: Any, signed_in: Any, site: str, attempt: Attempt) -> None:
    signed_in(page)
    field = question(page, site, attempt)

    with page.expect_response("**/draft", timeout=900):  # sooner than the pause after the last key
        field.fill("(2, 3")
        field.blur()

    assert draft(attempt) == "(2, 3"


def test_what_is_typed_without_a_connection_is_sent_when_there_is_one(
    page: Any, signed_in: Any, site: str, attempt: Attempt
) -> None:
    field = question(signed_in(page), site, attempt)
    page.context.set_offline(True)
    field.fill("typed offline")
    status(page, "Not saved – trying again")

    page.context.set_offline(False)
    status(page, "Saved")

    assert draft(attempt) == "typed offline"


def test_what_never_arrived_is_there_after_the_page_is_loaded_again(
    page: Any, signed_in: Any, site: str, attempt: Attempt
) -> None:
    field = question(signed_in(page), site, attempt)
    page.route("**/draft", lambda route: route.abort())
    field.fill("typed, not sent")
    status(page, "Not saved – trying again")
    page.unroute("**/draft")

    field = question(page, site, attempt)

    assert field.input_value() == "typed, not sent"
    status(page, "Saved")
    assert draft(attempt) == "typed, not sent"


def stored(page: Any) -> dict[str, Any]:
    """What this browser keeps."""
    return dict(page.evaluate("() => ({...localStorage, ...sessionStorage})"))


def test_a_browser_keeps_what_has_not_arrived_and_nothing_about_anyone(
    page: Any, signed_in: Any, site: str, attempt: Attempt
) -> None:
    field = question(signed_in(page), site, attempt)
    address = f"/attempts/{attempt.pk}/items/1/draft"
    page.route("**/draft", lambda route: route.abort())
    field.fill("not sent")
    status(page, "Not saved – trying again")

    drafts = {name: text for name, text in stored(page).items() if name.startswith("draft:")}
    assert list(drafts) == [f"draft:{address}"]
    assert json.loads(drafts[f"draft:{address}"]).keys() == {"raw", "draft", "turn", "by"}
    assert "alice" not in str(stored(page)).lower()

    page.unroute("**/draft")
    field.fill("sent")
    status(page, "Saved")
    assert [name for name in stored(page) if name.startswith("draft:")] == []


def test_logging_out_leaves_nothing_behind(page: Any, signed_in: Any, site: str, attempt: Attempt) -> None:
    field = question(signed_in(page), site, attempt)
    page.route("**/draft", lambda route: route.abort())
    field.fill("typed by whoever sat here before")
    status(page, "Not saved – trying again")

    page.locator('form[action="/accounts/logout/"] button').click()
    page.wait_for_url(f"{site}/")

    assert [text for text in stored(page).values() if "typed" in text] == []


LAST = re.compile(r"Your answers were last saved at \d\d:\d\d\.$")


def test_whoever_signs_in_again_in_another_tab_goes_on_where_they_were(
    page: Any, signed_in: Any, site: str, attempt: Attempt, alice: AbstractBaseUser
) -> None:
    field = question(signed_in(page), site, attempt)
    again = Client()
    again.force_login(alice)

    page.context.clear_cookies()
    field.fill("(2, 3)")
    status(page, "You are signed out. Sign in in another tab; this text stays here.")
    page.context.add_cookies([{"name": "session", "value": again.cookies["session"].value, "url": site}])
    looked_at(page)
    status(page, "Saved")

    assert draft(attempt) == "(2, 3)"
    with page.expect_response("**/answer") as answered:
        field.press("Enter")
    assert answered.value.status == 200


def test_what_is_not_saved_says_when_the_last_was(page: Any, signed_in: Any, site: str, attempt: Attempt) -> None:
    field = question(signed_in(page), site, attempt)
    field.fill("saved")
    status(page, "Saved")
    page.route("**/draft", lambda route: route.abort())

    field.fill("saved, and more")

    said = page.get_by_role("status").filter(has_text="Not saved – trying again.")
    said.filter(has_text=LAST).wait_for()


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (500, "Something broke on our side"),
        (503, "Something broke on our side"),
        (413, "The server could not take that"),
        (None, "The server could not be reached"),
    ],
)
def test_an_answer_that_fails_says_when_the_last_was_saved(
    page: Any, signed_in: Any, site: str, attempt: Attempt, failure: int | None, words: str
) -> None:
    field = question(signed_in(page), site, attempt)
    field.fill("(2, ")
    status(page, "Saved")
    page.route("**/answer", lambda route: route.fulfill(status=failure) if failure else route.abort())

    field.press("Enter")

    page.get_by_role("alert").filter(has_text=words).filter(has_text=LAST).wait_for()
    assert field.input_value() == "(2, "


def test_a_page_that_breaks_with_its_database_tells_what_this_window_knows(
    page: Any, signed_in: Any, site: str, attempt: Attempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OperationalError

    question(signed_in(page), site, attempt).fill("(2, ")
    status(page, "Saved")
    monkeypatch.setattr(attempts, "open_session_for", fail)

    page.goto(f"{site}/attempts/{attempt.pk}/items/2/")

    page.get_by_role("heading", name="Something broke on our side").wait_for()
    assert page.get_by_text(LAST).count() == 1


@pytest.mark.parametrize("onward", ["items/2/", "submit/"])
def test_what_never_arrived_is_sent_from_the_next_page(
    page: Any, signed_in: Any, site: str, attempt: Attempt, onward: str
) -> None:
    field = question(signed_in(page), site, attempt)
    page.route("**/draft", lambda route: route.abort())
    field.fill("typed, not sent")
    status(page, "Not saved – trying again")
    page.unroute("**/draft")

    with page.expect_response("**/items/1/draft"):
        page.goto(f"{site}/attempts/{attempt.pk}/{onward}")

    assert draft(attempt) == "typed, not sent"


@pytest.mark.parametrize(
    ("button", "kept"), [("Go on with this one", "typed second"), ("Take the other one", "typed first")]
)
def test_two_windows_show_both_texts_and_lose_none(
    page: Any, signed_in: Any, site: str, attempt: Attempt, button: str, kept: str
) -> None:
    first, second = signed_in(page), page.context.new_page()
    page.context.route("**/window", lambda route: route.abort())  # neither has heard of the other
    fields = [question(window, site, attempt) for window in (first, second)]
    fields[0].fill("typed first")
    status(first, "Saved")

    fields[1].fill("typed second")
    box = second.get_by_role("alert").filter(has_text="Two windows")
    box.wait_for()

    assert draft(attempt) == "typed first"
    assert [box.locator("dd").nth(place).inner_text() for place in (0, 1)] == ["typed second", "typed first"]
    box.get_by_role("button", name=button).click()
    status(second, "Saved")
    assert (fields[1].input_value(), draft(attempt)) == (kept, kept)


def test_the_same_window_never_disagrees_with_itself(page: Any, signed_in: Any, site: str, attempt: Attempt) -> None:
    field = question(signed_in(page), site, attempt)
    for wrong in ("two by", "two by three", transposed(ItemSession.objects.get(attempt=attempt, number=1))):
        field.fill(wrong)
        with page.expect_response("**/answer"):
            field.press("Enter")
        field.press_sequentially("1")  # perhaps before the page has changed
        status(page, "Saved")
        page.wait_for_timeout(300)

    assert page.get_by_role("alert").filter(has_text="Two windows").count() == 0
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('draft:'))") == []


PASTE = """(field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    return field.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


def test_a_row_or_a_column_of_a_spreadsheet_fills_the_fields_that_follow(
    page: Any, signed_in: Any, site: str, alice: AbstractBaseUser
) -> None:
    attempt = a_started_attempt(alice, a_published_item("step-by-parts"))
    fields = question(signed_in(page), site, attempt)

    left_to_the_browser = [
        fields.nth(place).evaluate(PASTE, text)
        for place, text in ((1, "0.5\t-0.25\n0.1\n"), (4, "1\t2\t3"), (0, "0.75"))
    ]

    assert left_to_the_browser == [False, True, True]  # too many for the last two fields, and a single number
    assert [one.input_value() for one in fields.all()] == ["", "0.5", "-0.25", "0.1", "", ""]
    status(page, "Saved")
    assert draft(attempt) == "\n0.5\n-0.25\n0.1\n\n"


def test_a_row_or_a_column_of_a_spreadsheet_becomes_the_entries_of_a_vector(
    page: Any, signed_in: Any, site: str, alice: AbstractBaseUser
) -> None:
    attempt = a_started_attempt(alice, a_published_item("gate-sums"))
    field = question(signed_in(page), site, attempt)

    for text, kept in (
        ("0,5\t0,25\n", "0,5; 0,25"),
        ("0,5\r\n0,25\r\n1", "0,5; 0,25; 1"),
        ("[[0.5]\n[1]]", "0,5; 0,25; 1"),
    ):
        field.evaluate("field => field.select()")
        field.evaluate(PASTE, text)
        assert field.input_value() == kept  # the last is left to the browser
    status(page, "Saved")
    assert draft(attempt) == "0,5; 0,25; 1"


def test_a_block_of_a_spreadsheet_or_a_matrix_in_brackets_fills_the_cells(
    page: Any, signed_in: Any, site: str, alice: AbstractBaseUser
) -> None:
    attempt = a_started_attempt(alice, a_published_item("gate-sums-of-batch"))
    cells = question(signed_in(page), site, attempt)

    for place, text, kept in (
        (0, "0,5\t1\r\n2\t-1\r\n", ["0,5", "1", "2", "-1"]),
        (1, "7\n8", ["0,5", "7", "2", "8"]),
        (2, "[[3, 4]\n [5, 6]]", ["0,5", "7", "2", "8"]),  # left to the browser
        (1, "(0.5)", ["0,5", "7", "2", "8"]),
        (0, "[[0,5 1,5], [2 3]]", ["0,5", "7", "2", "8"]),
        (0, "[[1, 2], [3, 4]] / 2", ["0,5", "7", "2", "8"]),
        (0, "[[1, 2], [3, 4]]", ["1", "2", "3", "4"]),
        (0, "array([[ 1. , -2. ],\n       [ 0.5,  4. ]])", ["1.", "-2.", "0.5", "4."]),
        (0, "[[0 1]\n [2 3]]", ["0", "1", "2", "3"]),
        (0, "[5 6; 7 8]", ["5", "6", "7", "8"]),
        (0, "[[0,5; 1], [2; 3]]", ["0,5", "1", "2", "3"]),
        (2, "(9, 10)", ["0,5", "1", "9", "10"]),
        (1, "[[7], [8]]", ["0,5", "7", "9", "8"]),
        (2, "2", ["0,5", "7", "9", "8"]),  # left to the browser
        (0, "1\t2\t3\n4\t5\t6", ["1\t2\t3; 4\t5\t6", "7", "9", "8"]),
    ):
        cells.nth(place).evaluate(PASTE, text)
        assert [one.input_value() for one in cells.all()] == kept
    status(page, "Saved")
    assert draft(attempt) == "1\t2\t3; 4\t5\t6\n7\n9\n8"


def test_going_back_shows_what_the_server_knows(page: Any, signed_in: Any, site: str, attempt: Attempt) -> None:
    field = question(signed_in(page), site, attempt)
    field.fill("before leaving")
    status(page, "Saved")
    question(page, site, attempt, 2)

    page.go_back()

    assert page.get_by_role("textbox").input_value() == "before leaving"


def elsewhere(page: Any) -> Any:
    return page.get_by_role("alert").filter(has_text="Open in another window")


def looked_at(page: Any) -> None:
    """As a window is when its owner comes back to it."""
    page.evaluate("dispatchEvent(new Event('focus'))")


@pytest.mark.parametrize("where", ["window", "browser"])
def test_the_older_window_can_be_read_only_until_it_is_gone_on_with(
    page: Any, new_context: Any, signed_in: Any, site: str, attempt: Attempt, where: str
) -> None:
    older = question(signed_in(page), site, attempt)
    older.fill("typed first")
    status(page, "Saved")
    newer_page = page.context.new_page() if where == "window" else signed_in(new_context().new_page())

    with newer_page.expect_response("**/window"):
        newer = question(newer_page, site, attempt)
    looked_at(page)
    elsewhere(page).wait_for()

    assert (older.input_value(), older.is_editable()) == ("typed first", False)
    assert page.get_by_role("button", name="Check").is_disabled()
    newer.fill("typed second")
    status(newer_page, "Saved")
    elsewhere(page).get_by_role("button", name="Go on here").click()
    page.wait_for_function("() => document.querySelector('[name=raw]').value === 'typed second'")
    assert older.is_editable()
    looked_at(newer_page)
    elsewhere(newer_page).wait_for()


def test_what_the_older_window_has_not_sent_stands_beside_the_newer_text(
    page: Any, signed_in: Any, site: str, attempt: Attempt
) -> None:
    older = question(signed_in(page), site, attempt)
    page.route("**/draft", lambda route: route.abort())
    older.fill("typed first")
    status(page, "Not saved – trying again")
    newer = page.context.new_page()
    field = question(newer, site, attempt)
    status(newer, "Saved")  # it found the first text in this browser
    with newer.expect_response("**/draft"):
        field.fill("typed second")

    elsewhere(page).get_by_role("button", name="Go on here").click()
    box = page.get_by_role("alert").filter(has_text="Two windows")
    box.wait_for()

    assert [box.locator("dd").nth(place).inner_text() for place in (0, 1)] == ["typed first", "typed second"]


def test_the_older_window_of_an_answered_question_shows_the_outcome_when_gone_on_with(
    page: Any, signed_in: Any, site: str, attempt: Attempt
) -> None:
    question(signed_in(page), site, attempt)
    newer = page.context.new_page()
    field = question(newer, site, attempt)

    field.fill(right(ItemSession.objects.get(attempt=attempt, number=1)))
    field.press("Enter")
    newer.locator("#outcome").wait_for()
    elsewhere(page).get_by_role("button", name="Go on here").click()

    page.get_by_role("heading", name="Right").wait_for()
