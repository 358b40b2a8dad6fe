"""Requests to machines that are not trusted: verified https, no redirects, little time, little space."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

from django.conf import settings
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError

from assessments.outbound.addresses import Address, Forbidden, judged

LARGEST = 256 * 1024


class Unreachable(Exception):
    """No answer that can be used. Never holds any of what was answered."""


class NotReached(Unreachable):
    """And nothing was asked, so that nothing has come of it either."""


@dataclass(frozen=True)
class Limits:
    """In seconds; `whole` holds however slowly the bytes trickle in."""

    connect: float = 3
    read: float = 5
    whole: float = 10


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def is_ok(self) -> bool:
        return self.status in range(200, 300)

    def json(self) -> Any:
        """Raises Unreachable."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise Unreachable("the answer is not JSON") from None


def ask(
    method: str, url: str, headers: Mapping[str, str] | None = None, body: str = "", limits: Limits | None = None
) -> Answer:
    """Any status is an answer. Raises Forbidden and Unreachable."""
    address, limits = judged(url, settings.INSIDE_HOSTS), limits or Limits()
    # Not compressed: a few kilobytes could unfold to gigabytes here.
    sent = {"Host": address.named, "Accept-Encoding": "identity", "User-Agent": "Cellstate", **(headers or {})}
    # Made by hand, as a pool would look the name up anew; the certificate is still checked against the name.
    connection = HTTPSConnection(
        address.ip,
        address.port,
        timeout=limits.connect,
        server_hostname=address.host,
        assert_hostname=address.host,
        ssl_context=ssl.create_default_context(),
    )
    try:
        reached(connection)
        with ended_after(limits.whole, connection):
            return answered(connection, method, address, sent, body, limits)
    except (HTTPError, HTTPException, OSError, ValueError) as why:
        raise Unreachable(type(why).__name__) from None
    finally:
        connection.close()


def reached(connection: HTTPSConnection) -> None:
    try:
        connection.connect()
    except (HTTPError, OSError, ValueError) as why:
        raise NotReached(type(why).__name__) from None


def answered(
    connection: HTTPSConnection, method: str, address: Address, headers: Mapping[str, str], body: str, limits: Limits
) -> Answer:
    connection.sock.settimeout(limits.read)
    connection.timeout = limits.read
    content = body.encode() or None
    connection.request(method, address.path, content, dict(headers), preload_content=False, decode_content=False)
    response = connection.getresponse()
    # One more than is allowed tells that there is more, without reading it.
    received = response.read(LARGEST + 1)
    if len(received) > LARGEST:
        raise Unreachable(f"the answer is larger than {LARGEST // 1024} kB")
    return Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, received)


@contextmanager
def ended_after(seconds: float, connection: HTTPSConnection) -> Iterator[None]:
    """Whoever sends a byte now and then would hold us for hours. Raises Unreachable."""
    ended = threading.Event()
    watch = threading.Timer(seconds, end, [connection.sock, ended])
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        if ended.is_set():
            raise Unreachable("the answer takes too long")


def end(sock: socket.socket, ended: threading.Event) -> None:
    ended.set()
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # TLS's own would first wait for what it is cutting off


__all__ = ["Answer", "Forbidden", "Limits", "NotReached", "Unreachable", "ask"]
