"""The claims of a message that passed every check, as the services know them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from assessments.lti.launching.arrival import Arrival
from assessments.lti.launching.message import UNSTORABLE, is_https, is_id
from assessments.lti.launching.migration import before
from assessments.lti.launching.roles import role_of
from assessments.services.lti.messages import Message, Offered, Where, Who

COLUMNS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
ROSTER = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
DATES = {"opens": "opens_at", "closes": "closes_at", "due": "due_at"}
MOST = 100
YEARS = range(1970, 9999)  # beyond them, not every database has every zone's


def message_of(arrival: Arrival) -> Message:
    return Message(
        deployment_id=arrival.get("deployment_id"),
        who=who(arrival.claims, role_of(arrival.get("roles"))),
        where=where(arrival),
        offered=offered(arrival),
        before=before(arrival),
    )


def who(claims: Mapping[str, Any], role: str) -> Who:
    given, family = text(claims, "given_name"), text(claims, "family_name")
    return Who(
        sub=claims.get("sub", ""),
        role=role,
        # A platform may tell one name only, and then it is the whole of it.
        given_name=given or ("" if family else text(claims, "name")),
        family_name=family,
        email=text(claims, "email"),
    )


def where(arrival: Arrival) -> Where:
    context, link, custom = (mapping(arrival.get(name)) for name in ("context", "resource_link", "custom"))
    history = [one for one in custom_value(custom, "context_history").split(",") if is_id(one)]
    return Where(
        context_id=context.get("id") if is_id(context.get("id")) else "",
        title=text(context, "title") or text(context, "label"),
        link_id=link.get("id") if is_id(link.get("id")) else "",
        link_title=text(link, "title"),
        content=custom_value(custom, "content"),
        history=tuple(history[:MOST]),
        dates=dates_in(custom),
    )


def dates_in(custom: Mapping[str, Any]) -> dict[str, datetime]:
    """By LTI's variables, else by Canvas's own."""
    told = (
        (field, custom_value(custom, name) or custom_value(custom, f"canvas_{name}")) for name, field in DATES.items()
    )
    return {field: date for field, value in told if (date := date_of(value))}


def offered(arrival: Arrival) -> Offered:
    columns, roster = mapping(arrival.claims.get(COLUMNS)), mapping(arrival.claims.get(ROSTER))
    scopes = columns.get("scope")
    return Offered(
        columns_url=address(columns, "lineitems"),
        column_url=address(columns, "lineitem"),
        scopes=tuple(filter(is_id, scopes))[:MOST] if isinstance(scopes, list) else (),
        roster_url=address(roster, "context_memberships_url"),
    )


def mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return UNSTORABLE.sub("", value).strip() if isinstance(value, str) else ""


def address(values: Mapping[str, Any], name: str) -> str:
    return values[name] if is_https(values.get(name)) else ""


def custom_value(custom: Mapping[str, Any], name: str) -> str:
    """A variable that the platform does not know comes back as it was written: `$ResourceLink…`."""
    value = text(custom, name)
    return "" if value.startswith("$") else value


def date_of(value: str) -> datetime | None:
    try:
        found = parse_datetime(value)
    except ValueError:  # well formed, and no date
        return None
    # A time without a zone could be meant for any of them.
    return found if found and found.tzinfo and found.year in YEARS else None
