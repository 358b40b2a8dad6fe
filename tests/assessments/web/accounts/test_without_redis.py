"""Guessing at passwords beside a real Redis, and after it was lost in the midst: the guesses are not counted there."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import caches
from django.test import Client

from tests.factories import PASSWORD, a_learner
from tests.flows.served import free_port

REDIS = shutil.which("redis-server")
LOGIN = "/accounts/login/"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not REDIS, reason="redis-server is not installed"),
]


@pytest.fixture
def redis(tmp_path: Path, settings: Any) -> Iterator[subprocess.Popen[bytes]]:
    port = free_port()
    command = [str(REDIS), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    options = {"socket_connect_timeout": 1, "socket_timeout": 1}
    place = {"BACKEND": "assessments.cache.Spare", "LOCATION": f"redis://127.0.0.1:{port}/0", "OPTIONS": options}
    settings.CACHES, settings.SESSION_ENGINE = {"default": place}, "assessments.sessions.db"  # as REDIS_URL sets them
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        while caches["default"].get("up") != 1:
            caches["default"].set("up", 1)
            time.sleep(0.02)
        yield server
        server.kill()


def guesses(name: str, number: int, address: str) -> list[int]:
    """Of a bot with a fresh browser for each."""
    return [
        Client().post(LOGIN, {"username": name, "password": f"guess-{one}"}, REMOTE_ADDR=address).status_code
        for one in range(number)
    ]


def test_a_bot_of_a_thousand_guesses_has_eight_tried_and_a_classroom_gets_in(
    redis: subprocess.Popen[bytes], alice: AbstractBaseUser
) -> None:
    room = [a_learner(f"pupil-{number}").get_username() for number in range(40)]
    classroom, elsewhere = "192.0.2.1", "198.51.100.1"
    first = guesses("alice", 500, classroom)

    redis.kill()
    redis.wait()
    statuses = [*first, *guesses("alice", 500, classroom)]

    assert statuses == [200] * 8 + [429] * 992
    for name in room:  # behind the bot's address, some mistyping first
        guesses(name, 2, classroom)
        assert Client().post(LOGIN, {"username": name, "password": PASSWORD}, REMOTE_ADDR=classroom).status_code == 302
    form = {"username": "alice", "password": PASSWORD}
    assert Client().post(LOGIN, form, REMOTE_ADDR=elsewhere).status_code == 302
