"""What a learner has learnt and what is worth doing next, by the answers whose outcome the learner may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.contrib.auth.models import AbstractBaseUser
from django.utils.timezone import localdate

from assessments.engine.kind import KINDS, skill_title
from assessments.engine.learning import spacing
from assessments.engine.learning.mastery import Candidate, Given, Standing, next_best, standing
from assessments.engine.learning.spacing import Visit
from assessments.models import Attempt, Bank, Item
from assessments.models.attempt import REVIEW
from assessments.queries import learning as found
from assessments.queries.learning import Answered
from assessments.rules import told
from assessments.services.taking.starting import practise_these
from assessments.services.taking.withholding import withheld

PLACES = 5  # of a practice of one skill
AT_ONCE = 10  # questions of a review


@dataclass(frozen=True)
class Skill:
    bank: Bank
    slug: str
    standing: Standing
    items: tuple[Item, ...]  # in the order in which they are worth asking

    @property
    def title(self) -> str:
        return skill_title(self.slug)

    @property
    def candidate(self) -> Candidate:
        variants = sum(item.current.verification["posable"] for item in self.items)
        return Candidate(self.standing, min(item.level for item in self.items), variants)


@dataclass(frozen=True)
class Queue:
    due: tuple[Item, ...]  # the longest overdue first
    later: int = 0  # questions that come back another day
    next_at: datetime | None = None  # when the first of those does


def skills(learner: AbstractBaseUser, now: datetime) -> list[Skill]:
    """Every skill that the learner can practise, bank by bank in the order of its questions.

    What has no skill of its own comes last.
    """
    given = defaultdict[str, list[Answered]](list)
    for answer in evidence(learner, now):
        given[answer.skill].append(answer)
    kinds = groupby(free_items(learner, now), key=lambda item: item.bank)
    return [skill for bank, items in kinds for skill in skills_of(bank, items, given, now)]


def skills_of(bank: Bank, items: Iterable[Item], given: dict[str, list[Answered]], now: datetime) -> Iterator[Skill]:
    asked = defaultdict[str, list[Item]](list)
    for item in items:
        asked[found.skill_of(item.kind, bank.pk)].append(item)
    for key, ours in sorted(asked.items(), key=lambda one: one[0] == found.skill_of("", bank.pk)):
        answers = given[key]
        right = {answer.item for answer in answers if answer.fraction >= 1}
        ours.sort(key=lambda item: (item.pk in right, item.level, item.position))
        evidence = [Given(one.variant, one.fraction, one.at, one.with_a_hint) for one in answers]
        yield Skill(bank, key.split()[0], standing(evidence, now), tuple(ours))


def suggested(offered: Sequence[Skill]) -> Skill | None:
    place = next_best([one.candidate for one in offered])
    return None if place is None else offered[place]


def practise_skill(learner: AbstractBaseUser, bank: Bank, slug: str, now: datetime) -> Attempt:
    """Raises LookupError where there is no such skill to practise, and Closed."""
    ours = next((one for one in skills(learner, now) if (one.bank, one.slug) == (bank, slug)), None)
    if ours is None:
        raise LookupError(slug)
    return practise_these(learner, slug, bank, repeated(ours.items), now)


def repeated(items: Sequence[Item]) -> list[Item]:
    """Those with variants come again until there is enough to practise."""
    again = [item for item in items if item.current.has_variants]
    rounds = [*items, *(again * PLACES)]
    return rounds[: max(PLACES, len(items))]


def queue(learner: AbstractBaseUser, now: datetime) -> Queue:
    """A question is due for the whole of its day."""
    returning = {item: due for item, visits in visits_of(evidence(learner, now)) if (due := spacing.due(visits))}
    if not returning:
        return Queue(())
    items = sorted((one for one in free_items(learner, now) if one.pk in returning), key=lambda one: returning[one.pk])
    due = [one for one in items if localdate(returning[one.pk]) <= localdate(now)]
    later = items[len(due) :]
    return Queue(tuple(due), len(later), returning[later[0].pk] if later else None)


def visits_of(answers: Iterable[Answered]) -> Iterator[tuple[int, list[Visit]]]:
    """(item, its variants' first answers)"""
    visits = defaultdict[int, dict[int, Visit]](dict)
    for one in answers:
        visits[one.item].setdefault(one.session, Visit(one.fraction, one.at, one.with_a_hint))
    return ((item, list(by_session.values())) for item, by_session in visits.items())


def review(learner: AbstractBaseUser, now: datetime) -> Attempt:
    """The open review, or a new one of what is due. Raises Closed."""
    return practise_these(learner, REVIEW, None, list(queue(learner, now).due[:AT_ONCE]), now)


def evidence(learner: AbstractBaseUser, now: datetime) -> list[Answered]:
    """Oldest first. An exam that goes on tells nothing, and of answers that may be changed the last one tells."""
    untold = [one.pk for one in found.at_quizzes(learner) if "correctness" not in told(one, now)]
    answers = found.answers(learner, without=untold)
    last = {one.session: one for one in answers}
    return [one for one in answers if one.is_final or last[one.session] is one]


def free_items(learner: AbstractBaseUser, now: datetime) -> list[Item]:
    """What practice may ask this learner now."""
    kept_back = withheld(learner, now)
    posed = (item for item in found.posed_for_practice(learner) if item.kind in KINDS)
    return [one for one in posed if not kept_back.quiz(one, has_variants=one.current.has_variants)]
