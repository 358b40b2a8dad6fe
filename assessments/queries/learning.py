"""Reading what a learner's answers tell, and what there is to practise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce

from assessments.engine.kind import KINDS
from assessments.engine.variant import canonical
from assessments.models import Attempt, Item, Response
from assessments.queries.banks import posed
from assessments.queries.courses import practised_in, within_reach
from assessments.queries.statistics.effective import latest_judgement

LATEST = 2_000  # answers from before these say next to nothing about today
OTHER = "other-questions"  # of a bank: those whose kind has no skill of its own


@dataclass(frozen=True)
class Answered:
    """One answer, as much of it as learning is read from."""

    skill: str
    item: int
    variant: str
    session: int
    fraction: float
    at: datetime
    with_a_hint: bool
    is_final: bool  # or one of several of which the last one counts


def at_quizzes(user: AbstractBaseUser) -> QuerySet[Attempt]:
    return Attempt.real.filter(learner=user, assessment__isnull=False).select_related("assessment")


def answers(user: AbstractBaseUser, without: Iterable[UUID]) -> list[Answered]:
    """The learner's latest, oldest first, but for those of some attempts."""
    mine = Response.real.filter(session__attempt__learner=user).exclude(session__attempt__in=without)
    mine = mine.annotate(held=Coalesce(Subquery(latest_judgement("pk").values("score")[:1]), "score"))
    rows = mine.order_by("-pk").values_list(
        "session__item__kind",
        "session__item__bank",
        "session__item",
        "session__params",
        "session",
        "held",
        "created_at",
        "session__hints_used",
        "session__attempt__assessment__mode",
    )[:LATEST]
    return [
        Answered(
            skill=skill_of(kind, bank),
            item=item,
            variant=f"{item} {canonical(params)}",
            session=session,
            fraction=fraction,
            at=at,
            with_a_hint=hints > 0,
            is_final=mode != "deferred",
        )
        for kind, bank, item, params, session, fraction, at, hints, mode in reversed(list(rows))
    ]


def skill_of(kind: str, bank: int) -> str:
    """Of all kinds with that skill; where a kind has none, of the bank."""
    family = KINDS.get(kind)
    return family.skill if family and family.skill else f"{OTHER} {bank}"


def posed_for_practice(user: AbstractBaseUser) -> QuerySet[Item]:
    """What the learner may get in practice, bank by bank."""
    found = posed(Item.objects.filter(bank__in=practised_in(within_reach(user))))
    # Left out, as it is the largest part of a row and not looked at here.
    together = found.select_related("bank", "current").defer("draft", "current__content")
    return together.order_by("bank__title", "bank", "position", "slug")
