"""A quiz whose one question has the wrong key, and many who have answered it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model

from assessments.engine.grade import grade
from assessments.engine.scoring import total
from assessments.engine.variant import build
from assessments.models import Assessment, Attempt, Item, ItemSession, Regrade, Response, Revision
from assessments.rules import closes_when_right
from tests.factories import NOW, a_published_item, a_quiz, numbers, published

OPTIONS = ("sigmoid", "tanh", "ReLU")
LATER = NOW + timedelta(days=1)
# What learners chose, one after the other. The key says tanh, and sigmoid is right.
WAYS = (("sigmoid", "tanh"), ("tanh",), ("ReLU", "sigmoid"), ("ReLU", "tanh"), ("sigmoid", "ReLU"))


def given(right: str) -> dict[str, Any]:
    return {"options": options(right), "solution": f"It is {right}, as every gate."}


def options(right: str) -> list[dict[str, Any]]:
    return [{"text": text, "right": text == right} for text in OPTIONS]


def a_miskeyed_item() -> Item:
    return a_published_item("authored-choice", given=given("tanh"), stem="Which function opens a gate?")


def mended(item: Item, right: str = "sigmoid") -> Revision:
    """Published anew with another key."""
    item.draft = item.draft | {"given": given(right)}
    return published(item).current


@dataclass(frozen=True)
class Answering:
    """Where what a learner does ends up."""

    quiz: Assessment
    item: Item

    def crowd(self, responses: int, now: datetime = NOW) -> None:
        """As many answers as asked for, give or take the last learner's, as services/taking would have kept them."""
        ways, rows, answers = cycle(WAYS), [], 0
        while answers < responses:
            rows.append(next(ways))
            answers += len(rows[-1])
        people = get_user_model().objects.bulk_create(get_user_model()(username=f"taker-{next(numbers)}") for _ in rows)
        attempts = [self.attempt(person.pk, now) for person in people]
        sessions = [self.session(attempt, str(place)) for place, attempt in enumerate(attempts)]
        kept = [one for session, way in zip(sessions, rows, strict=True) for one in self.taken(session, way, now)]
        for attempt, session in zip(attempts, sessions, strict=True):
            attempt.score = total([(session.points, session.earned)])
        for model, made in ((Attempt, attempts), (ItemSession, sessions), (Response, kept)):
            model.objects.bulk_create(made, batch_size=500)

    def attempt(self, learner: int, now: datetime) -> Attempt:
        return Attempt(id=uuid4(), learner_id=learner, assessment=self.quiz, started_at=now, submitted_at=now, points=1)

    def session(self, attempt: Attempt, seed: str) -> ItemSession:
        _, question = build(self.item.current.definition, {}, seed)
        return ItemSession(
            attempt=attempt,
            number=1,
            item=self.item,
            revision=self.item.current,
            position=0,
            seed=seed,
            params={},
            question=question.facts(),
            tries_allowed=self.quiz.tries,
        )

    def taken(self, session: ItemSession, way: tuple[str, ...], now: datetime) -> list[Response]:
        kept = []
        for text in way[: session.tries_allowed]:
            outcome = grade(session.variant, text)
            session.earn(outcome.score, outcome.read_as, now)
            session.tries_used += 1
            session.latest = outcome.read_as
            kept.append(
                Response(
                    session=session,
                    intent=uuid4(),
                    raw=text,
                    read_as=outcome.read_as,
                    key=outcome.key,
                    score=outcome.score,
                    misconception=outcome.misconception,
                    diagnosis=outcome.diagnosis,
                    created_at=now,
                )
            )
            if closes_when_right(session.attempt.assessment) and outcome.score >= 1:
                break
        return kept


def a_miskeyed_quiz(**settings: Any) -> Answering:
    item = a_miskeyed_item()
    quiz = a_quiz(item, **{"tries": 2, "penalty": 0.25} | settings)
    return Answering(quiz, item)


def a_regrade(quiz: Assessment, **choices: Any) -> Regrade:
    return Regrade(assessment=quiz, **choices)


def state(quiz: Assessment) -> list[tuple[UUID, float, list[Any]]]:
    """Every attempt's points with all that its places remember."""
    columns = ("number", "turn", "score", "earned", "earlier_best", "ledger", "override")
    attempts = Attempt.objects.filter(assessment=quiz).order_by("pk")
    return [(one.pk, one.score, list(one.sessions.order_by("pk").values_list(*columns))) for one in attempts]
