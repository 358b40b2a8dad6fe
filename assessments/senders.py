"""Which address a request comes from."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
ONE_CONNECTION = 64  # bits that whoever has one connection to the internet by IPv6 cannot choose


def address_of(request: HttpRequest) -> Address | None:
    """The nearest address that is none of the proxies we trust; what a client claims beyond it counts for nothing."""
    claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    nearest = None
    # Each proxy adds to the end, so the nearest stands last.
    for hop in (request.META.get("REMOTE_ADDR", ""), *reversed(claimed)):
        address = read(hop)
        if address is None:
            break
        nearest = address
        if not any(address in network for network in settings.TRUSTED_PROXIES):
            break
    return nearest


def read(text: str) -> Address | None:
    """An IPv4 address in the clothes of IPv6 is the IPv4 address."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def place_of(request: HttpRequest) -> str:
    """What limits are counted by: an address, or the network that comes with one connection."""
    address = address_of(request)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, ONE_CONNECTION), strict=False))
    return str(address)
