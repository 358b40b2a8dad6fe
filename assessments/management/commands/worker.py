from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils.timezone import now

from assessments.lti.calling.sending import send_all
from assessments.services.taking.attempts import close_overdue


class Command(BaseCommand):
    help = "Submit attempts whose time is up and send scores that are due, again and again until stopped."

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
            self.send()
            return
        # Beside the rounds: a platform that does not answer keeps no exam open.
        sending = threading.Thread(target=self.keep_sending, args=[stopped, options["interval"]])
        sending.start()
        self.stdout.write(f"waiting for overdue attempts, every {options['interval']:g} s")
        while not stopped.is_set():
            try:
                self.round()
            except DatabaseError as why:  # away for a moment, perhaps: the next round tries again
                self.stderr.write(f"this round failed: {why}")
            stopped.wait(options["interval"])
        sending.join()

    def keep_sending(self, stopped: threading.Event, interval: float) -> None:
        while not stopped.is_set():
            try:
                self.send()
            except DatabaseError as why:
                self.stderr.write(f"sending scores failed: {why}")
            stopped.wait(interval)

    def send(self) -> None:
        if tried := send_all():
            self.stdout.write(f"tried to send {tried} score{'s' if tried > 1 else ''}")

    def round(self) -> None:
        close_old_connections()
        if closed := close_overdue(now()):
            self.stdout.write(f"submitted {closed} overdue attempt{'s' if closed > 1 else ''}")
