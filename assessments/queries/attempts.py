"""Reading attempts. What is not the learner's own does not exist for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, F, IntegerField, Max, OuterRef, Prefetch, QuerySet, UUIDField

from assessments.models import Assessment, Attempt, Bank, Endpoint, ItemSession, Judgement, ProblemReport, Response
from assessments.prepared import Given, prepared

# Of what a question's page is made from, what it does not show; each column costs as much as a small template.
UNSHOWN = (
    "attempt__bank__description",
    "attempt__assessment__instructions",
    "attempt__assessment__password",
    "attempt__assessment__origin",
    "revision__digest",
    "revision__note",
    "revision__published_at",
    "revision__published_by",
    "revision__item__bank",
    "revision__item__difficulty",
    "revision__item__draft",
    "revision__item__current",
    "revision__item__archived",
    "revision__item__archived_at",
    "revision__item__trials",
    "revision__item__position",
)
AT_A_GLANCE = (
    *("attempt", "number", "turn", "points", "tries_used", "score", "earned", "earlier_best"),
    *("override", "flagged", "draft", "window", "finished_at"),
)
OF_EARLIER = ("attempt", "number", "turn", "params", "question", "score", "latest")
FEW = 5  # practice goes on and on, and its page must not grow with it; the result tells all
KEPT = ("tries_used", "score", "earned", "ledger", "latest", "draft", "draft_number", "finished_at")
RENEWED = (*KEPT, "revealed", "flagged")  # what another request may have changed meanwhile
OF_ATTEMPT = ("submitted_at", "deadline", "due_at", "reported", "score")
RUNNING = {f"attempt_{name}": F(f"attempt__{name}") for name in OF_ATTEMPT}
HELD = Prefetch(
    "responses__judgements",
    Judgement.objects.filter(regrade__applied_at__isnull=False, regrade__undone_at=None).select_related(
        "regrade__revision"
    ),
)


def attempt_for(user: AbstractBaseUser, attempt_id: UUID) -> Attempt:
    """Raises Attempt.DoesNotExist."""
    return Attempt.objects.select_related("assessment", "bank").get(pk=attempt_id, learner=user)


def last_kept(user: AbstractBaseUser, attempt_id: UUID) -> datetime | None:
    """When the learner's attempt last took an answer or a draft."""
    mine = Attempt.objects.filter(pk=attempt_id, learner=user.pk)
    moments = mine.aggregate(typed=Max("sessions__drafted_at"), answered=Max("sessions__responses__created_at"))
    return max((moment for moment in moments.values() if moment), default=None)


def open_session_for(user: AbstractBaseUser, attempt_id: UUID, number: int) -> ItemSession:
    """The current variant at a place of the learner's attempt. Raises ItemSession.DoesNotExist."""
    session = shown.first(user.pk, attempt_id, number)
    if session is None:
        raise ItemSession.DoesNotExist
    return session


@prepared(learner=IntegerField(), attempt=UUIDField(), number=IntegerField())
def shown(learner: Given, attempt: Given, number: Given) -> QuerySet[ItemSession]:
    together = ItemSession.objects.select_related("attempt__assessment", "attempt__bank", "revision__item", "section")
    reported = Exists(ProblemReport.objects.filter(session=OuterRef("pk")))
    return (
        together.defer(*UNSHOWN)
        .annotate(is_reported=reported)
        .filter(attempt__learner=learner, attempt=attempt, number=number, current=True)
        .order_by()
    )


def variant_for(user: AbstractBaseUser, attempt_id: UUID, number: int, turn: int | None = None) -> ItemSession:
    """The variant of that turn at a place of the learner's attempt, or else the current one, without its revision.

    Raises ItemSession.DoesNotExist.
    """
    place = (user.pk, attempt_id, number)
    session = current_at.first(*place) if turn is None else turn_at.first(*place, turn)
    if session is None:
        raise ItemSession.DoesNotExist
    return session


@prepared(learner=IntegerField(), attempt=UUIDField(), number=IntegerField())
def current_at(learner: Given, attempt: Given, number: Given) -> QuerySet[ItemSession]:
    return places(attempt__learner=learner, attempt=attempt, number=number, current=True)


@prepared(learner=IntegerField(), attempt=UUIDField(), number=IntegerField(), turn=IntegerField())
def turn_at(learner: Given, attempt: Given, number: Given, turn: Given) -> QuerySet[ItemSession]:
    return places(attempt__learner=learner, attempt=attempt, number=number, turn=turn)


def places(**which: Any) -> QuerySet[ItemSession]:
    return ItemSession.objects.select_related("attempt__assessment").filter(**which).order_by()


def palette(attempt: Attempt) -> list[ItemSession]:
    """The current variant at each place, as far as it is seen at a glance."""
    return at_a_glance(attempt.pk)


@prepared(attempt=UUIDField())
def at_a_glance(attempt: Given) -> QuerySet[ItemSession]:
    return ItemSession.objects.filter(attempt=attempt, current=True).only(*AT_A_GLANCE).order_by("number")


@prepared(attempt=UUIDField(), intent=UUIDField())
def locked(attempt: Given, intent: Given) -> QuerySet[ItemSession]:
    """The same with what another request may have changed, locked with the attempt until the transaction ends.

    `sent` tells whether it has a response to that intent, `heard` whether anybody listens to its course, and
    `attempt_score` and the like how the attempt stands: an attempt for each place would be made for nothing.
    """
    # Asked along, as each query of its own would cost as much as the answer's whole reading.
    sent = Exists(Response.objects.filter(session=OuterRef("pk"), intent=intent))
    heard = Exists(Endpoint.objects.filter(course__assessments=OuterRef("attempt__assessment"), disabled_at=None))
    current = ItemSession.objects.filter(attempt=attempt, current=True).only(*AT_A_GLANCE, *RENEWED)
    # Always by number, so that two requests lock the same places in the same order.
    return current.select_for_update(no_key=True).annotate(sent=sent, heard=heard, **RUNNING).order_by("number")


def summary(attempt: Attempt) -> QuerySet[ItemSession]:
    """The current variant at each place, with its item and all that is needed to read what is typed."""
    return attempt.sessions.filter(current=True).select_related("item", "revision").order_by("number")


def earlier_variants(session: ItemSession) -> list[ItemSession]:
    """The last few variants that the learner had at this place before, the latest last."""
    return variants_before(session.attempt_id, session.number, session.turn)[::-1]


@prepared(attempt=UUIDField(), number=IntegerField(), turn=IntegerField())
def variants_before(attempt: Given, number: Given, turn: Given) -> QuerySet[ItemSession]:
    before = ItemSession.objects.filter(attempt=attempt, number=number, turn__lt=turn).only(*OF_EARLIER)
    return before.order_by("-turn")[:FEW]


def latest_response(session: ItemSession) -> Response | None:
    return last_response.first(session.pk) if session.tries_used else None


@prepared(session=IntegerField())
def last_response(session: Given) -> QuerySet[Response]:
    return Response.objects.filter(session=session).order_by("-pk")[:1]


def reviewed(attempt: Attempt) -> QuerySet[ItemSession]:
    """Every variant of the attempt in order, with its responses and what holds of them."""
    together = attempt.sessions.select_related("revision", "item")
    return together.prefetch_related("responses", HELD, "late_drafts").order_by("number", "turn")


def history_of(user: AbstractBaseUser) -> QuerySet[Attempt]:
    return Attempt.real.filter(learner=user).select_related("assessment", "bank")


def earlier_attempts(user: AbstractBaseUser, assessment: Assessment) -> QuerySet[Attempt]:
    return history_of(user).filter(assessment=assessment)


def running_practice(user: AbstractBaseUser, bank: Bank | None, focus: str = "") -> Attempt | None:
    """Of a bank, of a skill in it, or, with neither, the review."""
    running = Attempt.objects.filter(learner=user, assessment=None, submitted_at=None)
    return running.filter(bank=bank, focus=focus).first()


def has_unfinished(attempt: Attempt) -> bool:
    return attempt.sessions.filter(current=True, finished_at=None).exists()


def submitted(user: AbstractBaseUser) -> QuerySet[Attempt]:
    """The learner's submitted attempts at assessments, each with its assessment, the earliest first."""
    done = history_of(user).filter(assessment__isnull=False, submitted_at__isnull=False)
    return done.order_by("assessment", "started_at")


def answered_items(attempts: Iterable[UUID]) -> QuerySet[ItemSession, int]:
    """The items that were answered in them."""
    return ItemSession.objects.filter(attempt__in=attempts, tries_used__gt=0).values_list("item", flat=True)


def open_attempts(user: AbstractBaseUser) -> dict[int, Attempt]:
    """Assessment → the attempt that the learner can go on with."""
    running = Attempt.real.filter(learner=user, assessment__isnull=False, submitted_at=None)
    return {attempt.assessment_id: attempt for attempt in running}
