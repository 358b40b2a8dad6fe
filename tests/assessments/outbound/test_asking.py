from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from django.test import override_settings

from assessments.outbound.asking import LARGEST, Forbidden, Limits, Unreachable, ask
from tests.assessments.outbound.tls import certificate, serving

SHORT = Limits(connect=5, read=0.3, whole=0.6)
never = threading.Event()


class Peer(BaseHTTPRequestHandler):
    """Behaves as the path says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        getattr(self, self.path.strip("/").partition("?")[0])()

    do_POST = do_GET  # noqa: N815 -- http.server's names

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def echo(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer(f"{self.command} {self.path} {self.headers['Host']} ".encode() + sent, Link="<next>")

    def away(self) -> None:
        self.answer(b"", 302, Location="https://localhost/echo")

    def large(self) -> None:
        self.answer(b"x" * (LARGEST + 1))

    def silent(self) -> None:
        never.wait(3)

    def dripping(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(30):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def slowly_begun(self) -> None:
        for _ in range(30):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.1)

    def nonsense(self) -> None:
        self.wfile.write(b"220 mail.example ESMTP\r\n\r\n")
        self.close_connection = True

    def dropped(self) -> None:
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def url(pem: Path) -> Iterator[str]:
    with serving(Peer, pem) as found:
        yield found


@pytest.fixture(autouse=True)
def _inside(pem: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with override_settings(INSIDE_HOSTS=["localhost", "127.0.0.1"]):
        yield


def test_an_answer_comes_with_status_headers_and_body(url: str) -> None:
    answer = ask("POST", f"{url}/echo?a=b", {"Content-Type": "text/plain"}, "hello")

    assert (answer.status, answer.is_ok) == (200, True)
    assert answer.body.decode() == f"POST /echo?a=b {url.removeprefix('https://')} hello"
    assert answer.headers["link"] == "<next>"


def test_a_redirect_is_not_followed(url: str) -> None:
    assert ask("GET", f"{url}/away").status == 302


@pytest.mark.parametrize("how", ["large", "silent", "dripping", "slowly_begun", "nonsense", "dropped"])
def test_a_bad_peer_ends_soon_and_tells_nothing(url: str, how: str) -> None:
    began = time.monotonic()

    with pytest.raises(Unreachable) as caught:
        ask("GET", f"{url}/{how}", limits=SHORT)

    assert time.monotonic() - began < 2.5
    assert "xx" not in str(caught.value)


def test_a_certificate_that_nobody_vouches_for_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")

    with pytest.raises(Unreachable):
        ask("GET", f"{url}/echo")


def test_an_inner_host_that_no_setting_names_is_never_connected_to(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessments.outbound.asking.HTTPSConnection", None)  # would fail if it were made

    with override_settings(INSIDE_HOSTS=[]), pytest.raises(Forbidden):
        ask("GET", f"{url}/echo")


def test_what_is_no_json_is_no_answer(url: str) -> None:
    with pytest.raises(Unreachable):
        ask("GET", f"{url}/echo").json()
