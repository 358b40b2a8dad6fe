"""Which addresses we connect to: https ones of the public internet, and those that a setting names."""

from __future__ import annotations

import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

LONGEST = 2_000
ODD = re.compile(r"[\x00-\x20\x7f\\]")
NAT64 = ip_network("64:ff9b::/96")  # carries an IPv4 address, which is where a packet would end up
UNICAST = ip_network("2000::/3")  # all of IPv6 that has been given out
# Where no public server is, though some of it is routed. Python's own list differs from version to version.
# https://www.iana.org/assignments/iana-ipv4-special-registry
# https://www.iana.org/assignments/iana-ipv6-special-registry
# https://www.iana.org/assignments/multicast-addresses
NOWHERE = [
    *map(ip_network, ("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16")),  # this host and its link
    *map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")),  # private, or a carrier's
    *map(ip_network, ("192.0.0.0/24", "2001::/23")),  # protocols: Teredo, ORCHID, whatever relay is nearest
    *map(ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")),  # examples
    ip_network("198.18.0.0/15"),  # benchmarks
    *map(ip_network, ("192.31.196.0/24", "192.175.48.0/24", "2620:4f:8000::/48")),  # AS112: swallows what it is sent
    ip_network("192.52.193.0/24"),  # relays of multicast
    *map(ip_network, ("192.88.99.0/24", "2002::/16")),  # 6to4, given up
    ip_network("224.0.0.0/3"),  # multicast, reserved, broadcast
]


class Forbidden(Exception):
    """An address that is not connected to. Says why, and tells nothing about what is there."""


@dataclass(frozen=True)
class Address:
    """Looked up once: what was judged is what is connected to, whatever the name means a moment later."""

    host: str
    port: int
    ip: str
    path: str

    @property
    def named(self) -> str:
        """For the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == 443 else f"{host}:{self.port}"  # noqa: PLR2004 -- the port of https


def judged(url: str, inside: Collection[str] = ()) -> Address:
    """Raises Forbidden. Hosts in `inside` may lie in a private network."""
    # Libraries do not read these alike, so that one host could be judged and another one asked.
    if len(url) > LONGEST or ODD.search(url) or not url.isascii():
        raise Forbidden("is not an address")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 443
    except ValueError:
        raise Forbidden("is not an address") from None
    if parts.scheme != "https":
        raise Forbidden("does not begin with https://")
    if not host or "@" in parts.netloc:
        raise Forbidden("names no host, or a user besides")
    ips = looked_up(host, port)
    # All of them: a name that leads to an inner address at all is not trusted with the others.
    if host not in inside and not all(is_public(ip) for ip in ips):
        raise Forbidden("leads into a private network")
    return Address(host, port, ips[0], f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}")


def looked_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Forbidden("names a host that is not found") from None
    return [str(address[4][0]) for address in found]


def is_public(text: str) -> bool:
    ip = innermost(ip_address(text.partition("%")[0]))
    return (isinstance(ip, IPv4Address) or ip in UNICAST) and not any(ip in network for network in NOWHERE)


def innermost(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv4Address):
        return ip
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else ip.ipv4_mapped or ip
