from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.timezone import now

from assessments.operations import postgresql, sqlite
from assessments.operations.copies import Unproven, restore

FAULTS = (Unproven, sqlite.Damaged, sqlite.InUse, postgresql.Damaged, postgresql.InUse, OSError)


class Command(BaseCommand):
    help = "Put a copy that `backup` made in the database's place. Stop the service first; what was there is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, **options: Any) -> None:
        try:
            copy, former = restore(connection, options["file"], now())
        except FAULTS as why:
            raise CommandError(f"nothing was restored: {why}") from None
        made = f"{copy.made_at:%Y-%m-%d %H:%M:%S} UTC"
        self.stdout.write(f"restored {copy.total:,} rows of {made}; what was there before is kept: {former}")
