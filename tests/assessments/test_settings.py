"""Each in a process of its own, as a server would start."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

SHOW = """
import json, sys
from assessments import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def run(directory: Path, command: list[str], **environment: str) -> "subprocess.CompletedProcess[str]":
    clean = {"PATH": os.environ["PATH"], "PYTEST_VERSION": "read no .env", "DATA_DIR": str(directory)}
    return subprocess.run(
        [sys.executable, *command],
        env=clean | environment,
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def shown(directory: Path, *names: str, **environment: str) -> list[Any]:
    process = run(directory, ["-c", SHOW, *names], **environment)
    assert process.stderr == ""
    read = json.loads(process.stdout)
    return [read[name] for name in names]


def test_it_runs_out_of_the_box(tmp_path: Path) -> None:
    hosts, debug, databases = shown(tmp_path, "ALLOWED_HOSTS", "DEBUG", "DATABASES")

    assert hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert debug is False
    assert databases["default"]["NAME"] == str(tmp_path / "assessments.sqlite3")


def test_an_address_chooses_postgresql(tmp_path: Path) -> None:
    (databases,) = shown(tmp_path, "DATABASES", DATABASE_URL="postgresql://db.example/quiz", DATABASE_POOL="3")

    assert databases["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert databases["default"]["OPTIONS"]["pool"]["max_size"] == 3


@pytest.mark.parametrize(
    ("environment", "engine"),
    [
        ({}, "cached_db"),
        ({"WEB_CONCURRENCY": "2"}, "db"),
        ({"REDIS_URL": "redis://localhost"}, "db"),
    ],
)
def test_sessions_are_cached_only_where_that_cache_is_the_only_one_and_stays(
    tmp_path: Path, environment: dict[str, str], engine: str
) -> None:
    assert shown(tmp_path, "SESSION_ENGINE", **environment) == [f"assessments.sessions.{engine}"]


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"DEBUG": "maybe"}, "DEBUG='maybe' is not understood. Allowed: 1, true, yes, on, 0, false, no, off."),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL='loud' is not understood. Allowed: DEBUG, INFO, WARNING, ERROR, CRITICAL."),
        ({"DATABASE_POOL": "many"}, "DATABASE_POOL='many' is not understood. Allowed: a whole number from 1 to 100."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY='…' is not understood. Allowed: at least 32 characters"),
    ],
)
def test_a_nonsense_setting_stops_the_start(tmp_path: Path, environment: dict[str, str], message: str) -> None:
    process = run(tmp_path, ["manage.py", "check"], **environment)

    assert process.returncode == 1
    assert message in process.stderr


def test_nothing_is_left_to_harden_behind_https(tmp_path: Path) -> None:
    command = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    process = run(tmp_path, command, HTTPS="1", SECRET_KEY="-".join(map(str, range(30))))

    assert process.stderr == ""
    assert process.stdout == "System check identified no issues (0 silenced).\n"


def test_every_cookie_is_for_this_host_alone(tmp_path: Path) -> None:
    """The token against forgery is in the session, not in a cookie."""
    names = ("SESSION_COOKIE_NAME", "LANGUAGE_COOKIE_NAME", "CSRF_USE_SESSIONS")
    flags = ("SESSION_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "LANGUAGE_COOKIE_HTTPONLY")

    assert shown(tmp_path, *names, HTTPS="1") == ["__Host-session", "__Host-language", True]
    assert shown(tmp_path, *flags, HTTPS="1") == [True, True, True]
    assert (settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE) == (True, "Lax")


def test_passwords_are_kept_by_argon2(tmp_path: Path) -> None:
    (hashers,) = shown(tmp_path, "PASSWORD_HASHERS")

    assert hashers[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
