"""All that a group has as one value, where a row for each of a million would take longer than what is made of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, JSONField, TextField

ATTEMPTS = 500  # in memory at once


class Lines(Aggregate):
    """JSON values, a line each: JSON escapes the newlines in it. On SQLite alone."""

    template = "GROUP_CONCAT(%(expressions)s, '\n')"
    output_field = TextField()


class Listed(Aggregate):
    """None where all are filtered away, on PostgreSQL."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **extra)
