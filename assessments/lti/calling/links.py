"""The next page of a list, from a Link header.
https://www.rfc-editor.org/rfc/rfc8288
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

ONE = re.compile(r"<([^>]*)>([^<]*)")
# Moodle writes typographic quotes here, and `&amp;` in the address.
REL = re.compile(r";\s*rel\s*=\s*[\"“”']?([^\"“”';,]*)", re.IGNORECASE)


def linked(header: str) -> Iterator[tuple[str, str]]:
    """(relation, address as written, but for escaped ampersands)."""
    for address, parameters in ONE.findall(header):
        for relations in REL.findall(parameters):
            # Addresses keep their case, relations have none.
            yield from ((relation.lower(), html.unescape(address)) for relation in relations.split())


def next_page(url: str, header: str) -> str:
    return page_of("next", url, header)


def page_of(relation: str, url: str, header: str) -> str:
    return next((urljoin(url, address) for one, address in linked(header) if one == relation), "")
