"""The column of a link in a platform's gradebook: found, or made once.
https://www.imsglobal.org/spec/lti-ags/v2p0#line-item-service
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop

from assessments.lti.calling.pages import pages, with_query
from assessments.lti.choosing.response import REVIEWED, TAG
from assessments.lti.launching.reading import date_of
from assessments.models import LineItem
from assessments.outbound.asking import Answer, Forbidden, NotReached, Unreachable
from assessments.queries.lti import points_of
from assessments.services.lti import columns
from assessments.services.lti import dates as dates_service

SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"
LIST, ONE = ("application/vnd.ims.lis.v2.lineitem" + kind + "+json" for kind in ("container", ""))
NONE = gettext_noop(
    "Your gradebook has no column for this link, and your platform lets us make none. Switch the link's grades on over "
    "there and open it once: the scores then go to its column."
)
Call = Callable[..., Answer]


class Busy(Exception):
    """Another sender is at it."""


class Unavailable(Exception):
    """There is no column, and there will be none until somebody over there does something."""


def address_of(line: LineItem, call: Call, clock: Callable[[], datetime], gone: str = "") -> str:
    """Another one than what is `gone`. Raises Busy, Unavailable, Unreachable and Forbidden."""
    if line.url != gone:
        return line.url
    if not lets_us_make(line):
        raise Unavailable(NONE)
    if not columns.take(line, clock()):
        raise Busy
    try:
        url = found_or_made(line, call, clock)
    except (Unreachable, Forbidden):
        columns.let_go(line)
        raise
    if not columns.keep(line, url, clock()):
        raise Busy
    return url


def lets_us_make(line: LineItem) -> bool:
    return bool(line.container_url) and SCOPE in line.scopes


def found_or_made(line: LineItem, call: Call, clock: Callable[[], datetime]) -> str:
    """Looked for once more after making: a request may have been done twice on its way, or an earlier one late."""
    rows, made_url = found(line, call), ""
    if not chosen(rows, line):
        if not columns.may_make(line, clock()):
            raise Busy
        made_url = made(line, call)
        rows = found(line, call)
    # By the list first: what a platform answers to making one may be an address that it does not keep.
    url = chosen(rows, line) or made_url
    take_over_dates(line, next((row for row in rows if row["id"] == url), {}), clock())
    for surplus in made_besides(rows, line, url):
        if not columns.hold(line, clock()):
            raise Busy
        taken_away(surplus, line, call, clock())
    return url


def found(line: LineItem, call: Call) -> list[dict[str, Any]]:
    """By our own name for the content: a copied course has columns of the old names under new addresses."""
    name = line.link.content
    # Asked for by name, and looked at below all the same: not every platform filters.
    listed = with_query(line.container_url, resource_id=name, tag=TAG)
    rows = [row for page in pages(call, listed, LIST) for row in rows_of(page)]
    return [row for row in rows if row.get("resourceId") == name and row.get("tag") == TAG]


def take_over_dates(line: LineItem, row: dict[str, Any], now: datetime) -> None:
    """The second source, for a quiz without any: launches say more, and some platforms keep none of a column's."""
    quiz = line.link.assessment
    if quiz.opens_at is None and quiz.closes_at is None:
        told = {"opens_at": row.get("startDateTime"), "closes_at": row.get("endDateTime")}
        dates = {name: date for name, value in told.items() if isinstance(value, str) and (date := date_of(value))}
        dates_service.take_over(quiz, dates, None, now)


def rows_of(page: Any) -> Iterable[dict[str, Any]]:
    if not isinstance(page, list):
        raise Unreachable("the answer is no list of columns")
    return [row for row in page if isinstance(row, dict) and isinstance(row.get("id"), str)]


def chosen(rows: list[dict[str, Any]], line: LineItem) -> str:
    """The link's own; else the first that belongs to no other link."""
    others = columns.other_links(line.link)
    free = [row["id"] for row in rows if row.get("resourceLinkId") not in others]
    return next(iter(own(rows, line) + free), "")


def own(rows: list[dict[str, Any]], line: LineItem) -> list[str]:
    return [row["id"] for row in rows if row.get("resourceLinkId") == line.link.link_id]


def made_besides(rows: list[dict[str, Any]], line: LineItem, url: str) -> list[str]:
    """Of our making and empty: there was none of this link's when we asked for one, and no score has gone out since."""
    return [one for one in own(rows, line) if one != url] if line.asked_at else []


def taken_away(url: str, line: LineItem, call: Call, now: datetime) -> None:
    """A platform may refuse it, and then has the last word; one that fails is asked again, though not for ever."""
    answer = call("DELETE", url)
    fails = answer.status >= 500 or answer.status in {408, 425, 429}  # noqa: PLR2004 -- errors of the server
    if fails and line.asked_at and now < line.asked_at + columns.PATIENCE:
        raise Unreachable(f"the platform took no column away, status {answer.status}")


def made(line: LineItem, call: Call) -> str:
    """No answer leaves it in doubt whether there is one now: for a while it is looked for, and none is made."""
    quiz = line.link.assessment
    body = {
        "scoreMaximum": points_of(quiz) or 1,  # no column is of nothing
        "label": quiz.title,
        "resourceId": line.link.content,
        "tag": TAG,
        "resourceLinkId": line.link.link_id,
        "submissionReview": REVIEWED,
    }
    ends = {"startDateTime": quiz.opens_at, "endDateTime": quiz.closes_at}
    body |= {name: date.isoformat() for name, date in ends.items() if date}
    try:
        answer = call("POST", line.container_url, {"Content-Type": ONE, "Accept": ONE}, json.dumps(body))
    except (NotReached, Forbidden):
        columns.none_made(line)
        raise
    if not answer.is_ok:
        if answer.status < 500:  # noqa: PLR2004 -- it said no, so it made none
            columns.none_made(line)
        raise Unreachable(f"the platform made no column, status {answer.status}")
    row = answer.json()
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise Unreachable("the answer is no column")
    return row["id"]
