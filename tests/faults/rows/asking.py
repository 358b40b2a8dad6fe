"""Counts what the tests' clients ask the service, for the directory that $ASKED names: each process has a file."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.test.client import ClientHandler

asked = count()
ask = ClientHandler.__call__


def counted(self: ClientHandler, environ: dict[str, Any]) -> Any:
    next(asked)
    return ask(self, environ)


def pytest_sessionstart(session: pytest.Session) -> None:
    ClientHandler.__call__ = counted


def pytest_sessionfinish(session: pytest.Session) -> None:
    (Path(os.environ["ASKED"]) / str(os.getpid())).write_text(str(next(asked)))
