from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, connection, connections
from django.utils.timezone import now

from assessments.hooks import sending as hooks
from assessments.lti.calling.roster import sync_rosters
from assessments.lti.calling.sending import SENDERS, send_all
from assessments.services.background import chores, running
from assessments.services.background.tidying import tidy
from assessments.services.taking.attempts import close_overdue

THREADS = SENDERS + hooks.SENDERS + 6
BEAT = 10.0  # seconds, several within the time after which a worker counts as dead
CHORES = {"rosters": sync_rosters, "tidy": tidy}


class Command(BaseCommand):
    help = (
        "Submit attempts whose time is up, send scores that are due and do the work that no page waits for, "
        "again and again until stopped. Any number of these may run, on any number of machines."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="all that is due, then stop")
        parser.add_argument("--interval", type=float, default=5.0, help="seconds between rounds (default 5)")

    def handle(self, **options: Any) -> None:
        self.stopped, self.name = threading.Event(), running.a_name()
        make_room()

        def stop(number: int, frame: FrameType | None) -> None:
            """In a thread of its own: the one that is interrupted may be holding the event's lock."""
            threading.Thread(target=self.stopped.set).start()

        # Both end it in peace: what is under way is finished, and the row of a living worker goes.
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, stop)
        try:
            self.once() if options["once"] else self.keep_on(options["interval"])
        finally:
            running.leave(self.name)

    def once(self) -> None:
        self.beat()
        self.round()
        self.send()
        self.post()
        self.work()

    def keep_on(self, interval: float) -> None:
        """Side by side: a platform that does not answer, or long work, keeps no exam open."""
        pace = min(interval, 1.0)
        self.tried(self.beat)  # before anything is claimed: what nobody alive holds is taken back
        loops = ((self.beat, BEAT), (self.send, interval), (self.post, pace), (self.work, pace))
        threads = [threading.Thread(target=self.kept_up, args=one) for one in loops]
        for thread in threads:
            thread.start()
        self.stdout.write(f"waiting for overdue attempts, every {interval:g} s")
        self.kept_up(self.round, interval)
        for thread in threads:
            thread.join()

    def kept_up(self, act: Callable[[], None], interval: float) -> None:
        while not self.stopped.is_set():
            self.tried(act)
            self.stopped.wait(interval)
        connections.close_all()  # of this thread

    def tried(self, act: Callable[[], None]) -> None:
        close_old_connections()
        try:
            act()
        except DatabaseError as why:  # away for a moment, perhaps: the next round tries again
            self.stderr.write(f"{act.__name__}: this round failed: {why}")

    def beat(self) -> None:
        running.beat(self.name, now())
        # With each beat, so that dead ones are found as soon as they count as dead.
        running.reap(now())
        chores.begin_due(CHORES, now())

    def send(self) -> None:
        if tried := send_all():
            self.stdout.write(f"tried to send {tried} score{'s' if tried > 1 else ''}")

    def post(self) -> None:
        if tried := hooks.send_all():
            self.stdout.write(f"tried to post {tried} notice{'s' if tried > 1 else ''}")

    def work(self) -> None:
        done = 0
        while not self.stopped.is_set() and running.run_next(self.name):
            done += 1
        if done:
            self.stdout.write(f"did {done} task{'s' if done > 1 else ''}")

    def round(self) -> None:
        if closed := close_overdue(now()):
            self.stdout.write(f"submitted {closed} overdue attempt{'s' if closed > 1 else ''}")


def make_room() -> None:
    """A pool is measured by the threads of a node that serves; here each sender needs a connection beside the loops."""
    pool = connection.settings_dict["OPTIONS"].get("pool")
    if isinstance(pool, dict) and pool["max_size"] < THREADS:
        connection.close()
        # A pool keeps the size that it was opened with.
        connection.close_pool()
        pool["max_size"] = THREADS
