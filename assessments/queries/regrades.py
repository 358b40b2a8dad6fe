"""Reading what regrades are made of and what they have found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from assessments.models import (
    Assessment,
    Attempt,
    AttemptChange,
    Item,
    ItemSession,
    Judgement,
    Regrade,
    Response,
    Revision,
    SessionChange,
)


class Place(NamedTuple):
    """A session, as much of it as an attempt's points need."""

    pk: int
    attempt_id: UUID
    item_id: int
    current: bool
    points: float
    earned: float
    override: float | None

    def counted(self, earned: float) -> float:
        return self.points * earned if self.override is None else self.override


class Kept(NamedTuple):
    """A session, as much of it as replaying needs."""

    pk: int
    attempt_id: UUID
    number: int
    revision_id: int
    score: float
    earned: float
    earlier_best: float
    ledger: dict[str, Any]
    params_text: str
    widget: str
    options_text: str


class Given(NamedTuple):
    """A response with what was made of it."""

    pk: int
    session_id: int
    raw: str
    created_at: datetime
    read_as: str
    key: str
    score: float
    misconception: str
    diagnosis: str
    remark: str
    parts: list[dict[str, Any]] | None


Held = Given | Judgement


def attempts_of(regrade: Regrade) -> QuerySet[Attempt]:
    """The submitted attempts that it replays, in the order that it does. Those that run go on by their own revision."""
    # Up to its beginning: of what is handed in meanwhile, the cursor has passed some already.
    chosen = Attempt.real.filter(assessment=regrade.assessment_id, submitted_at__lte=regrade.created_at)
    return (chosen.filter(pk__in=regrade.chosen) if regrade.chosen else chosen).order_by("pk")


def running_attempts(regrade: Regrade) -> int:
    return Attempt.real.filter(assessment=regrade.assessment_id, submitted_at=None).count()


def next_attempts(regrade: Regrade, most: int) -> list[Attempt]:
    rest = attempts_of(regrade)
    found = list((rest.filter(pk__gt=regrade.cursor) if regrade.cursor else rest)[:most])
    for attempt in found:
        attempt.assessment = regrade.assessment  # one object for all
    return found


def current_points(attempts: Sequence[Attempt]) -> QuerySet[ItemSession]:
    """What each place of each attempt brings, in order; no more of it than counting needs."""
    current = ItemSession.objects.filter(attempt__in=attempts, current=True).order_by("attempt_id", "number")
    return current.only("attempt", "points", "earned", "override")


def places_of(attempts: Sequence[Attempt]) -> list[Place]:
    """Every session of theirs, in order."""
    sessions = ItemSession.objects.filter(attempt__in=attempts).order_by("attempt_id", "number", "turn")
    return [Place(*row) for row in sessions.values_list(*Place._fields)]


def sessions_of(pks: Sequence[int] | QuerySet[Any]) -> Iterator[Kept]:
    """What was asked stays text: most of it is the same text as another's, and need not be read again."""
    asked = {
        "params_text": Cast("params", TextField()),
        "widget": KT("question__widget"),
        "options_text": KT("question__options"),
    }
    sessions = ItemSession.objects.filter(pk__in=pks).order_by("attempt_id", "number", "turn")
    return (Kept(*row) for row in sessions.annotate(**asked).values_list(*Kept._fields))


def given_in(sessions: Sequence[int]) -> Mapping[int, Sequence[tuple[Given, Held]]]:
    """Session → its answers in order, each with what holds of it: the latest regrade's judgement, or its own."""
    judgements = Judgement.objects.filter(
        response__session__in=sessions, regrade__applied_at__isnull=False, regrade__undone_at=None
    )
    # In the order in which they were applied, so that the last one stays.
    latest = {one.response_id: one for one in judgements.order_by("regrade__applied_at", "pk")}
    found = defaultdict[int, list[tuple[Given, Held]]](list)
    for row in Response.objects.filter(session__in=sessions).order_by("pk").values_list(*Given._fields):
        given = Given(*row)
        found[given.session_id].append((given, latest.get(given.pk, given)))
    return found


def one_session_a_revision(regrade: Regrade) -> Iterator[Kept]:
    """A session of each revision that was posed, and of each question, to see whether they can be judged at all."""
    sessions = ItemSession.objects.filter(attempt__in=attempts_of(regrade))
    if regrade.item_id:
        sessions = sessions.filter(item=regrade.item_id)
    firsts = sessions.order_by().values("revision").annotate(first=Min("pk")).values("first")
    return sessions_of(firsts)


def attempts_touched(regrade: Regrade) -> QuerySet[Attempt]:
    touched = SessionChange.objects.filter(regrade=regrade).values("session__attempt")
    return Attempt.objects.filter(pk__in=touched).order_by("pk")


def other_decisions_since(regrade: Regrade) -> bool:
    """Whether the assessment's regrades have changed since this dry run began."""
    since = Q(applied_at__gte=regrade.created_at) | Q(undone_at__gte=regrade.created_at)
    return Regrade.objects.filter(since, assessment=regrade.assessment_id).exclude(pk=regrade.pk).exists()


def regrades_on_top(regrade: Regrade) -> QuerySet[Regrade]:
    """Those that hold and have changed or judged the same sessions since."""
    later = Regrade.objects.filter(assessment=regrade.assessment_id, applied_at__gte=regrade.applied_at, undone_at=None)
    above = [one.pk for one in later.exclude(pk=regrade.pk) if touch_the_same(one, regrade)]
    return Regrade.objects.filter(pk__in=above).order_by("-applied_at", "-pk")


def touch_the_same(one: Regrade, other: Regrade) -> bool:
    return sessions_touched(one).filter(pk__in=sessions_touched(other).values("pk")).exists()


def sessions_touched(regrade: Regrade) -> QuerySet[ItemSession]:
    """Also where only what is told of an answer changed: it would hold beside the scores from before."""
    changed = SessionChange.objects.filter(regrade=regrade).values("session")
    judged = Judgement.objects.filter(regrade=regrade).values("response__session")
    return ItemSession.objects.filter(Q(pk__in=changed) | Q(pk__in=judged))


@dataclass(frozen=True)
class Outcome:
    """How many attempts a regrade changes."""

    changed: int
    up: int
    down: int


def outcome_of(regrade: Regrade) -> Outcome:
    up = Count("pk", filter=Q(new_score__gt=F("old_score")))
    counts = regrade.attempt_changes.aggregate(changed=Count("pk"), up=up)
    return Outcome(counts["changed"], counts["up"], counts["changed"] - counts["up"])


def changes_in(regrade: Regrade) -> QuerySet[AttemptChange]:
    """What would lose first, and most."""
    changes = regrade.attempt_changes.select_related("attempt__learner")
    return changes.annotate(gain=F("new_score") - F("old_score")).order_by("gain", "pk")


def items_answered(assessment: Assessment) -> QuerySet[Item]:
    answered = ItemSession.real.filter(attempt__assessment=assessment).values("item")
    return Item.objects.filter(pk__in=answered).order_by("title")


def revisions_answered(assessment: Assessment) -> QuerySet[Revision]:
    """Every revision of the questions that were asked."""
    revisions = Revision.objects.filter(item__in=items_answered(assessment).values("pk"))
    return revisions.select_related("item").defer("content", "verification").order_by("item__title", "-number")


def with_changes(regrades: QuerySet[Regrade]) -> QuerySet[Regrade]:
    return regrades.annotate(changed=Count("attempt_changes"))
