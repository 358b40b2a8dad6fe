"""Statements that become SQL once in each thread.

For a wide query, making the SQL takes several times as long as having it answered; for a write, about as long.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models
from django.db.models.sql import InsertQuery, UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
WIDEST = 63  # bits


class Given(models.Value):
    """A place in a query for what each call brings."""

    def __init__(self, name: str, field: models.Field[Any, Any]) -> None:
        super().__init__(name, output_field=field)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def stored(self, value: Any) -> Any:
        return self.output_field.get_db_prep_save(value, connection)


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
        # SQL is of one database: tests change it beneath a thread.
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


class Write:
    """One statement that writes columns of a row; called with the row."""

    def __init__(self, model: type[models.Model], *names: str) -> None:
        self.model, self.names = model, names
        self.own = threading.local()

    def __call__(self, row: models.Model) -> None:
        found: tuple[Any, ...] | None = getattr(self.own, "statement", None)
        if found is None or found[0] is not connections[DEFAULT_DB_ALIAS]:
            found = self.own.statement = (connections[DEFAULT_DB_ALIAS], *self.compiled())
        _, sql, places = found
        with connection.cursor() as cursor:
            cursor.execute(sql, [one.stored(getattr(row, one.value)) for one in places])
            self.done(row, cursor)

    def given(self, *names: str) -> dict[str, Given]:
        fields = [self.model._meta.get_field(name) for name in names]
        return {field.attname: Given(field.attname, field) for field in fields}

    def compiled(self) -> tuple[str, tuple[Given, ...]]:
        raise NotImplementedError

    def done(self, row: models.Model, cursor: Any) -> None:
        raise NotImplementedError


class Update(Write):
    """As `save(update_fields=names)`."""

    def compiled(self) -> tuple[str, tuple[Given, ...]]:
        row = self.model._base_manager.filter(pk=Given("pk", self.model._meta.pk))  # noqa: SLF001 -- as save() does
        query = row.query.chain(UpdateQuery)
        query.add_update_values(self.given(*self.names))
        return query.get_compiler(DEFAULT_DB_ALIAS).as_sql()

    def done(self, row: models.Model, cursor: Any) -> None:
        if cursor.rowcount != 1:
            raise DatabaseError(f"{row!r} is not there")


class Insert(Write):
    """As `save(force_insert=True)`, of a row whose number the database makes."""

    def compiled(self) -> tuple[str, tuple[Given, ...]]:
        meta = self.model._meta
        fields = [field for field in meta.local_concrete_fields if not field.primary_key]
        query = InsertQuery(self.model)
        query.insert_values(fields, [self.model(**self.given(*(field.name for field in fields)))])
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        # The number that the database makes comes back with the row, on both of them.
        compiler.returning_fields = [meta.pk]
        ((sql, places),) = compiler.as_sql()
        return sql, places

    def done(self, row: models.Model, cursor: Any) -> None:
        (row.pk,) = cursor.fetchone()
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001 -- as it is after save()
