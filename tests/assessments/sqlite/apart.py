"""An SQLite database apart from the suite's own, which may be PostgreSQL."""

from django.db import connections

ALIAS = "apart"


def execute(statement: str) -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(statement)


def counter() -> int:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT n FROM counter")
        return cursor.fetchone()[0]
