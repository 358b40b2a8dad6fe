from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.timezone import now

from assessments.operations import postgresql, sqlite
from assessments.operations.copies import Unproven, back_up, forget

FAULTS = (Unproven, sqlite.Damaged, postgresql.Damaged, OSError)


class Command(BaseCommand):
    help = "Copy the database while the service runs, and call it a copy once it was restored aside and counted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.DATA_DIR / "backups", help="directory for the copy")
        parser.add_argument("--forget-after", type=int, metavar="DAYS", help="then remove copies older than this")

    def handle(self, **options: Any) -> None:
        moment = now()
        try:
            copy = back_up(connection, options["to"], moment)
        except FAULTS as why:
            raise CommandError(f"no copy was made: {why}") from None
        rows = f"{copy.total:,} rows in {len(copy.rows)} tables"
        self.stdout.write(f"{copy.file}: {rows}, restored aside and counted: OK")
        # Only now that there is a new one.
        if options["forget_after"] is not None:
            for old in forget(options["to"], moment - timedelta(days=options["forget_after"])):
                self.stdout.write(f"{old.file}: removed")
