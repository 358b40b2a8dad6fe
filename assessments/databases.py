"""What Django is told about its database: SQLite out of the box, PostgreSQL by an address."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from assessments.environment import Misconfigured

ALLOWED = "postgresql://USER:PASSWORD@HOST:PORT/NAME?option=value, or nothing for SQLite in DATA_DIR"

# FULL: an answer that was acknowledged survives a power cut. No mmap: it can spread a damaged page.
PRAGMAS = (
    "synchronous=FULL",
    "mmap_size=0",
    "wal_autocheckpoint=1000",
    "journal_size_limit=67108864",  # a log that grew in a rush gives its space back
    "trusted_schema=OFF",  # a file from elsewhere brings no code along
    "cell_size_check=ON",  # a damaged page is told, not read
)
# Unless the address says otherwise: to compile the statements of a report takes longer than to run them.
USUAL = ("jit=off",)
# As for SQLite: a commit is on the disk. The time limits keep one stuck request from stopping the others.
SESSION = (
    "synchronous_commit=on",
    "statement_timeout=15000",
    "lock_timeout=5000",
    "idle_in_transaction_session_timeout=15000",
)


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "assessments.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,  # a new connection would set all of these anew
        "OPTIONS": {
            # A transaction that reads first and writes later would fail, not wait, if another one wrote in between.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "; ".join(f"PRAGMA {pragma}" for pragma in PRAGMAS),
        },
    }


def postgresql(url: str, pool_size: int) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
        options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    except ValueError:
        raise Misconfigured("DATABASE_URL", "…", ALLOWED) from None  # the address holds a password
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name or "/" in name:
        raise Misconfigured("DATABASE_URL", f"{parts.scheme}://…", ALLOWED)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 0,  # the pool keeps the connections
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **options,
            "options": " ".join(filter(None, (*told(USUAL), options.get("options"), *told(SESSION)))),
            # As many as gunicorn has threads, so that none waits for another's connection.
            "pool": {"min_size": min(2, pool_size), "max_size": pool_size, "timeout": 10, "max_lifetime": 1800},
        },
    }


def told(settings: tuple[str, ...]) -> list[str]:
    return [f"-c {setting}" for setting in settings]
