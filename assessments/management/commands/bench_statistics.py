from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Avg, Count, F, Sum

from assessments.management.scratch import apart, most_memory, scratch, size
from assessments.management.sitting import sat
from assessments.models import Assessment, ItemSession, Response
from assessments.queries.statistics.kept import kept, submitted_at
from assessments.queries.statistics.report import report
from assessments.queries.statistics.variants import spreads

LEARNERS, PLACES = 10_000, 100


class Command(BaseCommand):
    help = (
        "Time the statistics of a quiz with a million responses, made in a scratch database that goes again:"
        " a file of SQLite, or a database of the PostgreSQL that DATABASE_URL names."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--learners", type=int, default=LEARNERS)
        parser.add_argument("--questions", type=int, default=PLACES)

    def handle(self, *, learners: int, questions: int, **options: Any) -> None:
        with scratch():
            before = size()
            quiz = self.timed("made, in a process of its own", lambda: apart(sat, learners, questions))
            answers = Response.objects.count()
            self.stdout.write(f"{answers:,} responses of {learners:,} learners to {questions} questions")
            self.stdout.write(f"{(size() - before) / answers:,.0f} bytes a response, with all that is kept around it")
            self.timed("floor: means, products and counts in SQL", lambda: floor(quiz))
            self.timed("the report, nothing remembered", lambda: report(quiz, "best"))
            self.timed("variants of one question", lambda: variants(quiz))

    def timed(self, what: str, work: Callable[[], Any]) -> Any:
        start = perf_counter()
        done = work()
        seconds = perf_counter() - start
        self.stdout.write(f"{what:44} {seconds:8.2f} s, {most_memory():6,.0f} MB at most so far")
        return done


def floor(quiz: Assessment) -> int:
    """The least that a database has to do: mean and product with the total by question, and how often each answer."""
    sessions = ItemSession.objects.filter(current=True, attempt__in=submitted_at(quiz).values("pk")).order_by()
    sums = {"mean": Avg("earned"), "product": Sum(F("earned") * F("attempt__score"))}
    responses = Response.objects.filter(session__attempt__in=submitted_at(quiz).values("pk")).order_by()
    counts = responses.values_list("session__item", "read_as").annotate(n=Count("pk"))
    return len(sessions.values_list("number").annotate(**sums)) + len(counts)


def variants(quiz: Assessment) -> int:
    here = ItemSession.objects.filter(current=True, number=1, attempt__in=kept(quiz, "best").values("pk"))
    return len(spreads(here))
