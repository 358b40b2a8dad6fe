"""Scores that are due, sent by several senders at once: a platform that does not answer holds up one of them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from random import SystemRandom

from django.db import close_old_connections, connections
from django.utils.timezone import now

from assessments.lti.calling.ags import sender
from assessments.services.lti.passback import Post, is_due, send_due

SENDERS = 8  # twice what one platform may keep busy


def send_all(senders: int = SENDERS, post: Post | None = None, clock: Callable[[], datetime] = now) -> int:
    """How many sendings were tried. Ends when nothing is due."""
    if not is_due(clock()):
        return 0

    def send() -> int:
        close_old_connections()
        try:
            return send_due(post or sender(clock), clock, SystemRandom())
        finally:
            connections.close_all()  # of this thread

    with ThreadPoolExecutor(senders) as pool:
        return sum(one.result() for one in [pool.submit(send) for _ in range(senders)])
