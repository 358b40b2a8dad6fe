from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import now

from assessments.services.lti.keys import rotate


class Command(BaseCommand):
    help = (
        "Rotate the keys that sign what LMSs get: the next one signs once it has been published for a day, "
        "and the retired one is published a day longer. Run it once a month, and twice a day apart to see it through."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at-once", action="store_true", help="a key has leaked: do not wait for the day")

    def handle(self, **options: Any) -> None:
        key = rotate(now(), at_once=options["at_once"])
        self.stdout.write(f"{key.kid} signs")
