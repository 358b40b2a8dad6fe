"""An instructor writes a question without a line of code, and a learner answers it; in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.timezone import now

from assessments.models import Item, Response
from assessments.services.taking import starting
from tests.assessments.admin.authors import url
from tests.factories import PASSWORD, a_bank, a_course, a_member, a_quiz
from tests.flows.test_axe import barriers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

STEM = "An LSTM reads {input_size} numbers and keeps {hidden_size} hidden units. How many entries has $W_{oR}$?"


@pytest.fixture
def editor(page: Any, live_server: Any) -> Any:
    """The page of a new item, as an instructor opens it."""
    course = a_course()
    a_bank(course=course, title="Our bank", open_for_practice=True)
    instructor = a_member(course, "instructor")
    page.goto(f"{live_server.url}{reverse('admin:login')}")
    page.get_by_label("Name", exact=True).fill(instructor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Items").first.wait_for()
    page.goto(f"{live_server.url}{reverse('admin:assessments_item_add')}")
    return page


@pytest.fixture
def complaints(page: Any) -> list[str]:
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    return said


def named_quantity(page: Any) -> None:
    page.get_by_label("Bank").select_option(label="Our bank")
    page.get_by_label("Title").fill("Entries of a recurrent matrix")
    page.get_by_label("Kind").select_option(label="A named quantity of an executed network")
    page.get_by_role("button", name="Use this kind").click()
    page.get_by_label("Tensor").first.wait_for()


def test_a_question_is_written_previewed_verified_published_and_answered(
    editor: Any,
    live_server: Any,
    complaints: list[str],
    open_as_alice: Callable[..., Any],
    alice: AbstractBaseUser,
) -> None:
    named_quantity(editor)
    editor.locator("#id_given_tensor").select_option("W_oR")
    editor.locator("#id_given_measure").select_option("elements")
    editor.locator("#id_drawn_input_size").fill("5, 7")
    editor.locator("#id_drawn_hidden_size").fill("2–4")
    editor.locator("#id_stem").fill(STEM.replace("{oR}", r"{oR} \nosuch"))
    editor.locator("#id_stem_error", has_text=r"unknown command \nosuch").wait_for()
    editor.locator("#id_stem").fill(STEM)
    editor.get_by_role("heading", name="Variant 3").wait_for()
    assert editor.locator("#id_stem_error").text_content().strip() == ""
    assert re.search(
        r"reads [57] numbers and keeps [234] hidden units", editor.locator("#pane .stem").first.inner_text()
    )
    assert (Item.objects.count(), complaints) == (0, [])

    editor.locator("#id_trials-0-answer").fill("{key}")
    editor.locator("#id_trials-0-score").fill("1")
    editor.get_by_role("button", name="Sample 200").click()
    editor.get_by_text("1 test answer holds").wait_for()
    editor.get_by_text("6 of 6", exact=True).wait_for()
    assert barriers(editor, ("light", 1280)) + barriers(editor, ("dark", 320)) == []

    editor.set_viewport_size({"width": 1280, "height": 900})
    editor.get_by_role("button", name="Save draft").click()
    editor.get_by_role("link", name="Publish").click()
    editor.get_by_label("What changed").fill("First.")
    assert complaints == []
    assert barriers(editor, ("dark", 1280)) == []  # axe itself puts in styles, which the policy stops
    editor.get_by_role("button", name="Verify and publish").click()
    editor.get_by_text("Published revision 1: verified 6 of 6 variants.").wait_for()

    item = Item.objects.get()
    others = (url(item), url(item, "preview"), reverse("admin:assessments_item_changelist"))
    for address in (*others, reverse("admin:assessments_revision_change", args=[item.current_id])):
        editor.goto(f"{live_server.url}{address}")
        assert barriers(editor, ("light", 1280)) == []
    assert item.current.verification["trials"] == item.trials
    answers(open_as_alice(), alice, item)


def answers(page: Any, alice: AbstractBaseUser, item: Item) -> None:
    attempt = starting.start(alice, a_quiz(item), now())
    page.goto(f"/attempts/{attempt.pk}/items/1/")
    keeps = re.search(r"keeps (\d+) hidden units", page.locator(".stem").inner_text())
    page.locator("[name=raw]").fill(str(int(keeps[1]) ** 2))
    page.get_by_role("button", name="Check").click()
    page.locator(".outcome").wait_for()
    assert Response.objects.get().score == 1
