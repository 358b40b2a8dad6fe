from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assessments.models import Attempt, Item
from assessments.services.taking import starting
from tests.assessments.services.taking.test_withholding import ONE_SHAPE, an_exam
from tests.factories import a_bank, a_published_item, a_quiz, answered, place, right, transposed

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def item() -> Item:
    return a_published_item(bank=a_bank(title="Dimensions"))


def answer(learner: AbstractBaseUser, item: Item, give: Any, days_ago: int = 0) -> None:
    moment = now() - days_ago * DAY
    session = place(starting.start(learner, a_quiz(item, title="Elsewhere"), moment))
    answered(session, give(session), moment)


def test_a_newcomer_sees_every_skill_and_where_to_begin(as_alice: Client, item: Item) -> None:
    page = as_alice.get(reverse("learning"))

    assert "0 of 1 skills solid, 0 begun." in page.text
    assert "No answers yet" in page.text
    assert page.context["next"]["item"] == item.title
    assert [topic["title"] for topic in page.context["topics"]] == ["Dimensions"]


def test_evidence_is_told_in_words(as_alice: Client, alice: AbstractBaseUser, item: Item) -> None:
    answer(alice, item, right, days_ago=5)
    answer(alice, item, transposed, days_ago=3)

    text = as_alice.get(reverse("learning")).text

    assert "1 of 2 right, last 3 days ago" in text
    assert "0 of 1 skills solid, 1 begun." in text


def test_without_anything_to_practise_the_lesson_is_offered(as_alice: Client) -> None:
    assert "There is nothing to practise yet, so there are no skills" in as_alice.get(reverse("learning")).text


def test_one_click_practises_a_skill(as_alice: Client, item: Item) -> None:
    url = as_alice.get(reverse("learning")).context["topics"][0]["skills"][0]["practise_url"]

    page = as_alice.post(url, follow=True)

    attempt = Attempt.objects.get()
    assert page.redirect_chain[-1][0] == reverse("item", args=[attempt.pk, 1])
    assert attempt.title == "Dimensions: Weight shapes"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("where", ["bank", "skill"])
def test_a_skill_that_is_not_there_is_not_found(as_alice: Client, item: Item, method: str, where: str) -> None:
    slugs = ["nowhere", "weight-shapes"] if where == "bank" else [item.bank.slug, "juggling"]

    status = getattr(as_alice, method)(reverse("practise_skill", args=slugs)).status_code

    assert status == (302 if (method, where) == ("get", "skill") else 404)


# Reviews


def test_what_is_due_is_told_on_three_pages_and_reviewed_by_one_click(
    as_alice: Client, alice: AbstractBaseUser, item: Item
) -> None:
    answer(alice, item, transposed, days_ago=2)

    pages = [as_alice.get(reverse(name)).text for name in ("home", "learning", "due")]
    review = as_alice.post(reverse("due"), follow=True)

    assert ["1 question is due for review" in page for page in pages[:2]] == [True, True]
    assert "Review 1 question" in pages[2]
    attempt = Attempt.objects.get(focus="review")
    assert review.redirect_chain[-1][0] == reverse("item", args=[attempt.pk, 1])
    assert "Go on reviewing" in as_alice.get(reverse("due")).text


def test_where_nothing_was_missed_there_is_nothing_to_review(as_alice: Client, item: Item) -> None:
    home, review = as_alice.get(reverse("home")).text, as_alice.get(reverse("due")).text

    assert "due for review" not in home
    assert "Nothing to review" in review


def test_what_is_not_due_yet_says_when_it_comes(as_alice: Client, alice: AbstractBaseUser, item: Item) -> None:
    answer(alice, item, transposed)

    text = as_alice.get(reverse("due")).text

    assert "Nothing due today" in text
    assert "1 question waits for its day; it comes back tomorrow." in text


def test_a_review_of_nothing_leads_back_and_says_so(as_alice: Client, item: Item) -> None:
    page = as_alice.post(reverse("due"), follow=True)

    assert page.redirect_chain == [(reverse("due"), 302)]
    assert "There is nothing to practise here yet." in page.text


def test_a_review_that_was_begun_can_be_gone_on_with(as_alice: Client, alice: AbstractBaseUser, item: Item) -> None:
    answer(alice, item, transposed, days_ago=2)
    as_alice.post(reverse("due"))
    session = place(Attempt.objects.get(focus="review"))
    answered(session, transposed(session), now())

    text = as_alice.get(reverse("due")).text

    assert "Nothing due today" in text
    assert "You have begun a review and not finished it." in text


def test_a_finished_review_leads_back_to_the_reviews(as_alice: Client, alice: AbstractBaseUser, item: Item) -> None:
    answer(alice, item, transposed, days_ago=2)
    as_alice.post(reverse("due"))
    attempt = Attempt.objects.get(focus="review")

    as_alice.post(reverse("submit", args=[attempt.pk]))
    result, history = as_alice.get(reverse("review", args=[attempt.pk])).text, as_alice.get(reverse("history")).text

    assert f'href="{reverse("due")}"' in result
    assert "Finished" in history


# What an open exam keeps


def test_practice_says_which_questions_rest_and_why(as_alice: Client, alice: AbstractBaseUser, item: Item) -> None:
    single = a_published_item(bank=item.bank, **ONE_SHAPE)
    an_exam(single, closes_at=now() + DAY)

    text = as_alice.get(reverse("practice_bank", args=[item.bank.slug])).text

    assert "1 question rests for now: “Midterm” asks it too" in text


def test_practice_says_nothing_where_nothing_rests(as_alice: Client, item: Item) -> None:
    an_exam(a_published_item(**ONE_SHAPE), closes_at=now() + DAY)

    assert "rests for now" not in as_alice.get(reverse("practice_bank", args=[item.bank.slug])).text
