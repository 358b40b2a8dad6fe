from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils.timezone import now

from assessments.services.taking.attempts import close_overdue


class Command(BaseCommand):
    help = "Submit attempts whose time is up, again and again until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then stop")
        parser.add_argument("--interval", type=float, default=5.0, help="seconds between rounds (default 5)")

    def handle(self, **options: Any) -> None:
        stopped = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            stopped.set()

        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, stop)
        if options["once"]:
            self.round()
            return
        self.stdout.write(f"waiting for overdue attempts, every {options['interval']:g} s")
        while not stopped.is_set():
            try:
                self.round()
            except DatabaseError as why:  # away for a moment, perhaps: the next round tries again
                self.stderr.write(f"this round failed: {why}")
            stopped.wait(options["interval"])

    def round(self) -> None:
        close_old_connections()
        if closed := close_overdue(now()):
            self.stdout.write(f"submitted {closed} overdue attempt{'s' if closed > 1 else ''}")
