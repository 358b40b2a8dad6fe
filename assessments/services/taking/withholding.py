"""Practice is no oracle: what an open quiz asks and tells later is left out, where practice would ask the very same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext

from assessments.models import Bank, Item, ItemSession
from assessments.queries.accommodations import accommodations_of, among
from assessments.queries.attempts import answered_items, submitted
from assessments.queries.courses import published_for, slots_of
from assessments.queries.learning import posed_for_practice
from assessments.rules import KEYS, keeps_keys, tells_later, terms, told
from assessments.services.errors import Closed


@dataclass(frozen=True)
class Withheld:
    """What open quizzes of a learner ask: item or bank → the title of the quiz."""

    items: Mapping[int, str] = field(default_factory=dict)
    banks: Mapping[int, str] = field(default_factory=dict)
    told: frozenset[int] = frozenset()  # items whose answer the learner has been told since

    def quiz(self, item: Item, *, has_variants: bool) -> str:
        """The quiz that keeps this item's answer; empty where there is none, or where practice asks for others."""
        if has_variants or item.pk in self.told:
            return ""
        return self.items.get(item.pk) or self.banks.get(item.bank_id, "")


def withheld(learner: AbstractBaseUser, now: datetime) -> Withheld:
    # From the cheapest question to the dearest: mostly the first list is empty already.
    later = [one for one in published_for(learner) if tells_later(one)]
    if not later:
        return Withheld()
    given = accommodations_of(learner.pk)
    keeping = [one.pk for one in later if keeps_keys(one, terms(one, among(given, one)), now)]
    if not keeping:
        return Withheld()
    slots = list(slots_of(keeping))
    return Withheld(
        items={slot.item_id: slot.quiz for slot in slots if slot.item_id},
        banks={slot.bank_id: slot.quiz for slot in slots if slot.bank_id},
        told=told_since(learner, keeping, now),
    )


def resting(learner: AbstractBaseUser, bank: Bank, now: datetime) -> dict[str, Any] | None:
    """How many questions of a bank rest for this learner, and for the sake of which quizzes; None for none."""
    kept_back = withheld(learner, now)
    if not (kept_back.items or kept_back.banks):
        return None
    posed = posed_for_practice(learner).filter(bank=bank)
    quizzes = [quiz for one in posed if (quiz := kept_back.quiz(one, has_variants=one.current.has_variants))]
    named = ", ".join(f"“{quiz}”" for quiz in dict.fromkeys(quizzes))
    return {"count": len(quizzes), "quizzes": named} if quizzes else None


def told_since(learner: AbstractBaseUser, assessments: Iterable[int], now: datetime) -> frozenset[int]:
    done = submitted(learner).filter(assessment__in=assessments)
    return frozenset(answered_items([attempt.pk for attempt in done if KEYS & told(attempt, now)]))


def quiz_keeping(session: ItemSession, now: datetime) -> str:
    """The quiz for whose sake practice tells nothing about this question now; mostly none, and seldom asked for."""
    if not session.attempt.is_practice or session.revision.has_variants:
        return ""
    return withheld(session.attempt.learner, now).quiz(session.revision.item, has_variants=False)


def must_not_be_kept(session: ItemSession, now: datetime) -> None:
    if quiz := quiz_keeping(session, now):
        raise Closed(reason(quiz))


def reason(quiz: str) -> str:
    words = gettext("This question is also part of “%(quiz)s”, which is open and tells its answers later.")
    return words % {"quiz": quiz}
