"""Notices that are due, sent by several senders at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from random import SystemRandom

from django.db import close_old_connections, connections
from django.utils.timezone import now

from assessments.hooks import posting, statements
from assessments.models import Notice
from assessments.services.hooks.outbox import Reply, due, send_due
from assessments.services.hooks.telling import STORE

SENDERS = 4


def post(notice: Notice) -> Reply:
    return (statements if notice.endpoint_id == STORE else posting).post(notice, now())


def send_all(senders: int = SENDERS, clock: Callable[[], datetime] = now) -> int:
    """How many sendings were tried. Ends when nothing is due."""
    # Every few seconds, and mostly for nothing: no thread is begun for that.
    if not due(clock()).exists():
        return 0

    def send() -> int:
        close_old_connections()
        try:
            return send_due(post, clock, SystemRandom())
        finally:
            connections.close_all()  # of this thread

    with ThreadPoolExecutor(senders) as pool:
        return sum(one.result() for one in [pool.submit(send) for _ in range(senders)])
