"""What was answered first at each place and what the place brought, counted in the database.

First answers, because a later one has been told something. Equal ones of attempts with the same total are one row, so
that of a million answers some ten thousand rows are left.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, JSONArray

from assessments.models import Attempt, ItemSession, Response
from assessments.queries.statistics.effective import SHARE, latest_judgement, sum_of_places
from assessments.queries.statistics.gathered import ATTEMPTS, Lines

TAGS = Case(
    When(responses__diagnosis="", then="responses__misconception"),  # from before there were diagnoses
    default="responses__diagnosis",
    output_field=TextField(),
)


class Outcome(NamedTuple):
    number: int
    item: int
    points: float
    earned: float  # share of the points
    total: float  # of the attempt's places
    credit: float | None  # of the first answer; None where there is none
    diagnosis: str | None
    chosen: str | None  # the options' texts, a line each, of items that are asked for
    n: int

    @property
    def is_answered(self) -> bool:
        return self.credit is not None

    @property
    def is_right(self) -> bool:
        return self.credit is not None and self.credit >= 1


def outcomes(attempts: QuerySet[Attempt], chosen: Collection[int], *, rejudged: bool = False) -> list[Outcome]:
    """`chosen` are the items whose options are told apart; `rejudged` says that a regrade may hold."""
    sessions = ItemSession.objects.filter(current=True, attempt__in=attempts.values("pk"))
    rows = first_answers(sessions, chosen, rejudged=rejudged).annotate(share=SHARE)
    return one_by_one(rows, attempts) if connection.vendor == "sqlite" else grouped(rows)


def first_answers(sessions: QuerySet[ItemSession], chosen: Collection[int], *, rejudged: bool) -> QuerySet[ItemSession]:
    """What was answered first at each of these, if anything was: its `credit`, its `tags`, its options' `texts`."""
    earlier = Response.objects.filter(session=OuterRef("pk"), pk__lt=OuterRef("responses__pk"))
    # Most have one answer: for them the rows before need not be looked for.
    first = Q(tries_used__lte=1) | ~Exists(earlier)
    texts = Case(When(item__in=list(chosen), then="responses__read_as"), default=Value(""), output_field=TextField())
    judged = {"credit": F("responses__score"), "tags": TAGS}
    if rejudged:  # a look at judgements for each answer would make a third of the work more
        latest = latest_judgement("responses__pk")
        again = Case(When(diagnosis="", then="misconception"), default="diagnosis", output_field=TextField())
        judged = {
            "credit": Coalesce(Subquery(latest.values("score")[:1]), "responses__score"),
            "tags": Coalesce(Subquery(latest.annotate(tags=again).values("tags")[:1]), TAGS),
        }
    return sessions.filter(first).order_by().annotate(texts=texts, **judged)


def grouped(rows: QuerySet[ItemSession]) -> list[Outcome]:
    totalled = rows.annotate(total=sum_of_places("attempt"))
    wanted = totalled.values_list("number", "item", "points", "share", "total", "credit", "tags", "texts")
    return [Outcome._make(row) for row in wanted.annotate(n=Count("pk"))]


def one_by_one(rows: QuerySet[ItemSession], attempts: QuerySet[Attempt]) -> list[Outcome]:
    """The same, attempt by attempt. SQLite groups by sorting, which takes it longer than all the rest of a report."""
    totals = dict(attempts.values_list("pk", sum_of_places()))
    facts = JSONArray("number", "item", "points", "share", "credit", "tags", "texts")
    found: defaultdict[float, Counter[str]] = defaultdict(Counter)
    for attempt, lines in rows.values_list("attempt").annotate(lines=Lines(facts)).iterator(ATTEMPTS):
        if attempt in totals:  # else it was submitted a moment ago
            found[totals[attempt]].update(lines.split("\n"))
    read = {line: json.loads(line) for line in set().union(*found.values())}
    return [outcome(read[line], total, n) for total, lines in found.items() for line, n in lines.items()]


def outcome(facts: Sequence[Any], total: float, n: int) -> Outcome:
    number, item, points, earned, *answer = facts
    return Outcome(number, item, points, earned, total, *answer, n)


class Totals(NamedTuple):
    """Each as (total, how many attempts have it), the lowest first."""

    counted: tuple[tuple[float, int], ...]
    of_places: tuple[tuple[float, int], ...]  # the same, but where all of an attempt was set by hand


def totals(attempts: QuerySet[Attempt]) -> Totals:
    rows = attempts.annotate(brought=sum_of_places()).values_list("score", "brought").annotate(n=Count("pk"))
    counted, of_places = Counter[float](), Counter[float]()
    for score, brought, n in rows:
        counted[score] += n
        of_places[brought] += n
    return Totals(tuple(sorted(counted.items())), tuple(sorted(of_places.items())))


def possible(attempts: QuerySet[Attempt]) -> float:
    """The points that can be had, of the attempt with the most."""
    return attempts.order_by("-points").values_list("points", flat=True).first() or 0.0
