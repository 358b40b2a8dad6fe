"""Queries that become SQL once in each thread.

For a wide one, making the SQL takes several times as long as having it answered.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
WIDEST = 63  # bits


class Given(models.Value):
    """A place in a query for what each call brings."""

    def __init__(self, name: str, field: models.Field[Any, Any]) -> None:
        super().__init__(name, output_field=field)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class Prepared(Generic[Row]):
    """Called with what comes in the places: the rows of the queryset that `build` makes of them."""

    def __init__(
        self, build: Callable[..., models.QuerySet[Any, Row]], places: Mapping[str, models.Field[Any, Any]]
    ) -> None:
        self.build, self.places = build, places
        self.own = threading.local()  # as connections are

    def __call__(self, *values: Any) -> list[Row]:
        if any(isinstance(value, int) and value.bit_length() > WIDEST for value in values):
            return []  # in no column; databases refuse to look
        compiled = self.compiled()
        compiled.brought = {
            name: field.get_db_prep_value(value, connection)
            for (name, field), value in zip(self.places.items(), values, strict=True)
        }
        return list(compiled.rows)

    def first(self, *values: Any) -> Row | None:
        return next(iter(self(*values)), None)

    def compiled(self) -> Compiled[Row]:
        found: Compiled[Row] | None = getattr(self.own, "compiled", None)
        if found is None or found.compiler.connection is not connections[DEFAULT_DB_ALIAS]:
            found = self.own.compiled = Compiled(self.build(*map(Given, self.places, self.places.values())))
        return found


class Compiled(Generic[Row]):
    """Stands in for a queryset and its query, where rows are made of what the database says."""

    _known_related_objects: Mapping[Any, Any] = {}

    def __init__(self, queryset: models.QuerySet[Any, Row]) -> None:
        self.db, self.query = queryset.db, self
        self.compiler = queryset.query.get_compiler(self.db)
        self.sql, self.parameters = self.compiler.as_sql()
        converters = self.compiler.get_converters([column for column, *_ in self.compiler.select])
        self.compiler.as_sql, self.compiler.get_converters = self.as_sql, lambda _: converters
        self.brought: dict[str, Any] = {}
        self.rows = queryset._iterable_class(self)  # noqa: SLF001 -- what makes models of rows, or what values() asks for

    def get_compiler(self, using: str) -> SQLCompiler:
        return self.compiler

    def as_sql(self) -> tuple[str, tuple[Any, ...]]:
        return self.sql, tuple(self.brought[one.value] if isinstance(one, Given) else one for one in self.parameters)


def prepared(**places: models.Field[Any, Any]) -> Callable[[Callable[..., models.QuerySet[Any, Row]]], Prepared[Row]]:
    return lambda build: Prepared(build, places)
