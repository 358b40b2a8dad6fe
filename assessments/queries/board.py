"""Where a class stands in an assessment right now. One query, however large the class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q

from assessments.models import Assessment, ItemSession

TODAY = timedelta(hours=12)  # what was submitted longer ago is over
STUCK = 2  # wrong answers to one variant
NAMED = 2  # questions at one place, before they are counted instead
STATES = ("answered", "working", "stuck", "untouched")


class Standing(NamedTuple):
    """One learner at one question."""

    attempt_id: UUID
    username: str
    first_name: str
    last_name: str
    submitted_at: datetime | None
    number: int
    title: str
    turn: int
    tries_used: int
    score: float
    finished_at: datetime | None
    draft: str
    earlier_best: float

    @property
    def learner(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.username

    @property
    def state(self) -> str:
        if self.finished_at or self.score >= 1 or self.earlier_best >= 1 or self.submitted_at:
            return "answered" if self.tries_used or self.turn > 1 else "untouched"
        if self.tries_used >= STUCK:
            return "stuck"
        return "working" if self.tries_used or self.draft or self.turn > 1 else "untouched"


@dataclass(frozen=True)
class Question:
    number: int
    titles: tuple[str, ...]
    counts: Counter[str]

    @property
    def title(self) -> str:
        return " / ".join(self.titles) if len(self.titles) <= NAMED else f"{len(self.titles)} questions, drawn"


@dataclass(frozen=True)
class Learner:
    attempt: UUID
    name: str
    has_submitted: bool
    counts: Counter[str]
    stuck_at: tuple[int, ...]


@dataclass(frozen=True)
class Board:
    questions: tuple[Question, ...]
    learners: tuple[Learner, ...]

    @property
    def submitted(self) -> int:
        return sum(learner.has_submitted for learner in self.learners)

    @property
    def stuck(self) -> int:
        return sum(bool(learner.stuck_at) for learner in self.learners)


def board(assessment: Assessment, now: datetime) -> Board:
    """Of the attempts that run, and those that were submitted lately."""
    lately = Q(attempt__submitted_at=None) | Q(attempt__submitted_at__gte=now - TODAY)
    sessions = ItemSession.real.filter(lately, attempt__assessment=assessment, current=True)
    who = {name: F(f"attempt__learner__{name}") for name in ("username", "first_name", "last_name")}
    renamed = {"submitted_at": F("attempt__submitted_at"), "title": F("item__title")}
    rows = sessions.annotate(**who, **renamed).order_by("attempt_id", "number").values_list(*Standing._fields)
    standings = [Standing(*row) for row in rows]
    return Board(tuple(questions(standings)), tuple(learners(standings)))


def questions(standings: Sequence[Standing]) -> Iterable[Question]:
    """By place; where items are drawn, learners have different ones there."""
    ordered = sorted(standings, key=attrgetter("number"))
    for number, here in groupby(ordered, key=attrgetter("number")):
        each = list(here)
        titles = tuple(dict.fromkeys(one.title for one in each))
        yield Question(number, titles, Counter(one.state for one in each))


def learners(standings: Sequence[Standing]) -> list[Learner]:
    """Whoever is stuck first."""
    found = []
    for attempt, here in groupby(standings, key=attrgetter("attempt_id")):
        each = list(here)
        stuck_at = tuple(one.number for one in each if one.state == "stuck")
        counts = Counter(one.state for one in each)
        found.append(Learner(attempt, each[0].learner, each[0].submitted_at is not None, counts, stuck_at))
    return sorted(found, key=lambda one: (one.has_submitted, -len(one.stuck_at), one.name.casefold()))
