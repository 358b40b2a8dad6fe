"""What an operator would look at first, looked at: what is really in force, not what was meant."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.core.cache import cache
from django.db import connection
from django.db.models import Max

from assessments.models import Attempt, Response
from assessments.operations import probes
from assessments.operations.copies import found
from assessments.queries.background import TRIES, alive, parked, waiting_since
from assessments.queries.lti import waiting_for_approval

OK, LOOK, WRONG = "ok", "look", "wrong"

SLOW_DISK = 5.0  # milliseconds for an fsync; above it SQLite keeps writers waiting
WRITES = 20
PATIENCE = timedelta(minutes=1)  # for a worker to submit what is overdue
LATE = timedelta(minutes=5)  # for work in the background
FRESH = timedelta(days=2)  # a copy of every night, and one night missed


@dataclass(frozen=True)
class Finding:
    name: str
    state: str
    text: str


def examine(now: datetime) -> Iterator[Finding]:
    for examination in EXAMINATIONS:
        name = examination.__name__.replace("_", " ")
        for state, text in examination(now):
            yield Finding(name, state, text)


def settings_in_force(now: datetime) -> Iterator[tuple[str, str]]:
    """What Django and our own checks say of them, those for a deployment included."""
    # Database checks run only where a database is named.
    found = checks.run_checks(include_deployment_checks=True, databases=["default"])
    for message in found:
        yield WRONG if message.level >= checks.ERROR else LOOK, f"{first_sentence(message.msg)} ({message.id})"
    if not found:
        yield OK, "nothing to say against them"


def first_sentence(text: str) -> str:
    return text.split(". ", maxsplit=1)[0].rstrip(".")


def service(now: datetime) -> Iterator[tuple[str, str]]:
    faults = probes.faults()
    yield from ((WRONG, f"{name}: {fault}") for name, fault in faults.items())
    if not faults:
        yield OK, "a write reaches the disk, migrations are applied, there is room"


def database(now: datetime) -> Iterator[tuple[str, str]]:
    version = ".".join(map(str, connection.Database.sqlite_version_info)) if connection.vendor == "sqlite" else ""
    yield OK, f"{connection.display_name} {version or '.'.join(map(str, connection.get_database_version()))}"


def disk(now: datetime) -> Iterator[tuple[str, str]]:
    taken = fsync_time()
    text = f"{taken:.1f} ms for a write to reach it (median of {WRITES})"
    if connection.vendor == "sqlite" and taken > SLOW_DISK:
        yield LOOK, f"{text}: above {SLOW_DISK:g} ms use PostgreSQL"
    else:
        yield OK, text


def fsync_time() -> float:
    times = []
    with tempfile.TemporaryFile(dir=settings.DATA_DIR, buffering=0) as file:
        for _ in range(WRITES):
            start = time.perf_counter()
            file.write(bytes(4096))
            os.fsync(file.fileno())
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def clock(now: datetime) -> Iterator[tuple[str, str]]:
    """A clock that has been put back would give learners time that they do not have."""
    newest = Response.objects.aggregate(newest=Max("created_at"))["newest"]
    if newest and newest > now:
        yield WRONG, f"the newest answer is {(newest - now).total_seconds():.0f} s ahead of it: was it put back?"
    else:
        yield OK, f"{now:%Y-%m-%d %H:%M:%S} UTC, not behind any answer"


def queue(now: datetime) -> Iterator[tuple[str, str]]:
    overdue = Attempt.objects.filter(submitted_at=None, deadline__lt=now - PATIENCE).count()
    if overdue:
        yield LOOK, f"{overdue} attempts wait to be submitted: is manage.py worker running?"
    else:
        yield OK, "no attempt waits to be submitted"


def background(now: datetime) -> Iterator[tuple[str, str]]:
    gave_up, waits = parked().count(), waiting_since(now, LATE).count()
    if gave_up:
        newest = parked().order_by("-finished_at")[0]
        yield (
            WRONG,
            f"{gave_up} parked after {TRIES} tries, the latest {newest.task_name}: {newest.exception_class_path}",
        )
    if waits:
        yield LOOK, f"{waits} wait for more than {LATE.seconds // 60} minutes: is manage.py worker running?"
    if not (gave_up or waits):
        yield OK, f"nothing waits for long or is parked; workers alive: {alive(now).count()}"


def platforms(now: datetime) -> Iterator[tuple[str, str]]:
    if waits := waiting_for_approval():
        yield LOOK, f"{waits} wait in the admin to be approved"
    else:
        yield OK, "none waits to be approved"


def keys(now: datetime) -> Iterator[tuple[str, str]]:
    kept = settings.DATA_DIR / "secret-key"
    if kept.exists() and kept.stat().st_mode & 0o077:
        yield WRONG, f"{kept} can be read by others: chmod 600"
    else:
        yield OK, f"the secret key has {len(settings.SECRET_KEY)} characters and is for nobody else to read"


def second_factor(now: datetime) -> Iterator[tuple[str, str]]:
    if settings.SECOND_FACTOR == "off":
        yield LOOK, "nobody has to have one: SECOND_FACTOR=staff asks those who teach for it"
        return
    people = get_user_model().objects.filter(is_active=True)
    asked = people.filter(is_staff=True) if settings.SECOND_FACTOR == "staff" else people
    have = asked.exclude(second_factor=None).count()
    yield OK, f"asked of {settings.SECOND_FACTOR}: {have} of {asked.count()} have one, the others add it when they come"


def backups(now: datetime) -> Iterator[tuple[str, str]]:
    copies = list(found(settings.DATA_DIR / "backups"))
    if not copies:
        yield LOOK, "there is no copy in DATA_DIR/backups: manage.py backup makes one"
    elif now - copies[-1].made_at > FRESH:
        yield LOOK, f"the newest copy is {(now - copies[-1].made_at).days} days old"
    else:
        yield OK, f"the newest is of {copies[-1].made_at:%Y-%m-%d %H:%M} UTC, {len(copies)} in all"


def shared_cache(now: datetime) -> Iterator[tuple[str, str]]:
    name = f"doctor:{uuid.uuid4().hex}"
    try:
        answered = cache.add(name, "asked", 60) and cache.get(name) == "asked"  # what is set is not missed
    except Exception as why:  # noqa: BLE001 -- whatever the cache's library raises
        yield LOOK, f"does not answer ({type(why).__name__}): slower, and nothing is lost"
        return
    if answered and (settings.REDIS_URL or settings.PROCESSES == 1):
        yield OK, "answers"
    else:
        yield LOOK, "each process has its own: set REDIS_URL" if answered else "forgets what it is given"


def static_files(now: datetime) -> Iterator[tuple[str, str]]:
    collected = (settings.STATIC_ROOT / "staticfiles.json").exists()
    yield (OK, "collected") if collected else (WRONG, "not collected: run manage.py collectstatic")


EXAMINATIONS: tuple[Callable[[datetime], Iterator[tuple[str, str]]], ...] = (
    settings_in_force,
    service,
    database,
    disk,
    clock,
    queue,
    background,
    platforms,
    keys,
    second_factor,
    backups,
    shared_cache,
    static_files,
)
