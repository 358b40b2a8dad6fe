"""What deploy/nginx.conf does in front of a node."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from typing import NamedTuple

import pytest

from tests.deploy.fronts import HOST, NGINX, OPENSSL, Front, in_front_of
from tests.flows.served import Served

SLOW = 100

pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason="nginx or openssl is not installed")


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    text: str


def get(front: Front, path: str, *, port: int | None = None, **headers: str) -> Answer:
    context = ssl.create_default_context(cafile=str(front.trusted))
    secure = http.client.HTTPSConnection("localhost", front.secure, timeout=20, context=context)
    with closing(http.client.HTTPConnection("localhost", port, timeout=20) if port else secure) as connection:
        connection.request("GET", path, headers={"Host": HOST, "Connection": "close", **headers})
        with connection.getresponse() as response:
            return Answer(response.status, response.headers, response.read().decode())


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    node = Served(tmp_path_factory.mktemp("node"))
    node.environment |= {"HTTPS": "1", "ALLOWED_HOSTS": f"{HOST},localhost"}
    try:
        node.start()
        yield node
    finally:
        node.stop()


@pytest.fixture(scope="module")
def front(node: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with in_front_of([node.port], tmp_path_factory.mktemp("nginx")) as front:
        yield front


def test_plain_http_is_sent_to_https(front: Front) -> None:
    response = get(front, "/lesson/", port=front.plain)

    assert (response.status, response.headers["Location"]) == (301, "https://quiz.example/lesson/")


def test_a_page_comes_through_as_secure(front: Front) -> None:
    response = get(front, "/")

    assert response.status == 200
    assert "max-age=63072000" in response.headers["Strict-Transport-Security"]
    assert "nginx/" not in response.headers["Server"]


def test_the_id_of_a_request_is_the_proxys(front: Front) -> None:
    response = get(front, "/livez", **{"X-Request-ID": "chosen-by-a-stranger"})

    assert re.fullmatch("[0-9a-f]{32}", response.headers["X-Request-ID"])


def test_metrics_stay_inside(front: Front) -> None:
    assert get(front, "/metrics").status == 404


def test_slow_senders_keep_nobody_waiting(front: Front) -> None:
    with ExitStack() as stack:
        for _ in range(SLOW):  # half a request each, which a node of eight threads could not bear
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", front.plain)))
            slow.sendall(b"POST /accounts/login/ HTTP/1.1\r\nHost: quiz.example\r\nContent-Length: 100\r\n\r\nhalf")

        start = time.monotonic()
        statuses = [get(front, "/livez").status for _ in range(10)]

    assert statuses == [200] * 10
    assert time.monotonic() - start < 10


def test_while_no_node_answers_learners_read_that_their_answers_are_safe(front: Front, node: Served) -> None:
    node.stop()
    try:
        page = get(front, "/attempts/")
        brought = [get(front, path).status for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)]
    finally:
        node.start()

    assert (page.status, page.headers["Content-Type"], brought) == (502, "text/html", [200, 200])
    assert "Every answer you saw confirmed is kept" in page.text
