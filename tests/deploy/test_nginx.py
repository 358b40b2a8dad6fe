"""The site of deploy/nginx.conf in a real nginx, its names, certificate and ports changed, in front of a real node."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings

from tests.flows.served import Served, free_port

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/bin")
OPENSSL = shutil.which("openssl")
SITE = (settings.ROOT / "deploy" / "nginx.conf").read_text()
SLOW = 100

pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason="nginx or openssl is not installed")


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Front:
    plain: int
    secure: int
    trusted: Path
    node: Served

    def get(self, path: str, *, port: int | None = None, **headers: str) -> Answer:
        context = ssl.create_default_context(cafile=str(self.trusted))
        secure = http.client.HTTPSConnection("localhost", self.secure, timeout=20, context=context)
        with closing(http.client.HTTPConnection("localhost", port, timeout=20) if port else secure) as connection:
            connection.request("GET", path, headers={"Host": "quiz.example", "Connection": "close", **headers})
            with connection.getresponse() as response:
                return Answer(response.status, response.headers, response.read().decode())


def certificate(directory: Path) -> None:
    for_localhost = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    files = ("-keyout", str(directory / "privkey.pem"), "-out", str(directory / "fullchain.pem"))
    command = [str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *for_localhost, *files]
    subprocess.run(command, check=True, capture_output=True)


def configured(directory: Path, node: int, front: Front) -> Path:
    site = SITE.replace("/etc/ssl/quiz.example", str(directory)).replace("127.0.0.1:8000", f"127.0.0.1:{node}")
    site = site.replace("/opt/assessments", str(settings.ROOT))
    site = site.replace("listen 80;", f"listen 127.0.0.1:{front.plain};")
    site = site.replace("listen 443 ssl", f"listen 127.0.0.1:{front.secure} ssl")
    around = f"""
    user root; daemon off; pid {directory}/pid; error_log {directory}/error.log; worker_processes 1;
    events {{ worker_connections 512; }}
    http {{ access_log off; client_body_temp_path {directory}/body; proxy_temp_path {directory}/proxy;
      fastcgi_temp_path {directory}/fastcgi; uwsgi_temp_path {directory}/uwsgi; scgi_temp_path {directory}/scgi;
      {site} }}
    """
    file = directory / "nginx.conf"
    file.write_text(around)
    return file


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    directory = tmp_path_factory.mktemp("nginx")
    certificate(directory)
    with ExitStack() as stack:
        node = Served(tmp_path_factory.mktemp("node"))
        node.environment |= {"HTTPS": "1", "ALLOWED_HOSTS": "quiz.example,localhost"}
        stack.callback(node.stop)
        node.start()
        front = Front(free_port(), free_port(), directory / "fullchain.pem", node)
        command = [str(NGINX), "-c", str(configured(directory, node.port, front)), "-p", str(directory)]
        nginx = stack.enter_context(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        stack.callback(nginx.terminate)
        wait_for(front.secure)
        yield front


def wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx did not start")


def test_plain_http_is_sent_to_https(front: Front) -> None:
    response = front.get("/lesson/", port=front.plain)

    assert (response.status, response.headers["Location"]) == (301, "https://quiz.example/lesson/")


def test_a_page_comes_through_as_secure(front: Front) -> None:
    response = front.get("/")

    assert response.status == 200
    assert "max-age=63072000" in response.headers["Strict-Transport-Security"]
    assert "nginx/" not in response.headers["Server"]


def test_the_id_of_a_request_is_the_proxys(front: Front) -> None:
    response = front.get("/livez", **{"X-Request-ID": "chosen-by-a-stranger"})

    assert re.fullmatch("[0-9a-f]{32}", response.headers["X-Request-ID"])


def test_metrics_stay_inside(front: Front) -> None:
    assert front.get("/metrics").status == 404


def test_slow_senders_keep_nobody_waiting(front: Front) -> None:
    with ExitStack() as stack:
        for _ in range(SLOW):  # half a request each, which a node of eight threads could not bear
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", front.plain)))
            slow.sendall(b"POST /accounts/login/ HTTP/1.1\r\nHost: quiz.example\r\nContent-Length: 100\r\n\r\nhalf")

        start = time.monotonic()
        statuses = [front.get("/livez").status for _ in range(10)]

    assert statuses == [200] * 10
    assert time.monotonic() - start < 10


def test_while_no_node_answers_learners_read_that_their_answers_are_safe(front: Front) -> None:
    front.node.stop()
    try:
        page = front.get("/attempts/")
        brought = [front.get(path).status for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)]
    finally:
        front.node.start()

    assert (page.status, page.headers["Content-Type"], brought) == (502, "text/html", [200, 200])
    assert "Every answer you saw confirmed is kept" in page.text
