"""Scores by learner and assessment. Three queries, however many learners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean
from typing import NamedTuple
from uuid import UUID

from assessments.engine.scoring import kept_score
from assessments.models import Assessment, Attempt, Course, Membership


class Person(NamedTuple):
    """Who is graded."""

    pk: int
    username: str
    first_name: str
    last_name: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.username


class Taken(NamedTuple):
    """An attempt, as much of it as the gradebook needs."""

    pk: UUID
    assessment_id: int
    learner_id: int
    score: float
    points: float
    override: float | None
    submitted_at: datetime | None


@dataclass(frozen=True)
class Cell:
    """What one learner has at one assessment."""

    taken: tuple[Taken, ...]  # oldest first, at least one
    kept: str
    points: float  # of the whole column, whatever could be had in these attempts

    @property
    def submitted(self) -> tuple[Taken, ...]:
        return tuple(one for one in self.taken if one.submitted_at is not None)

    @property
    def score(self) -> float | None:
        """None while nothing is submitted."""
        if not self.submitted:
            return None
        return kept_score(self.kept, [(one.score, one.points) for one in self.submitted], self.points)

    @property
    def is_running(self) -> bool:
        return len(self.submitted) < len(self.taken)

    @property
    def by_hand(self) -> bool:
        return any(one.override is not None for one in self.submitted)

    @property
    def latest(self) -> UUID:
        return (self.submitted or self.taken)[-1].pk


@dataclass(frozen=True)
class Column:
    """One assessment over all learners who have submitted it."""

    assessment: Assessment
    scores: tuple[float, ...]
    points: float

    @property
    def n(self) -> int:
        return len(self.scores)

    @property
    def mean(self) -> float | None:
        return fmean(self.scores) if self.scores else None


@dataclass(frozen=True)
class Row:
    person: Person
    cells: tuple[Cell | None, ...]  # one for each column


@dataclass(frozen=True)
class Book:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def gradebook(course: Course) -> Book:
    """Everyone who learns in the course, or has an attempt at one of its assessments, by name."""
    assessments = list(Assessment.objects.filter(course=course).order_by("position", "title"))
    people = {person.pk: person for person in learners_in(course)}
    taken, points = defaultdict[tuple[int, int], list[Taken]](list), defaultdict[int, float](float)
    for person, one in attempts_in(course):
        # Who has left the course, or teaches in it, and has an attempt, has a row as well.
        people.setdefault(person.pk, person)
        taken[one.assessment_id, one.learner_id].append(one)
        points[one.assessment_id] = max(points[one.assessment_id], one.points)
    cells = {
        (assessment.pk, learner): Cell(tuple(taken[assessment.pk, learner]), assessment.kept, points[assessment.pk])
        for assessment in assessments
        for learner in people
        if (assessment.pk, learner) in taken
    }
    ordered = sorted(people.values(), key=lambda person: (person.last_name or person.username).casefold())
    rows = [Row(person, tuple(cells.get((one.pk, person.pk)) for one in assessments)) for person in ordered]
    return Book(tuple(column(one, cells, points[one.pk]) for one in assessments), tuple(rows))


def column(assessment: Assessment, cells: Mapping[tuple[int, int], Cell], points: float) -> Column:
    scores = (cell.score for (pk, _), cell in cells.items() if pk == assessment.pk)
    return Column(assessment, tuple(score for score in scores if score is not None), points)


def learners_in(course: Course) -> Iterator[Person]:
    learning = Membership.objects.filter(course=course, role=Membership.Role.LEARNER, active=True)
    return (
        Person(*row) for row in learning.values_list("user", "user__username", "user__first_name", "user__last_name")
    )


def attempts_in(course: Course) -> Iterator[tuple[Person, Taken]]:
    """The oldest first, each with its learner."""
    attempts = Attempt.real.filter(assessment__course=course).order_by("started_at")
    who = ("learner", "learner__username", "learner__first_name", "learner__last_name")
    for row in attempts.values_list(*who, *Taken._fields):
        yield Person(*row[: len(who)]), Taken(*row[len(who) :])


def named(rows: Sequence[Row], words: str) -> tuple[Row, ...]:
    """Those whose name has all the words."""
    wanted = words.casefold().split()
    return tuple(
        row for row in rows if all(word in f"{row.person.name} {row.person.username}".casefold() for word in wanted)
    )
