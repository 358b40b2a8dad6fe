"""Exams in a real browser: flags, the palette, the keyboard alone, and no scripts at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.utils.timezone import now

from assessments.models import Attempt, ItemSession
from tests.factories import THREE_SHAPES, a_published_item, a_quiz, a_started_attempt, place, right
from tests.flows.keyboard import tab_to

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

EXAM = {"mode": "exam", "tries": 1, "another_variant": False, "time_limit": timedelta(minutes=20)}
# A kind for each way of answering.
EVERY_WAY = (
    "possible-gate-value",
    "sign-of-hidden-state",
    "layer-parameters",
    "feed-forward-shape",
    "forget-gate-value",
    "gate-range-on-box",
    "gate-rows",
    "gate-sums-of-batch",
    "kept-part",
    "activations",
    "step-by-parts",
)


@pytest.fixture
def attempt(alice: AbstractBaseUser) -> Attempt:
    """An exam: a shape to type, options to choose from, and another shape."""
    choice = a_published_item(**THREE_SHAPES, ask="choice", options=3)
    return a_started_attempt(alice, a_published_item(), choice, a_published_item(), now=now(), **EXAM)


def question(page: Any, attempt: Attempt, number: int = 1) -> Any:
    page.goto(f"/attempts/{attempt.pk}/items/{number}/")
    return page


def signs(page: Any) -> list[str]:
    return [sign.strip() for sign in page.locator(".legend li").all_inner_texts()]


def bead(page: Any, number: int) -> str:
    return re.sub(r"\s+", " ", page.locator(".bead").nth(number - 1).text_content()).strip()


def saved(page: Any) -> None:
    page.get_by_text("Saved", exact=True).wait_for()


def pressed(page: Any) -> bool:
    return page.locator("#flag").get_attribute("aria-pressed") == "true"


def flag(page: Any, press: Callable[[], None]) -> None:
    """Until the page shows that the flag has changed."""
    wanted = str(not pressed(page)).lower()
    press()
    page.locator(f"#flag[aria-pressed={wanted}]").wait_for()


# Flags and the palette


def test_on_a_phone_the_questions_are_one_line_with_the_open_one_in_its_middle(
    open_as_alice: Callable[..., Any], alice: AbstractBaseUser
) -> None:
    attempt = a_started_attempt(alice, *(a_published_item() for _ in range(12)), now=now(), tries=2)
    page = open_as_alice()
    page.set_viewport_size({"width": 320, "height": 640})

    question(page, attempt, 9)
    beads = [one.bounding_box() for one in page.locator(".bead").all()]
    page.get_by_role("textbox").fill("1 x 1")
    page.get_by_role("button", name="Check").click()
    page.locator("#outcome").wait_for()
    swapped = page.locator(".bead[aria-current]").bounding_box()

    assert len({box["y"] for box in beads}) == 1
    assert [abs(box["x"] + box["width"] / 2 - 160) < 8 for box in (beads[8], swapped)] == [True, True]


def test_a_flag_changes_button_and_palette_and_leaves_what_is_typed(
    open_as_alice: Callable[..., Any], attempt: Attempt
) -> None:
    page = question(open_as_alice(), attempt)
    page.get_by_role("textbox").fill("(2, ")
    saved(page)
    page.get_by_role("textbox").fill("(2, 3")

    flag(page, page.get_by_role("button", name="Flag").click)

    assert (pressed(page), bead(page, 1)) == (True, "Question 1, typed, flagged")
    assert page.get_by_role("textbox").input_value() == "(2, 3"
    assert page.evaluate("document.activeElement.id") == "flag"
    saved(page)
    assert place(attempt).draft == "(2, 3"


def test_the_legend_follows_what_happens(open_as_alice: Callable[..., Any], attempt: Attempt) -> None:
    page = question(open_as_alice(), attempt)
    seen = [signs(page)]
    page.get_by_role("textbox").fill("(2, 3)")
    page.get_by_role("button", name="Hand in answer").click()
    page.locator("#outcome").wait_for()
    seen.append(signs(page))
    flag(page, page.get_by_role("button", name="Flag").click)
    seen.append(signs(page))

    assert seen == [
        ["Not answered", "This question"],
        ["Not seen", "Answered", "This question"],
        ["Not seen", "Answered", "Flagged", "This question"],
    ]


def test_a_second_browser_shows_the_same_flags_drafts_and_time(
    open_as_alice: Callable[..., Any], attempt: Attempt
) -> None:
    first = question(open_as_alice(), attempt)
    flag(first, first.get_by_role("button", name="Flag").click)
    first.get_by_role("textbox").fill("(2, ")
    saved(first)
    question(first, attempt, 2).get_by_role("radio").nth(1).check()
    saved(first)

    second = question(open_as_alice(), attempt)

    assert (pressed(second), second.get_by_role("textbox").input_value()) == (True, "(2, ")
    assert [bead(second, number) for number in (1, 2, 3)] == [
        "Question 1, typed, flagged",
        "Question 2, typed",
        "Question 3, not seen",
    ]
    assert re.fullmatch(r"(19|20):\d\d", second.locator("span[data-left]").inner_text())
    assert [one.is_checked() for one in question(second, attempt, 2).get_by_role("radio").all()] == [False, True, False]


# Shortcuts


def number_of(page: Any) -> int:
    return int(re.search(r"/items/(\d+)/", page.url)[1])


@pytest.mark.parametrize(("there", "back"), [("j", "k"), ("ArrowRight", "ArrowLeft")])
def test_keys_lead_from_question_to_question_and_stop_at_the_ends(
    open_as_alice: Callable[..., Any], attempt: Attempt, there: str, back: str
) -> None:
    page = question(open_as_alice(), attempt)
    visited = []
    for key, at in ((there, 2), (there, 3), (there, 3), (back, 2), (back, 1), (back, 1)):
        page.keyboard.press(key)
        page.wait_for_url(f"**/items/{at}/")
        page.wait_for_load_state()
        visited.append(number_of(page))

    assert visited == [2, 3, 3, 2, 1, 1]


def test_digits_choose_enter_hands_in_and_f_flags(open_as_alice: Callable[..., Any], attempt: Attempt) -> None:
    page = question(open_as_alice(), attempt, 2)
    options = [text for text, _ in place(attempt, 2).shown.options]

    page.keyboard.press("9")  # there are three
    chosen = []
    for key in "21":
        page.keyboard.press(key)
        chosen.append(page.locator("form.answer :checked").input_value())
    page.keyboard.press("Enter")
    page.locator("#outcome").wait_for()
    flag(page, lambda: page.keyboard.press("f"))

    assert chosen == [options[1], options[0]]
    session = place(attempt, 2)
    assert (session.latest, session.flagged) == (options[0], True)


def test_while_something_is_typed_keys_only_type(open_as_alice: Callable[..., Any], attempt: Attempt) -> None:
    page = question(open_as_alice(), attempt)
    page.get_by_role("textbox").focus()

    page.keyboard.type("fjk?1")
    page.keyboard.press("ArrowLeft")
    saved(page)

    assert (page.get_by_role("textbox").input_value(), number_of(page), pressed(page)) == ("fjk?1", 1, False)
    assert not page.get_by_role("dialog").is_visible()


def test_with_modifiers_keys_belong_to_the_browser(open_as_alice: Callable[..., Any], attempt: Attempt) -> None:
    page = question(open_as_alice(), attempt)

    for key in ("Control+j", "Alt+j", "Meta+j"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)

    assert number_of(page) == 1


def test_arrows_among_options_choose_and_do_not_leave(open_as_alice: Callable[..., Any], attempt: Attempt) -> None:
    page = question(open_as_alice(), attempt, 2)
    page.keyboard.press("1")

    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)

    assert (number_of(page), page.get_by_role("radio").nth(1).is_checked()) == (2, True)


def test_the_keys_are_listed_and_can_be_switched_off_for_good(
    open_as_alice: Callable[..., Any], attempt: Attempt
) -> None:
    page = question(open_as_alice(), attempt)

    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keyboard shortcuts").wait_for()
    page.get_by_label("Use these shortcuts").uncheck()
    page.keyboard.press("Escape")
    question(page, attempt)
    for key in "fj?":
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert (number_of(page), pressed(page), page.get_by_role("dialog").is_visible()) == (1, False, False)

    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Use these shortcuts").check()
    page.get_by_role("button", name="Close").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.wait_for_url("**/items/2/")


def test_keys_can_be_changed_and_two_acts_never_share_one(open_as_alice: Callable[..., Any], attempt: Attempt) -> None:
    page = question(open_as_alice(), attempt)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    said = dialog.get_by_role("status")
    heard = []
    dialog.get_by_role("button", name="Change the key of: Next question").focus()
    for keys in (["Enter", "F", "5", "n"], ["Enter", "Escape"]):
        for key in keys:
            page.keyboard.press(key)
            heard.append(said.inner_text())

    assert heard == [
        "Press the new key. Escape leaves it as it is.",
        "This key is taken already: Flag the question, or take its flag away.",
        "This key cannot be used. Take a letter or a sign; digits choose options.",
        "The key is changed, in this browser.",
        "Press the new key. Escape leaves it as it is.",
        "The key stays as it is.",
    ]
    question(page, attempt)
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.wait_for_url("**/items/2/")
    page.keyboard.press("?")
    dialog.get_by_role("button", name="Back to the usual keys").click()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.wait_for_url("**/items/3/")


# By the keyboard alone

FOCUS_ON_ARRIVAL = """() => { window.arrival = new Promise(told => new MutationObserver(() => {
    if (document.getElementById("outcome")) told(document.activeElement.id);
}).observe(document.body, {childList: true, subtree: true})); }"""


def test_the_feedback_arrives_with_the_focus_and_takes_it_only_once(
    open_as_alice: Callable[..., Any], attempt: Attempt
) -> None:
    """Whoever has gone on already is not called back: the next key press is theirs."""
    page = question(open_as_alice(), attempt)
    page.evaluate(FOCUS_ON_ARRIVAL)

    page.get_by_role("textbox").fill("(2, 3)")
    page.keyboard.press("Enter")

    assert page.evaluate("window.arrival") == "outcome"


def test_a_whole_exam_is_taken_by_the_keyboard_alone(
    open_as_alice: Callable[..., Any], alice: AbstractBaseUser
) -> None:
    choice = a_published_item(**THREE_SHAPES, ask="choice", options=3)
    quiz = a_quiz(a_published_item(), choice, a_published_item(), title="Final", **EXAM)
    page = open_as_alice()
    page.goto(f"/assessments/{quiz.slug}/")
    tab_to(page, "Start")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/1/")
    attempt = Attempt.objects.get()

    flag(page, lambda: page.keyboard.press("f"))  # to be answered at the end
    page.keyboard.press("j")
    page.wait_for_url("**/items/2/")
    options = [text for text, _ in place(attempt, 2).shown.options]
    page.keyboard.press(str(1 + options.index(right(place(attempt, 2)))))
    page.keyboard.press("Enter")
    page.locator("#outcome").wait_for()
    page.keyboard.press("j")
    page.wait_for_url("**/items/3/")
    tab_to(page, "Your answer, a shape")
    page.keyboard.type(right(place(attempt, 3)))  # and left as a draft
    tab_to(page, "Hand in answer")
    saved(page)

    page.keyboard.press("k")
    page.wait_for_url("**/items/2/")
    tab_to(page, "Review and submit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/submit/")
    assert page.get_by_text("1 question is flagged").is_visible()
    assert page.get_by_text("1 answer is typed. Submitting hands it in as it stands.").is_visible()
    tab_to(page, "1. ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/1/")
    flag(page, lambda: page.keyboard.press("f"))
    tab_to(page, "Your answer, a shape")
    page.keyboard.type(right(place(attempt, 1)))
    page.keyboard.press("Enter")
    page.locator("#outcome").wait_for()
    tab_to(page, "Review and submit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/submit/")
    assert page.get_by_text("flagged").count() == 0
    tab_to(page, "Submit Final")
    page.keyboard.press("Enter")

    page.wait_for_url("**/review/")
    assert page.locator(".result-score").inner_text() == "3 / 3"


# Without scripts


def right_lines(session: ItemSession) -> list[str]:
    """What is right, as the inputs take it: one line for each of several."""
    form, key = session.variant.format, session.variant.key
    if session.shown.heads:
        return re.findall(r"[^\[\], ]+", form.show(key))
    if len(session.shown.labels) > 1:
        return [re.split(" = | → ", line)[-1] for line in form.show(key).splitlines()]
    if session.shown.options:
        return [text for text, _ in session.shown.options if text in form.show(key).splitlines()]
    return [form.show(key)]


def filled(page: Any, lines: list[str]) -> Iterator[str]:
    """Answers with whatever inputs there are; gives back their kinds."""
    form = page.locator("form.answer")
    menus, texts = form.get_by_role("combobox").all(), form.get_by_role("textbox").all()
    for menu, line in zip(menus, lines if menus else [], strict=True):
        menu.select_option(line)
        yield "menu"
    for text, line in zip(texts, lines if texts else [], strict=True):
        text.fill(line)
        yield "text"
    if not menus and not texts:
        for line in lines:
            option = form.locator(f'[name=raw][value="{line}"]')
            option.check()
            yield option.get_attribute("type")


def test_a_whole_quiz_of_every_kind_of_input_is_taken_without_scripts(
    open_as_alice: Callable[..., Any], alice: AbstractBaseUser
) -> None:
    quiz = a_quiz(*(a_published_item(kind) for kind in EVERY_WAY), title="Everything", **EXAM | {"tries": 2})
    page = open_as_alice(java_script_enabled=False)
    page.goto(f"/assessments/{quiz.slug}/")
    page.get_by_role("button", name="Start").click()
    attempt, met = Attempt.objects.get(), set()
    page.get_by_role("button", name="Flag").click()
    assert (pressed(page), page.get_by_text("Closes at").is_visible()) == (True, True)

    for number in range(1, len(EVERY_WAY) + 1):
        question(page, attempt, number)
        met |= set(filled(page, right_lines(place(attempt, number))))
        page.get_by_role("button", name="Hand in answer").click()
        page.locator("#outcome").get_by_text("Answer saved").wait_for()

    page.get_by_role("link", name="Review and submit").first.click()
    assert page.get_by_text("1 question is flagged").is_visible()
    page.get_by_role("button", name="Submit Everything").click()
    assert page.locator(".result-score").inner_text() == "11 / 11"
    assert met == {"radio", "checkbox", "menu", "text"}
    formats = {session.shown.widget for session in attempt.sessions.all()}
    assert len(formats) == len(EVERY_WAY)
