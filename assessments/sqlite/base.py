"""Django's SQLite backend with a gate before every write, ours, the admin's and the sessions' alike."""

import contextlib
import functools
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db.backends.sqlite3 import base

from assessments.sqlite import journal_mode
from assessments.sqlite.gate import Gate

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|VACUUM|REINDEX|ANALYZE)\b", re.IGNORECASE)


def enter(gate: Gate) -> None:
    try:
        gate.enter()
    # A turn that does not come is told as SQLite tells it, which callers and Django know.
    except OSError as error:
        raise base.Database.OperationalError(f"database is locked: {error}") from error


@contextlib.contextmanager
def turn(gate: Gate) -> Iterator[None]:
    enter(gate)
    try:
        yield
    finally:
        gate.leave()


@functools.lru_cache(maxsize=512)
def converted(query: str) -> str:
    """Placeholders as SQLite has them; looking for them takes half as long as a short query does."""
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class GatedCursor(base.SQLiteCursorWrapper):
    """A single statement outside a transaction waits its turn as well."""

    gate: Gate

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        return converted(query) if param_names is None else super().convert_query(query, param_names=param_names)

    def execute(self, query: str, params: Any = None) -> Any:
        return self._in_turn(super().execute, query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        return self._in_turn(super().executemany, query, param_list)

    def _in_turn(self, execute: Callable[[str, Any], Any], query: str, params: Any) -> Any:
        # Within a transaction the turn has come already; reading needs none.
        if self.connection.in_transaction or not WRITES.match(query):
            return execute(query, params)
        with turn(self.gate):
            return execute(query, params)


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gate = Gate("", 0)  # open, until a connection knows its file

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        _, _, path = connection.execute("PRAGMA database_list").fetchone()
        self.gate = Gate(path and f"{path}.gate", conn_params["timeout"])
        if path:
            self._choose_journal(connection)
        return connection

    def _choose_journal(self, connection: Any) -> None:
        """Of two connections that switch together, one would fail at once, whatever its timeout."""
        (found,) = connection.execute("PRAGMA journal_mode").fetchone()
        if found.upper() != journal_mode():
            with turn(self.gate):
                connection.execute(f"PRAGMA journal_mode={journal_mode()}")

    def create_cursor(self, name: str | None = None) -> GatedCursor:
        cursor = self.connection.cursor(factory=GatedCursor)
        cursor.gate = self.gate
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        with self.wrap_database_errors:
            enter(self.gate)
        try:
            super()._start_transaction_under_autocommit()
        # An interrupt between the two must leave no gate shut.
        except BaseException:
            self.gate.leave()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            self._leave_if_over()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._leave_if_over()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self.gate.leave()

    def _leave_if_over(self) -> None:
        """A commit that failed leaves the transaction open, and the rollback still to come."""
        if self.connection is None or not self.connection.in_transaction:
            self.gate.leave()
