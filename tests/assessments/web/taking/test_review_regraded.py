"""After a regrade a learner sees what holds now, and that it was judged again."""

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, ItemSession
from assessments.services.marks import override_attempt, override_place
from assessments.services.regrading.applying import apply, undo
from assessments.services.regrading.planning import begin, plan
from tests.assessments.services.regrading.miskeyed import LATER, a_miskeyed_quiz, a_regrade, mended
from tests.factories import NOW, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(client: Client) -> Attempt:
    """Of someone who chose sigmoid, then tanh."""
    made = a_miskeyed_quiz()
    made.crowd(1)
    attempt = ItemSession.objects.get().attempt
    client.force_login(attempt.learner)
    regrade = begin(a_regrade(made.quiz, item=made.item, revision=mended(made.item)), LATER)
    plan(regrade, LATER)
    apply(regrade, None, LATER)
    return attempt


def page(client: Client, attempt: Attempt) -> str:
    return " ".join(client.get(reverse("review", args=[attempt.pk])).text.split())


def test_the_review_shows_what_holds(client: Client, attempt: Attempt) -> None:
    shown = page(client, attempt)

    assert shown.count("Judged again since.") == 2
    assert "100% of the points." in shown
    assert '<span class="given" lang="en">sigmoid</span>' in shown.partition("Answer</span>")[2]


def test_the_solution_is_to_the_key_that_holds(client: Client, attempt: Attempt) -> None:
    assert "It is sigmoid, as every gate." in page(client, attempt)

    undo(attempt.assessment.regrades.get(), None, LATER)

    assert "It is tanh, as every gate." in page(client, attempt)


def test_points_set_by_hand_are_said_to_be(client: Client, attempt: Attempt, tess: AbstractBaseUser) -> None:
    assert "Your instructor has set" not in page(client, attempt)

    override_place(place(attempt), 0.5, "Half", tess, NOW)
    assert page(client, attempt).count("Your instructor has set these points.") == 1

    override_attempt(attempt, 0.25, "All in all", tess, NOW)
    assert page(client, attempt).count("Your instructor has set these points.") == 2
    assert "25% of the points." in page(client, attempt)
