from __future__ import annotations

from argparse import ArgumentParser
from time import perf_counter, process_time
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from assessments.management.scratch import apart, most_memory, scratch
from assessments.management.sitting import sat
from assessments.models import Assessment, Regrade
from assessments.services.regrading.applying import apply
from assessments.services.regrading.planning import begin, plan

LEARNERS, PLACES = 1_000, 10


class Command(BaseCommand):
    help = (
        "Time a regrade of ten thousand responses in a scratch database, where all scores change and where none does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--learners", type=int, default=LEARNERS)
        parser.add_argument("--questions", type=int, default=PLACES)

    def handle(self, *, learners: int, questions: int, **options: Any) -> None:
        with scratch():
            quiz = apart(sat, learners, questions, misjudged=True)
            regrade = self.planned(quiz, "regrade, every score changes")
            start = perf_counter()
            apply(regrade, None, now())
            self.stdout.write(f"{'applied':36} {perf_counter() - start:8.2f} s in one act")
            self.planned(quiz, "regrade, no score changes")
            self.stdout.write(f"{'memory':36} {most_memory():8,.0f} MB at most")

    def planned(self, quiz: Assessment, what: str) -> Regrade:
        regrade = begin(Regrade(assessment=quiz), now())
        start, busy = perf_counter(), process_time()
        plan(regrade, now())
        seconds, busy = perf_counter() - start, process_time() - busy
        speed = f"{regrade.responses / seconds:,.0f} responses/s, {regrade.responses / busy:,.0f} a second of one core"
        self.stdout.write(f"{what:36} {seconds:8.2f} s, {regrade.responses:,} responses, {speed}")
        return regrade
