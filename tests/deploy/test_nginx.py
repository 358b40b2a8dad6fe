"""What deploy/nginx.conf does in front of a node."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.deploy.fronts import HOST, NGINX, OPENSSL, Front, in_front_of
from tests.flows.served import Served

SLOW = 100
HURRIED = 400  # in less than the four seconds in which they would be let through
QUICK = "/static/assessments/away.html"

pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason="nginx or openssl is not installed")


class Answer(NamedTuple):
    status: int
    headers: Message
    text: str


def get(front: Front, path: str, *, port: int | None = None, **headers: str) -> Answer:
    context = ssl.create_default_context(cafile=str(front.trusted))
    secure = http.client.HTTPSConnection("localhost", front.secure, timeout=20, context=context)
    with closing(http.client.HTTPConnection("localhost", port, timeout=20) if port else secure) as connection:
        connection.request("GET", path, headers={"Host": HOST, "Connection": "close", **headers})
        with connection.getresponse() as response:
            return Answer(response.status, response.headers, response.read().decode())


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory, migrated: Callable[[Path], Path]) -> Iterator[Served]:
    node = Served(migrated(tmp_path_factory.mktemp("node")))
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


@pytest.mark.parametrize("path", ["/api/v1/course", "/lti/jwks/", "/livez"])
def test_programs_are_not_sent_on_to_https(front: Front, path: str) -> None:
    assert get(front, path, port=front.plain).status == 403


@pytest.mark.parametrize(
    ("path", "status"), [("/", 200), ("/no/such/page", 404), ("/metrics", 404), (QUICK, 200), ("/" + "x" * 9000, 414)]
)
def test_nodes_and_nginx_alike_send_each_header_once(front: Front, path: str, status: int) -> None:
    response = get(front, path)

    assert response.status == status
    (policy,) = response.headers.get_all("Content-Security-Policy")
    assert all(part in policy for part in ("default-src 'none'", "object-src 'none'", "base-uri 'none'"))
    assert "frame-ancestors 'none'" in policy
    assert response.headers.get_all("Strict-Transport-Security") == ["max-age=63072000; includeSubDomains; preload"]
    assert response.headers.get_all("X-Content-Type-Options") == ["nosniff"]


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


@pytest.mark.parametrize(
    ("cookie", "hurried"), [("__Host-session=", "a" * 32), ("language=de; __Host-lti-at-00ff00ff00ff=", "b" * 32)]
)
def test_a_session_asks_so_often_and_a_classroom_more_often(front: Front, cookie: str, hurried: str) -> None:
    context = ssl.create_default_context(cafile=str(front.trusted))
    with closing(http.client.HTTPSConnection("localhost", front.secure, timeout=20, context=context)) as connection:

        def asked(key: str) -> int:
            connection.request("GET", QUICK, headers={"Host": HOST, "Cookie": f"{cookie}{key}"})
            with connection.getresponse() as response:
                response.read()
                return response.status

        many = [asked(f"{number:032}") for number in range(HURRIED)]
        one = [asked(hurried) for _ in range(HURRIED)]

    assert set(one[:200]) == set(many) == {200}
    assert 429 in one[200:]


@pytest.mark.parametrize(("version", "spoken"), [("TLSv1_1", False), ("TLSv1_2", True), ("TLSv1_3", True)])
def test_old_tls_is_not_spoken(front: Front, version: str, spoken: bool) -> None:
    context = ssl.create_default_context(cafile=str(front.trusted))
    context.set_ciphers("DEFAULT:@SECLEVEL=0")  # what this side would refuse by itself
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
    with socket.create_connection(("127.0.0.1", front.secure)) as raw:
        if not spoken:
            with pytest.raises(ssl.SSLError, match=r"ALERT|alert"):
                context.wrap_socket(raw, server_hostname="localhost")
            return
        with context.wrap_socket(raw, server_hostname="localhost") as secure:
            assert secure.version() == version.replace("_", ".")


@pytest.mark.parametrize(
    "lengths",
    [
        b"Content-Length: 4\r\nTransfer-Encoding: chunked",
        b"Content-Length: 4\r\nContent-Length: 5",
        b"Content-Length: +4",
        b"Transfer-Encoding: xchunked",
    ],
)
@pytest.mark.parametrize("place", ["nginx", "node"])
def test_a_length_that_can_be_read_two_ways_is_refused(front: Front, node: Served, place: str, lengths: bytes) -> None:
    port = front.plain if place == "nginx" else node.port
    with socket.create_connection(("127.0.0.1", port), timeout=20) as raw:
        raw.sendall(
            b"POST /livez HTTP/1.1\r\nHost: quiz.example\r\n" + lengths + b"\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n"
        )
        raw.shutdown(socket.SHUT_WR)
        said = b"".join(iter(lambda: raw.recv(4096), b""))

    assert re.match(rb"HTTP/1\.1 (400|501) ", said)
    assert said.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("folder", ["/static/", "/static/assessments/", "/static/assessments/js/"])
def test_no_folder_lists_what_is_in_it(front: Front, folder: str) -> None:
    assert get(front, folder).status == 404


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
