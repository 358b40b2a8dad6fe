import json
import logging
import logging.config
import re
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from structlog.contextvars import bound_contextvars

from assessments import logs


@pytest.fixture
def said(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """What goes to stderr in the format that the test names."""
    stream = StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    before = logging.root.handlers[:]
    logging.config.dictConfig(logs.lines("INFO", request.param))
    yield stream
    logging.config.dictConfig(settings.LOGGING)
    logging.root.handlers[:] = before


@pytest.mark.parametrize("said", ["json"], indirect=True)
def test_a_line_of_a_library_is_an_object_with_the_id_of_its_request(said: StringIO) -> None:
    with bound_contextvars(request_id="4711"):
        logging.getLogger("a.library").warning("%s of them", 3, extra={"session": 7})

    facts: dict[str, Any] = json.loads(said.getvalue())
    assert facts.pop("timestamp").endswith("Z")
    assert facts == {
        "event": "3 of them",
        "level": "warning",
        "logger": "a.library",
        "request_id": "4711",
        "session": 7,
    }


@pytest.mark.parametrize("said", ["json"], indirect=True)
def test_a_traceback_stays_on_its_line(said: StringIO) -> None:
    try:
        int("no such gate")
    except ValueError:
        logging.getLogger("a.library").exception("failed")

    (line,) = said.getvalue().splitlines()
    assert json.loads(line)["exception"][0]["exc_type"] == "ValueError"


@pytest.mark.parametrize("said", ["plain"], indirect=True)
def test_a_plain_line_is_for_reading(said: StringIO) -> None:
    with bound_contextvars(request_id="4711"):
        logging.getLogger("a.library").warning("low on space")

    assert "low on space" in said.getvalue()
    assert "request_id=4711" in said.getvalue()


@pytest.mark.parametrize("said", ["plain"], indirect=True)
def test_what_is_below_the_level_is_not_said(said: StringIO) -> None:
    logging.getLogger("a.library").debug("a detail")

    assert said.getvalue() == ""


@pytest.mark.parametrize("said", ["plain", "json"], indirect=True)
def test_a_traceback_gives_no_values_away(said: StringIO) -> None:
    password = "-".join(map(str, range(7)))  # stands in no line of code
    try:
        int(password[:0])
    except ValueError:
        logging.getLogger("a.library").exception("failed")

    assert "invalid literal for int()" in said.getvalue()
    assert password not in said.getvalue()


@pytest.mark.parametrize("said", ["plain"], indirect=True)
def test_a_plain_traceback_is_as_python_writes_it(said: StringIO) -> None:
    """Without `rich`, which development alone has, and which takes a second for a page that was refused."""
    try:
        int("no such gate")
    except ValueError:
        logging.getLogger("a.library").exception("failed")

    assert "Traceback (most recent call last):\n  File " in said.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["plain", "json"], indirect=True)
@pytest.mark.parametrize("path", ["/accounts/new-password/MQ/a-token/", "/no/such/a-token"])
def test_what_django_says_of_a_request_names_its_route(client: Client, said: StringIO, path: str) -> None:
    for method in ("get", "put"):
        getattr(client, method)(f"{path}?token=another-token")

    assert re.search("Not Found: none|Method Not Allowed .* accounts/new-password/<uidb64>/<token>/", said.getvalue())
    assert "-token" not in said.getvalue()


@pytest.mark.parametrize("said", ["plain", "json"], indirect=True)
def test_what_is_quoted_begins_no_line_of_its_own(said: StringIO) -> None:
    logging.getLogger("a.library").warning(
        "the keys of %s", "x\r\n2026 [info] all well \x1b[2J", extra={"title": "a\nb"}
    )

    (line,) = said.getvalue().splitlines()
    assert line.isprintable()
