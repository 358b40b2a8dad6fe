"""For the machine that watches this one: is the process alive, and can it serve?"""

import functools
import logging
import shutil
import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

FREE_BYTES = 100 * 2**20
log = logging.getLogger(__name__)


@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "alive"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    faults = {name: fault for name, probe in PROBES.items() if (fault := _fault(probe))}
    if faults:
        return JsonResponse({"status": "not ready", "faults": faults}, status=503)
    return JsonResponse({"status": "ready"})


def _fault(probe: Callable[[], str]) -> str:
    try:
        return probe()
    except (DatabaseError, OSError):
        log.exception("readyz")  # the public answer names no host, user or path
        return "failed; the log says why"


def database() -> str:
    """Writes a row for real, then takes it back."""
    with transaction.atomic():
        Session.objects.create(session_key=f"readyz-{uuid.uuid4().hex}", expire_date=timezone.now())
        transaction.set_rollback(True)
    return ""


def migrations() -> str:
    missing = _known_migrations() - MigrationRecorder(connection).applied_migrations().keys()
    return f"{len(missing)} not applied: run manage.py migrate" if missing else ""


@functools.cache
def _known_migrations() -> set[tuple[str, str]]:
    return set(MigrationLoader(None).graph.nodes)


def disk() -> str:
    free = shutil.disk_usage(settings.DATA_DIR).free
    return f"{free // 2**20} MB free, {FREE_BYTES // 2**20} MB needed" if free < FREE_BYTES else ""


PROBES = {"database": database, "migrations": migrations, "disk": disk}
