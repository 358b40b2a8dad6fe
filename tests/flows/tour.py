"""Every learner's page, in each state that it can be in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from assessments.models import Attempt, ItemSession
from assessments.services.taking import attempts
from tests.factories import NOW, a_published_item, a_started_attempt, answered, place
from tests.routes import NO_PAGES, addresses

# A kind for each way of answering, with an answer that is wrong; where there are options, any will do.
KINDS = {
    "feed-forward-shape": "(999, 999)",
    "layer-parameters": "999",
    "forget-gate-value": "0.999",
    "gate-range-on-box": "(0.998, 0.999)",
    "gate-rows": "998 to 999",
    "kept-part": "(0.998, 0.999)",
    "gate-sums-of-batch": "[[998, 999], [998, 999]]",
    "activations": "\n".join(["tanh"] * 5),
    "step-by-parts": "\n".join(["0.999"] * 6),
    "possible-gate-value": "",
    "sign-of-hidden-state": "",
}


def everything_at_once(learner: AbstractBaseUser, **settings: Any) -> Attempt:
    items = (a_published_item(kind) for kind in KINDS)
    return a_started_attempt(learner, *items, **{"tries": 3, "title": "Everything at once"} | settings)


def answer_wrongly(session: ItemSession) -> None:
    form, key = session.variant.format, session.variant.key
    wrong = (text for text, _ in session.shown.options if form.credit(form.parse(text), key) < 1)
    answered(session, KINDS[session.item.kind] or next(wrong))


def reveal(session: ItemSession) -> None:
    attempts.reveal(session, NOW)


def another(session: ItemSession) -> None:
    attempts.another(session, NOW)


def tour(page: Any, attempt: Attempt) -> Iterator[str]:
    """Opens one page after another: all questions in each state that they can be in, then all other routes."""
    numbers = range(1, len(KINDS) + 1)
    for what in (None, answer_wrongly, reveal, another):
        for number in numbers:
            if what:
                what(place(attempt, number))
            yield visited(page, addresses(attempt, number)["item"])
    for name, url in addresses(attempt).items():
        if name not in NO_PAGES:
            yield visited(page, url)
    attempts.submit(attempt, NOW)
    yield visited(page, addresses(attempt)["review"])
    yield visited(page, addresses(attempt)["assessment"])
    yield visited(page, "/nowhere/")


def visited(page: Any, url: str) -> str:
    page.goto(url)
    return url
