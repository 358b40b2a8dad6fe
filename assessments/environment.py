"""Typed reads of environment variables. Nonsense raises: the name, the value found, and what is allowed."""

import os
import re
import secrets
import tempfile
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

TRUE = ("1", "true", "yes", "on")
FALSE = ("0", "false", "no", "off")
SECRET_LENGTH = 32


class Misconfigured(ImproperlyConfigured):
    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"{name}={value!r} is not understood. Allowed: {allowed}.")


def envstr(name: str, default: str, allowed: tuple[str, ...] = ()) -> str:
    """An empty variable counts as one not set."""
    value = os.environ.get(name, "").strip() or default
    if allowed and value not in allowed:
        raise Misconfigured(name, value, ", ".join(allowed))
    return value


def envbool(name: str, default: bool) -> bool:
    value = envstr(name, TRUE[0] if default else FALSE[0])
    if value.lower() not in TRUE + FALSE:
        raise Misconfigured(name, value, ", ".join(TRUE + FALSE))
    return value.lower() in TRUE


def envint(name: str, default: int, lowest: int, highest: int) -> int:
    value = envstr(name, str(default))
    # isdigit() lets through a raised two, which int() refuses.
    if not (value.isascii() and value.isdigit() and lowest <= int(value) <= highest):
        raise Misconfigured(name, value, f"a whole number from {lowest} to {highest}")
    return int(value)


def envlist(name: str, default: tuple[str, ...]) -> list[str]:
    """Values between commas."""
    parts = [part.strip() for part in envstr(name, ",".join(default)).split(",")]
    if not all(parts) and parts != [""]:
        raise Misconfigured(name, ",".join(parts), "values between commas, none of them empty")
    return [part for part in parts if part]


def envhttps(name: str) -> str:
    """An address; empty where none is set."""
    value = envstr(name, "").rstrip("/")
    if value and not re.fullmatch(r"https://[^\s/?#@]+[^\s?#]*", value):
        raise Misconfigured(name, value, "an address that begins with https://")
    return value


def envnetworks(name: str) -> list[IPv4Network | IPv6Network]:
    try:
        return [ip_network(part) for part in envlist(name, ())]
    except ValueError as wrong:
        raise Misconfigured(name, envstr(name, ""), f"addresses and ranges such as 10.0.0.0/8 ({wrong})") from None


def envdirectory(name: str, default: Path) -> Path:
    """Made if it is missing, for nobody else to read."""
    directory = Path(envstr(name, str(default)))
    if not directory.is_absolute():
        raise Misconfigured(name, str(directory), "an absolute path")
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Misconfigured(name, str(directory), f"a directory that can be made ({error.strerror})") from None
    return directory


def envzone(name: str, default: str) -> str:
    value = envstr(name, default)
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):  # KeyError: no such zone
        raise Misconfigured(name, value, "a time zone of the IANA list, such as UTC or Europe/Vienna") from None
    return value


def envsecret(name: str, kept: Path) -> str:
    """The variable; else what is kept in the file; else a new secret, kept there from now on."""
    try:
        value = envstr(name, "") or _kept_secret(kept)
    except OSError:
        raise Misconfigured(name, "", f"at least {SECRET_LENGTH} characters, as {kept} cannot be used") from None
    if len(value) < SECRET_LENGTH:
        raise Misconfigured(name, "…", f"at least {SECRET_LENGTH} characters (from the variable, else from {kept})")
    return value


def _kept_secret(kept: Path) -> str:
    """Written aside, then linked: of several processes starting at once, all read the same whole secret."""
    if not kept.exists():
        descriptor, aside = tempfile.mkstemp(dir=kept.parent, prefix=kept.name)  # mode 0600
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            # A link fails where there is a file already; renaming would replace a secret that is in use.
            os.link(aside, kept)
        except FileExistsError:
            pass
        finally:
            Path(aside).unlink()
    return kept.read_text().strip()


def read_dotenv(path: Path) -> None:
    """Lines NAME=value. What the environment already holds wins."""
    if not path.exists():
        return
    for line in path.read_text().splitlines():
        name, equals, value = (part.strip() for part in line.partition("="))
        if not name or name.startswith("#"):
            continue
        if not equals:
            raise Misconfigured(str(path), line, "lines NAME=value, and comments after #")
        os.environ.setdefault(name, value.strip("\"'"))
