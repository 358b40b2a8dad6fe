from __future__ import annotations

import socket
from typing import Any

import pytest

from assessments.outbound.addresses import Forbidden, is_public, judged

HERE = "93.184.216.34"
INNER = [
    "127.0.0.1", "127.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.1.1",
    "169.254.169.254", "169.254.0.1", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
    "fd12:3456::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::", "::127.0.0.1", "fec0::1",
]  # fmt: skip
NOWHERE = [
    "0.1.2.3", "192.0.0.9", "192.0.0.170", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.88.99.2", "192.175.48.1",
    "::ffff:192.88.99.1", "64:ff9b::c034:c101", "64:ff9b:1::808:808", "100::1", "100:0:0:1::1", "2001::1", "2001:1::1",
    "2001:1::3", "2001:2::1", "2001:3::1", "2001:4:112::1", "2001:10::1", "2001:20::1", "2001:30::1",
    "2001:1ff::1", "2002:808:808::", "2620:4f:8000::1", "3fff::1", "3fff:fff:ffff::1", "5f00::1", "4000::1", "1::1",
]  # fmt: skip
PUBLIC = [
    HERE, "8.8.8.8", "192.0.1.1", "192.31.195.255", "192.31.197.0", "192.88.98.255", "192.88.100.0", "198.17.255.255",
    "198.20.0.0", "223.255.255.254", "2001:200::1", "2001:4860:4860::8888", "2003::1", "2606:4700::1111",
    "2620:4f:8001::1", "2a00:1450::1", "3fff:1000::1", "64:ff9b::808:808", "::ffff:8.8.8.8",
]  # fmt: skip
WRITTEN = [
    "http://lms.example/", "ftp://lms.example/", "file:///etc/passwd", "gopher://lms.example/", "javascript:alert(1)",
    "data:,x", "", "/", "//lms.example/", "https://", "https:///jwks", "https:lms.example", "HTTP://lms.example/",
    "https://user@lms.example/", "https://user:secret@lms.example/", "https://lms.example:0x50/", "https://lms.example:99999/",
    "https://lms.example\\@127.0.0.1/", "https://lms.example /", "https://lms.example/\r\nHost: x", "https://lms.example/\x00",
    "https://[::1/", "https://ümlaut.example/", "https://lms.example/" + "x" * 2000,
]  # fmt: skip


@pytest.fixture(autouse=True)
def resolver(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names and what they lead to; what is written as a number is left to the system."""
    names = {"lms.example": [HERE], "mixed.example": [HERE, "10.0.0.1"]}
    system = socket.getaddrinfo

    def looked_up(host: str, port: int, **more: Any) -> list[Any]:
        if host in names:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in names[host]]
        return system(host, port, flags=socket.AI_NUMERICHOST, **more)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    return names


def test_a_public_address_is_connected_to_by_number() -> None:
    address = judged("https://lms.example:8443/jwks?a=b#c")

    assert (address.ip, address.port, address.host, address.path) == (HERE, 8443, "lms.example", "/jwks?a=b")
    assert address.named == "lms.example:8443"


@pytest.mark.parametrize("ip", INNER)
def test_an_inner_address_is_none_to_go_to(ip: str, resolver: dict[str, list[str]]) -> None:
    resolver["evil.example"] = [ip]

    for host in ("evil.example", f"[{ip}]" if ":" in ip else ip):
        with pytest.raises(Forbidden):
            judged(f"https://{host}/")


@pytest.mark.parametrize("ip", NOWHERE)
def test_where_no_server_can_be_is_nowhere_to_go(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_all_the_rest_is_the_public_internet(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "[::ffff:7f00:1]", "127.0.0.1."]
)
def test_other_spellings_of_an_inner_address_are_none_either(host: str) -> None:
    with pytest.raises(Forbidden):
        judged(f"https://{host}/")


@pytest.mark.parametrize("url", WRITTEN)
def test_what_is_no_plain_https_address_is_none_to_go_to(url: str) -> None:
    with pytest.raises(Forbidden):
        judged(url)


def test_one_inner_address_among_several_is_one_too_many() -> None:
    with pytest.raises(Forbidden):
        judged("https://mixed.example/")


def test_a_name_that_leads_nowhere_is_none_to_go_to() -> None:
    with pytest.raises(Forbidden):
        judged("https://nowhere.example/")


def test_a_host_that_a_setting_names_may_lie_inside(resolver: dict[str, list[str]]) -> None:
    resolver["moodle.intern"] = ["10.0.0.7"]

    assert judged("https://moodle.intern/", inside=["moodle.intern"]).ip == "10.0.0.7"
    with pytest.raises(Forbidden):
        judged("https://10.0.0.7/", inside=["moodle.intern"])
