"""Whole tables, kept as COPY writes them: the rows that migrations bring, and the demo.

A test that commits leaves all tables empty behind it: the next finds those of migrations again.
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.test import TransactionTestCase

OF_DJANGO = "django_migrations"


def rows_of_all_tables() -> dict[str, bytes]:
    """By table, of those that have any."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")  # none that is temporary
        names = [name for (name,) in cursor.fetchall() if name != OF_DJANGO]
        found = {}
        for name in names:
            with cursor.copy(f'COPY "{name}" TO STDOUT') as copied:
                found[name] = b"".join(copied)
    return {name: rows for name, rows in found.items() if rows}


def bring_back(rows: Mapping[str, bytes]) -> None:
    """Without triggers and foreign keys: they are whole as they are, in whatever order of tables."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for name, lines in rows.items():
            with cursor.copy(f'COPY "{name}" FROM STDIN') as copied:
                copied.write(lines)
        cursor.execute("SET session_replication_role = DEFAULT")


def bring_back_after_each_flush(rows: Mapping[str, bytes]) -> None:
    flush = TransactionTestCase._fixture_teardown

    def torn_down(case: Any) -> None:
        flush(case)
        replace_all(rows)  # with the permissions, whose ids groups know

    TransactionTestCase._fixture_teardown = torn_down


def replace_all(rows: Mapping[str, bytes]) -> None:
    """Nothing is in the tables but these."""
    with connection.cursor() as cursor:
        tables = ", ".join(f'"{name}"' for name in rows)
        cursor.execute(f"TRUNCATE {tables} CASCADE")
    bring_back(rows)
