"""Starting an attempt at an assessment, or practice on a bank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext

from assessments.engine.dealing import dealt
from assessments.engine.variant import shuffled
from assessments.models import Assessment, Attempt, Bank, Item, ItemSession, Membership, Passback, Slot
from assessments.queries.accommodations import accommodation_for
from assessments.queries.attempts import earlier_attempts, has_unfinished, running_practice
from assessments.queries.banks import drawable, pools
from assessments.rules import Terms, must_have_joined, terms
from assessments.services.errors import Closed
from assessments.services.hooks.telling import tell_of_attempt
from assessments.services.taking.attempts import is_open, submit
from assessments.services.taking.deadlines import own_dates
from assessments.services.taking.drawing import drawn_after, last_positions, lock
from assessments.services.taking.withholding import withheld

PRACTICE_TRIES = 3


def start(learner: AbstractBaseUser, assessment: Assessment, now: datetime, password: str = "") -> Attempt:
    """The learner's open attempt, or a new one. Raises Closed with the reason."""
    submit_overdue(learner, assessment, now)  # apart: it stands where no new one may begin
    with transaction.atomic():
        lock(learner.pk)
        if running := left_open(learner, assessment):
            return running
        given = accommodation_for(learner.pk, assessment)
        agreed = terms(assessment, given)
        must_be_startable(learner, assessment, agreed, now)
        must_know(assessment, password)
        join(learner, assessment)
        ends = own_dates(given) | {"deadline": agreed.deadline(now)}
        attempt = Attempt(learner=learner, assessment=assessment, started_at=now, **ends)
        attempt.reported = Passback.objects.filter(link__assessment=assessment, person__user=learner).exists()
        fill(attempt, list(places(assessment, str(attempt.pk))), assessment.tries)
        if settings.XAPI_URL:
            tell_of_attempt("attempt.started", attempt, now)
        return attempt


def preview(teacher: AbstractBaseUser, assessment: Assessment, now: datetime) -> Attempt:
    """A fresh run as a learner would have it now, whatever the dates say; it counts nowhere. Raises Closed."""
    with transaction.atomic():
        lock(teacher.pk)
        left = Attempt.objects.filter(learner=teacher, assessment=assessment, is_preview=True, submitted_at=None)
        for running in left:
            submit(running, now)
        deadline = now + assessment.time_limit if assessment.time_limit else None
        attempt = Attempt(learner=teacher, assessment=assessment, is_preview=True, started_at=now, deadline=deadline)
        return fill(attempt, list(places(assessment, str(attempt.pk))), assessment.tries)


def forget_previews(assessments: Iterable[Assessment]) -> None:
    """They count nowhere, so they keep no quiz from being deleted."""
    Attempt.objects.filter(assessment__in=assessments, is_preview=True).delete()


def practise(learner: AbstractBaseUser, bank: Bank, now: datetime) -> Attempt:
    """The learner's open practice of a bank, or a new one over all its items. Raises Closed."""
    with transaction.atomic():
        lock(learner.pk)
        if running := running_practice(learner, bank):
            return running
        return begin_practice(Attempt(learner=learner, bank=bank, started_at=now), posed_items(bank))


def practise_these(
    learner: AbstractBaseUser, focus: str, bank: Bank | None, items: list[Item], now: datetime
) -> Attempt:
    """The open practice with this focus while a question of it is unfinished, or a new one. Raises Closed."""
    with transaction.atomic():
        lock(learner.pk)
        if running := running_practice(learner, bank, focus):
            if has_unfinished(running):
                return running
            submit(running, now)
        return begin_practice(Attempt(learner=learner, bank=bank, focus=focus, started_at=now), items)


def begin_practice(attempt: Attempt, items: list[Item]) -> Attempt:
    kept_back = withheld(attempt.learner, attempt.started_at)
    free = [one for one in items if not kept_back.quiz(one, has_variants=one.current.has_variants)]
    if items and not free:
        raise Closed(gettext("All of it is part of a quiz that is open and tells its answers later."))
    return fill(attempt, [Place(item) for item in free], PRACTICE_TRIES)


def submit_overdue(learner: AbstractBaseUser, assessment: Assessment, now: datetime) -> None:
    """No worker need have come by."""
    running = left_open(learner, assessment)
    if running and not is_open(running, now):
        submit(running, now)


def left_open(learner: AbstractBaseUser, assessment: Assessment) -> Attempt | None:
    return earlier_attempts(learner, assessment).filter(submitted_at=None).first()


def must_be_startable(learner: AbstractBaseUser, assessment: Assessment, agreed: Terms, now: datetime) -> None:
    if not agreed.is_open(now):
        raise Closed(gettext("This quiz is not open now."))
    allowed = agreed.attempts_allowed
    if allowed is not None and earlier_attempts(learner, assessment).count() >= allowed:
        raise Closed(gettext("You have used all your attempts at this quiz."))


def must_know(assessment: Assessment, password: str) -> None:
    if assessment.password and not constant_time_compare(password.strip(), assessment.password.strip()):
        raise Closed(gettext("That is not the quiz's password."))


def join(learner: AbstractBaseUser, assessment: Assessment) -> None:
    if must_have_joined(assessment):
        return
    Membership.objects.get_or_create(course_id=assessment.course_id, user=learner)


def posed_items(bank: Bank) -> list[Item]:
    """The bank's items that learners may get."""
    return list(drawable(bank).select_related("current"))


@dataclass(frozen=True)
class Place:
    item: Item
    points: float = 1.0
    section_id: int | None = None


def places(assessment: Assessment, seed: str) -> Iterator[Place]:
    """Fixed ones as they stand, draws without repeats inside the attempt."""
    slots = list(assessment.slots.select_related("item__current", "bank"))
    hands = drawn(pools(slots), seed)
    # A slot of one item is in no pool, and deals itself.
    for slot in slots:
        for item in hands.get(slot, [slot.item]):
            yield Place(item, float(slot.points), slot.section_id)


def drawn(found: Mapping[Slot, list[Item]], seed: str) -> dict[Slot, list[Item]]:
    items = {str(item.pk): item for pool in found.values() for item in pool}
    piles = [shuffled([str(item.pk) for item in pool], f"{seed}:{slot.pk}") for slot, pool in found.items()]
    hands = dealt(piles, [slot.draws for slot in found])
    return {slot: [items[pk] for pk in hand] for slot, hand in zip(found, hands, strict=True)}


def fill(attempt: Attempt, listed: list[Place], tries: int) -> Attempt:
    if not listed or any(place.item.current is None for place in listed):
        raise Closed(nothing_here(attempt))
    attempt.points = sum(place.points for place in listed)
    attempt.save(force_insert=True)
    ItemSession.objects.bulk_create(sessions(attempt, listed, tries))
    return attempt


def nothing_here(attempt: Attempt) -> str:
    if attempt.is_practice:
        return gettext("There is nothing to practise here yet.")
    return gettext("This quiz has no published questions yet.")


def sessions(attempt: Attempt, listed: list[Place], tries: int) -> Iterator[ItemSession]:
    """One for each place; an item that stands at several gets a variant for each."""
    met = last_positions(attempt, [place.item.pk for place in listed])
    for number, place in enumerate(listed, start=1):
        item = place.item
        drawn = drawn_after(met.get(item.pk, -1), attempt.learner_id, item.current)
        # Moved on at once, for an item that stands at another place as well.
        met[item.pk] = drawn["position"]
        yield ItemSession(
            attempt=attempt,
            number=number,
            item=item,
            revision=item.current,
            points=place.points,
            section_id=place.section_id,
            tries_allowed=tries,
            **drawn,
        )
