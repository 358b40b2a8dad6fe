"""How requests are read: text without what no database stores, numbers that fit, pages by cursor."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Annotated, Any, NoReturn, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Query
from ninja.errors import HttpError
from ninja.parser import Parser
from pydantic import StringConstraints

NO_NUL = r"^[^\x00]*$"
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
Text = Annotated[str, StringConstraints(pattern=NO_NUL, max_length=10_000)]
Title = Annotated[str, StringConstraints(pattern=NO_NUL, min_length=1, max_length=200)]
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=50)]
Cursor = Annotated[str, Query(pattern=r"^[A-Za-z0-9_=-]*$", max_length=400)]
Limit = Annotated[int, Query(ge=1, le=100)]

Row = TypeVar("Row", bound=Model)


class CarefulParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        # Python reads NaN and Infinity, which no JSON may hold and no database keeps.
        body = json.loads(request.body, parse_constant=refuse)
        if not clean(body):
            raise ValueError("A character that cannot be stored.")
        return body


def refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON.")


def clean(value: Any) -> bool:
    """Whether every database stores it: no NUL, no half of a surrogate pair."""
    if isinstance(value, str):
        return not UNSTORABLE.search(value)
    if isinstance(value, dict):
        return all(clean(name) and clean(one) for name, one in value.items())
    return all(map(clean, value)) if isinstance(value, list) else True


def paged(rows: QuerySet[Row], cursor: str, limit: int, shown: Callable[[Row], Any]) -> dict[str, Any]:
    """In order of the primary key, from where the cursor points on."""
    if cursor:
        rows = rows.filter(pk__gt=pointed_at(rows, cursor))
    # One more than asked for tells whether there is another page.
    found = list(rows.order_by("pk")[: limit + 1])
    last = found[limit - 1].pk if len(found) > limit else None
    return {
        "data": [shown(row) for row in found[:limit]],
        "next": None if last is None else urlsafe_b64encode(str(last).encode()).decode(),
    }


def pointed_at(rows: QuerySet[Row], cursor: str) -> Any:
    key = rows.model._meta.pk
    try:
        # By the rules of the key's own field: a number that is too great is refused here, not by the database.
        return key.clean(urlsafe_b64decode(cursor.encode()).decode(), None)
    except (ValueError, ValidationError):
        raise HttpError(422, "This cursor is none that was given out here.") from None
