"""The column of a link in a platform's gradebook: found, or made once.
https://www.imsglobal.org/spec/lti-ags/v2p0#line-item-service
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from assessments.lti.calling.pages import pages, with_query
from assessments.lti.choosing.response import TAG
from assessments.models import LineItem
from assessments.outbound.asking import Answer, Forbidden, Unreachable
from assessments.queries.lti import points_of
from assessments.services.lti import columns

SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"
LIST, ONE = ("application/vnd.ims.lis.v2.lineitem" + kind + "+json" for kind in ("container", ""))
Call = Callable[..., Answer]


class Busy(Exception):
    """Another sender is at it."""


class Unavailable(Exception):
    """There is no column, and there will be none until somebody over there does something."""


def address_of(line: LineItem, call: Call, now: datetime) -> str:
    """Raises Busy, Unavailable, Unreachable and Forbidden."""
    if line.url:
        return line.url
    if not line.container_url or SCOPE not in line.scopes:
        raise Unavailable("The platform has no column for this link and lets us make none.")
    if not columns.take(line, now):
        raise Busy
    try:
        url = found(line, call)
    except (Unreachable, Forbidden):
        columns.let_go(line)  # nothing was made
        raise
    columns.keep(line, url or made(line, call))
    return line.url


def found(line: LineItem, call: Call) -> str:
    """By our own name for the content: a copied course has columns of the old names under new addresses."""
    name = line.link.content
    listed = with_query(line.container_url, resource_id=name, tag=TAG)
    rows = [row for page in pages(call, listed, LIST) for row in rows_of(page)]
    ours = [row for row in rows if row.get("resourceId") == name and row.get("tag") == TAG]
    return chosen(ours, line.link.link_id, columns.other_links(line.link))


def rows_of(page: Any) -> Iterable[dict[str, Any]]:
    if not isinstance(page, list):
        raise Unreachable("the answer is no list of columns")
    return [row for row in page if isinstance(row, dict) and isinstance(row.get("id"), str)]


def chosen(rows: list[dict[str, Any]], link_id: str, others: set[str]) -> str:
    """The link's own; else the first that belongs to no other link."""
    own = [row["id"] for row in rows if row.get("resourceLinkId") == link_id]
    free = [row["id"] for row in rows if row.get("resourceLinkId") not in others]
    return next(iter(own + free), "")


def made(line: LineItem, call: Call) -> str:
    """No answer leaves it in doubt whether there is one now: it stays taken for a while, then is looked for again."""
    quiz = line.link.assessment
    body = {
        "scoreMaximum": points_of(quiz) or 1,
        "label": quiz.title,
        "resourceId": line.link.content,
        "tag": TAG,
        "resourceLinkId": line.link.link_id,
    }
    answer = call("POST", line.container_url, {"Content-Type": ONE, "Accept": ONE}, json.dumps(body))
    if not answer.is_ok:
        if answer.status < 500:  # noqa: PLR2004 -- it said no, so it made none
            columns.let_go(line)
        raise Unreachable(f"the platform made no column, status {answer.status}")
    row = answer.json()
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise Unreachable("the answer is no column")
    return row["id"]
