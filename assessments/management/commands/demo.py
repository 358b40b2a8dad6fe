from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from assessments.services import demo
from assessments.services.errors import Unpublishable


class Command(BaseCommand):
    help = "Load the starter banks, a course with quizzes and two people to try it as; a second run changes nothing."

    def handle(self, **options: Any) -> None:
        try:
            published = demo.load(now())
        except Unpublishable as why:
            raise CommandError("\n".join([str(why), *why.faults])) from None
        demo.people()
        for item, report in published:
            self.stdout.write(f"{item.bank.slug}/{item.slug}: {report}")
        self.stdout.write(f"Log in as {demo.LEARNER} or {demo.INSTRUCTOR}, password {demo.PASSWORD}")
