"""Whether this node can serve. A probe returns its fault in a few words that name no host, user or path, or nothing."""

from __future__ import annotations

import functools
import logging
import shutil
import uuid
from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

FREE_BYTES = 100 * 2**20
log = logging.getLogger(__name__)


def faults() -> Mapping[str, str]:
    found = {name: fault_of(probe) for name, probe in PROBES.items()}
    return {name: fault for name, fault in found.items() if fault}


def fault_of(probe: Callable[[], str]) -> str:
    try:
        return probe()
    except (DatabaseError, OSError):
        log.exception("a probe failed")
        return "failed; the log says why"


def database() -> str:
    """Writes a row for real, then takes it back."""
    # The write that everybody makes: it waits at SQLite's gate as theirs do.
    with transaction.atomic():
        Session.objects.create(session_key=f"readyz-{uuid.uuid4().hex}", expire_date=timezone.now())
        transaction.set_rollback(True)
    return ""


def migrations() -> str:
    missing = known_migrations() - MigrationRecorder(connection).applied_migrations().keys()
    return f"{len(missing)} not applied: run manage.py migrate" if missing else ""


@functools.cache
def known_migrations() -> set[tuple[str, str]]:
    # Of the code alone, which does not change while it runs: once for each process.
    return set(MigrationLoader(None).graph.nodes)


def disk() -> str:
    free = shutil.disk_usage(settings.DATA_DIR).free
    return f"{free // 2**20} MB free, {FREE_BYTES // 2**20} MB needed" if free < FREE_BYTES else ""


PROBES = {"database": database, "migrations": migrations, "disk": disk}
