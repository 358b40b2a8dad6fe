"""People, banks, quizzes and attempts: each function makes all that it needs, and takes what the test cares about."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from assessments.engine.definition import Definition
from assessments.engine.proving.verify import Report
from assessments.models import Assessment, Attempt, Bank, Course, Item, ItemSession, Membership, Response, Slot
from assessments.services import banks
from assessments.services.courses.membership import enrol
from assessments.services.taking import attempts, starting

NOW = datetime(2020, 3, 2, 9, tzinfo=UTC)  # long ago by any clock that these tests may meet
PASSWORD = "a-password-for-tests"
# Three variants, whose right answers are (2, 3), (2, 5) and (2, 7).
THREE_SHAPES = {"domains": {"input_size": [3, 5, 7], "hidden_size": [2], "gate": ["f"]}}

numbers = count(1)


def a_learner(username: str = "", **fields: Any) -> AbstractBaseUser:
    name = username or f"learner-{next(numbers)}"
    return get_user_model().objects.create_user(name, password=PASSWORD, **fields)


def a_course(*members: AbstractBaseUser, **fields: Any) -> Course:
    """Open to all, unless told otherwise."""
    named = {"slug": f"course-{next(numbers)}", "title": "LSTM architecture", "open_to_all": True}
    course = Course.objects.create(**named | fields)
    Membership.objects.bulk_create(Membership(course=course, user=member) for member in members)
    return course


def a_member(course: Course, role: str = Membership.Role.LEARNER, username: str = "") -> AbstractBaseUser:
    user = a_learner(username)
    enrol(course, user, role, None, NOW)
    return user


def a_bank(**fields: Any) -> Bank:
    number = next(numbers)
    return Bank.objects.create(**{"slug": f"bank-{number}", "title": f"Bank {number}"} | fields)


def an_item(kind: str = "feed-forward-shape", bank: Bank | None = None, **definition: Any) -> Item:
    """A draft. Without a definition it draws from three shapes."""
    number = next(numbers)
    draft = definition if definition or kind != "feed-forward-shape" else THREE_SHAPES
    bank = bank or a_bank()
    return Item.objects.create(
        bank=bank, slug=f"item-{number}", title=f"Item {number}", kind=kind, draft=draft, position=number
    )


def a_published_item(kind: str = "feed-forward-shape", bank: Bank | None = None, **definition: Any) -> Item:
    return published(an_item(kind, bank, **definition))


def published(item: Item) -> Item:
    """Its draft as a revision, proof taken on trust: proving is for those tests that are about it."""
    definition = banks.definition_of(item)
    banks.keep(item, definition, a_proof_of(definition), None, NOW)
    return item


def a_proof_of(definition: Definition) -> Report:
    size = len(definition.space)
    return Report(space=size, tried=size, posable=size, verified=size)


def a_quiz(*items: Item, **settings: Any) -> Assessment:
    """One slot for each item, or for one that is made here."""
    course = settings.pop("course", None) or a_course()
    named = {"slug": f"quiz-{next(numbers)}", "title": "LSTM dimensions", "published": True}
    quiz = Assessment.objects.create(course=course, **named | settings)
    for position, item in enumerate(items or [a_published_item()], start=1):
        Slot.objects.create(assessment=quiz, position=position, item=item)
    return quiz


def a_started_attempt(learner: AbstractBaseUser | None = None, *items: Item, **settings: Any) -> Attempt:
    now = settings.pop("now", NOW)
    return starting.start(learner or a_learner(), a_quiz(*items, **settings), now)


def a_session(learner: AbstractBaseUser | None = None, *items: Item, **settings: Any) -> ItemSession:
    """The first place of an attempt that was just started."""
    return place(a_started_attempt(learner, *items, **settings))


def place(attempt: Attempt, number: int = 1) -> ItemSession:
    """The current variant there, fresh from the database."""
    return ItemSession.objects.get(attempt=attempt, number=number, current=True)


def answered(session: ItemSession, raw: str, now: datetime = NOW, known_draft: int | None = None) -> Response:
    return attempts.answer(session, raw, uuid4(), now, known_draft)[0]


def right(session: ItemSession) -> str:
    """By the lesson, not by the engine: a row for each hidden unit, a column for each entry of the input."""
    return f"({session.params['hidden_size']}, {session.params['input_size']})"


def transposed(session: ItemSession) -> str:
    return f"({session.params['input_size']}, {session.params['hidden_size']})"
