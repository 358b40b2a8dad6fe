"""A list that a platform gives page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from assessments.lti.calling.links import next_page
from assessments.outbound.asking import Answer, Unreachable

MOST = 200


def pages(call: Callable[..., Answer], url: str, accept: str) -> Iterator[Any]:
    """Each page as read. Raises Unreachable."""
    return (answer.json() for answer in answers(call, url, accept))


def answers(call: Callable[..., Answer], url: str, accept: str) -> Iterator[Answer]:
    """Raises Unreachable; a list that never ends is cut, as is one that goes round."""
    seen: set[str] = set()
    while url and url not in seen:
        seen.add(url)
        if len(seen) > MOST:
            raise Unreachable(f"the list has more than {MOST} pages")
        answer = call("GET", url, {"Accept": accept})
        if not answer.is_ok:
            raise Unreachable(f"status {answer.status}")
        yield answer
        url = next_page(url, answer.headers.get("link", ""))


def with_query(url: str, **parameters: str) -> str:
    """Added to those that the address has: Moodle's has some."""
    parts = urlsplit(url)
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *parameters.items()])
    return parts._replace(query=query).geturl()
