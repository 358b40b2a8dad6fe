"""Replaying attempts: each place from its first answer to its last, and what that changes.

Rows, not objects, come in: there are many of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from assessments.engine.grade import Outcome
from assessments.engine.replay import Standing, replay
from assessments.engine.scoring import Answered, Ledger, Rules
from assessments.models import Assessment, Attempt, AttemptChange, Judgement, Regrade, SessionChange
from assessments.queries.regrades import Given, Held, Kept, Place, given_in, places_of, sessions_of
from assessments.rules import closes_when_right
from assessments.services.regrading.judging import Asked, Judge

JUDGED = ("read_as", "key", "score", "misconception", "diagnosis", "remark")
TOLD = 3  # answers to a variant
RULES = "the quiz's rules of scoring are others today"

Again = tuple[Given, Held, Outcome]  # an answer, what holds of it, and what it is judged to be now
Change = tuple[int, SessionChange]  # with the number of the place


@dataclass(frozen=True)
class Counting:
    """What an assessment makes of answers; looked up once."""

    assessment: Assessment
    rules: Rules
    closes: bool
    due_at: datetime | None = None  # where the learner has one of their own

    @classmethod
    def by(cls, assessment: Assessment) -> Counting:
        return cls(assessment, assessment.scoring, closes_when_right(assessment))

    def replayed(self, variants: Sequence[Sequence[Again]]) -> list[Standing]:
        return list(replay([list(map(self.answered, again)) for again in variants], self.rules, closes=self.closes))

    def answered(self, again: Again) -> Answered:
        given, _, outcome = again
        return Answered(outcome.score, outcome.read_as, self.assessment.credit(given.created_at, self.due_at))


@dataclass
class Changes:
    """What a part of a regrade has found."""

    responses: int = 0
    kept: int = 0
    judgements: list[Judgement] = field(default_factory=list)
    sessions: list[SessionChange] = field(default_factory=list)
    attempts: list[AttemptChange] = field(default_factory=list)


def replayed(regrade: Regrade, attempts: Sequence[Attempt], judge: Judge) -> Changes:
    """Reads, and writes nothing. Raises Incompatible."""
    changes, touched, counting = Changes(), dict[UUID, list[Change]](), Counting.by(regrade.assessment)
    places, due = places_of(attempts), {one.pk: one.due_at for one in attempts}
    asked = [place.pk for place in places if regrade.item_id in {None, place.item_id}]
    given = given_in(asked)
    for (attempt, number), sessions in groupby(sessions_of(asked), key=attrgetter("attempt_id", "number")):
        again = [(one, judged(Asked.by(one), given[one.pk], judge)) for one in sessions]
        for change in place_changes(regrade, again, replace(counting, due_at=due[attempt]), changes):
            touched.setdefault(attempt, []).append((number, change))
    changes.sessions = [change for found in touched.values() for _, change in found]
    changes.attempts = list(attempt_changes(regrade, attempts, places, touched))
    return changes


def judged(asked: Asked, answers: Sequence[tuple[Given, Held]], judge: Judge) -> list[Again]:
    return [(answer, held, judge.outcome(asked, answer.raw)) for answer, held in answers]


def place_changes(
    regrade: Regrade, again: Sequence[tuple[Kept, Sequence[Again]]], counting: Counting, changes: Changes
) -> Iterator[SessionChange]:
    """Writes down what it judges differently, unless the place would lose and is not to."""
    last, _ = again[-1]
    changes.responses += sum(len(answers) for _, answers in again)
    standings = counting.replayed([each for _, each in again])
    # By the whole place, not by answer: what one answer loses another one may win.
    if regrade.never_lower and standings[-1].earned < last.earned:
        changes.kept += 1
        return
    changes.judgements += [judgement(regrade, one) for _, each in again for one in each if differs(one)]
    for (session, each), standing in zip(again, standings, strict=True):
        if standing != Standing(session.score, session.earlier_best, Ledger.read(session.ledger)):
            yield session_change(regrade, session, standing, why(regrade, each))


def differs(again: Again) -> bool:
    _, held, outcome = again
    return held.parts != outcome.part_facts() or any(getattr(held, name) != getattr(outcome, name) for name in JUDGED)


def judgement(regrade: Regrade, again: Again) -> Judgement:
    given, _, outcome = again
    columns = {name: getattr(outcome, name) for name in JUDGED}
    return Judgement(regrade_id=regrade.pk, response_id=given.pk, parts=outcome.part_facts(), **columns)


def session_change(regrade: Regrade, session: Kept, standing: Standing, reason: str) -> SessionChange:
    return SessionChange(
        regrade_id=regrade.pk,
        session_id=session.pk,
        why=reason,
        old_score=session.score,
        old_earned=session.earned,
        old_earlier_best=session.earlier_best,
        old_ledger=session.ledger,
        new_score=standing.score,
        new_earned=standing.earned,
        new_earlier_best=standing.earlier_best,
        new_ledger=standing.ledger.facts(),
    )


def why(regrade: Regrade, again: Sequence[Again]) -> str:
    """The answers that are worth something else now; of many the last, which tell most."""
    changed = [(held, outcome) for _, held, outcome in again if held.score != outcome.score]
    if not changed:
        return RULES
    told = ", ".join(list(dict.fromkeys(map(worth, changed)))[-TOLD:])
    held, outcome = changed[-1]
    if held.key != outcome.key:
        return f"{told}: the key is “{outcome.key}”, not “{held.key}”"
    return f"{told}: {mend_words(regrade)}" if regrade.disregard or regrade.always_correct else told


def worth(changed: tuple[Held, Outcome]) -> str:
    held, outcome = changed
    return f"“{outcome.read_as}” was {held.score:.0%} right and is {outcome.score:.0%}"


def mend_words(regrade: Regrade) -> str:
    left_out = [f"“{text}” is disregarded" for text in regrade.disregard]
    return ", ".join([*left_out, *(f"“{text}” is accepted as right" for text in regrade.always_correct)])


def attempt_changes(
    regrade: Regrade, attempts: Sequence[Attempt], places: Sequence[Place], touched: Mapping[UUID, Sequence[Change]]
) -> Iterator[AttemptChange]:
    """Of the attempts with changed sessions, those whose points change; points set by hand stay."""
    by_pk = {attempt.pk: attempt for attempt in attempts}
    for pk, sessions in groupby(places, key=attrgetter("attempt_id")):
        attempt = by_pk[pk]
        if pk not in touched or attempt.override is not None:
            continue
        earned = {change.session_id: change.new_earned for _, change in touched[pk]}
        new_score = sum(one.counted(earned.get(one.pk, one.earned)) for one in sessions if one.current)
        if new_score != attempt.score:
            told = "; ".join(dict.fromkeys(f"question {number}: {change.why}" for number, change in touched[pk]))
            yield AttemptChange(
                regrade_id=regrade.pk, attempt_id=pk, old_score=attempt.score, new_score=new_score, why=told
            )
