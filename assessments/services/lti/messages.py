"""What a launch says, once it is believed; the faces read it off a platform's claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Who:
    sub: str
    role: str
    given_name: str = ""
    family_name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Where:
    """A course over there, and the link in it, which a teacher who chooses content has not made yet."""

    context_id: str
    title: str = ""
    link_id: str = ""
    link_title: str = ""
    content: str = ""  # ours, as the link was made with
    history: tuple[str, ...] = ()
    dates: Mapping[str, datetime] = field(default_factory=dict)  # of Assessment's names, as they hold for this person


@dataclass(frozen=True)
class Offered:
    """The services that the platform offers here."""

    columns_url: str = ""
    column_url: str = ""
    scopes: tuple[str, ...] = ()
    roster_url: str = ""


@dataclass(frozen=True)
class Before:
    """What the platform called them in LTI 1.1."""

    person: str = ""
    link: str = ""


@dataclass(frozen=True)
class Message:
    deployment_id: str
    who: Who
    where: Where
    offered: Offered = Offered()
    before: Before = Before()
