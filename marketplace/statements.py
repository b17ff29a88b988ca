"""Querysets compiled once and run many times.

Django spends more time on compiling a list's SQL than PostgreSQL on answering it (measured: 1.1 of 2.4 ms), so the
hot reads compile theirs once for each shape and keep it. The SQL stays Django's; only the values are put in anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import psycopg
from django.db import connection, models
from django.db.models import QuerySet
from django.db.models.expressions import Combinable, Expression, F, Func, Value
from django.db.models.sql.compiler import SQLCompiler
from psycopg.types.numeric import Int8

T = TypeVar("T")

_RANKED = 'SELECT * FROM ({sql}) AS ranked WHERE "{rank}" <= %s ORDER BY "{rank}"'
_FIRST_WHOLE = 30_000  # fits a smallint: Django answers larger comparisons of one without asking the database
_FIRST_DAY = date(9000, 1, 1)
_FIRST_MOMENT = datetime.fromisoformat("9000-01-01T00:00:00+00:00")


class Slots:
    """Stand-ins for values while a queryset is compiled; each is found again among its parameters."""

    def __init__(self) -> None:
        self._names: list[tuple[Any, str]] = []

    def whole(self, name: str) -> int:
        return self._stand_in(name, _FIRST_WHOLE + len(self._names))

    def text(self, name: str) -> str:
        return self._stand_in(name, f"\x01slot {name}")

    def day(self, name: str) -> date:
        return self._stand_in(name, _FIRST_DAY + timedelta(days=len(self._names)))

    def moment(self, name: str) -> datetime:
        return self._stand_in(name, _FIRST_MOMENT + timedelta(days=len(self._names)))

    def decimal(self, name: str) -> Decimal:
        return self._stand_in(name, Decimal(_FIRST_WHOLE + len(self._names)))

    def ids(self, name: str) -> "Many":
        return Many(self.text(name), "bigint")

    def texts(self, name: str) -> "Many":
        return Many(self.text(name), "text")

    def name_of(self, parameter: Any) -> str | None:
        for stand_in, name in self._names:
            if isinstance(parameter, type(stand_in)) and parameter == stand_in:
                return name
        return None

    def _stand_in(self, name: str, value: T) -> T:
        self._names.append((value, name))
        return value


class Statement:
    """The compiled SQL of a `values_list` queryset; `rows` runs it with values by slot name.

    With `limit` "" or the name of a column that ranks the rows, the slot `limit` says how many are wanted, in all
    or of each rank's partition. (Django can filter by a window too, but then drops columns that it takes for equal.)
    """

    # A limit in all stands in the SQL as a number: the plan that the server keeps is made for it. With a parameter
    # there the plan would be made for a tenth of the table.
    def __init__(self, queryset: QuerySet[Any, Any], slots: Slots, *, limit: str | None = None) -> None:
        sql, parameters = queryset.query.sql_with_params()
        self._parameters = [(slots.name_of(parameter), parameter) for parameter in parameters]
        self._is_limited = limit == ""
        self.sql = sql
        if limit:
            self._parameters.append(("limit", None))
            self.sql = _RANKED.format(sql=sql, rank=limit)

    def rows(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        parameters = [constant if name is None else _wide(values[name]) for name, constant in self._parameters]
        return fetched(f"{self.sql} LIMIT {int(values['limit'])}" if self._is_limited else self.sql, parameters)


def fetched(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All rows of a statement, through a cursor that lets the server prepare it (and that Django still counts)."""
    connection.ensure_connection()
    raw: Any = psycopg.Cursor(connection.connection)
    wrapped = connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw)
    with wrapped as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _wide(value: Any) -> Any:
    # psycopg would send 7 as smallint and 70000 as integer: two prepared statements for one.
    if type(value) is int:
        return Int8(value)
    return [_wide(element) for element in value] if type(value) is list else value


@dataclass(frozen=True, slots=True)
class Many:
    """The stand-in of a list in `column = ANY(list)`: one parameter, however many values there are."""

    stand_in: str
    type: str

    def contain(self, column: str) -> "IsAnyOf":
        return IsAnyOf(F(column), Value(self.stand_in, output_field=models.TextField()), type=self.type)


class IsAnyOf(Func):
    """`column = ANY(list)` as a condition for `filter`. `type`: PostgreSQL's name of the values' type."""

    template = "%(expressions)s::%(type)s[])"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()
    conditional = True


class IsPast(Expression):
    """`(a, b) > (x, y)`: rows after a keyset position, as one comparison that an index of (a, b) answers."""

    output_field = models.BooleanField()
    conditional = True

    def __init__(self, columns: Sequence[str], values: Sequence[Any], *, descending: bool) -> None:
        super().__init__()
        self.columns: list[Any] = [F(column) for column in columns]
        self.values = list(values)
        self.sign = "<" if descending else ">"

    def get_source_expressions(self) -> list[Any]:
        return self.columns

    def set_source_expressions(self, exprs: Sequence[Combinable]) -> None:
        self.columns = list(exprs)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        names = [compiler.compile(column)[0] for column in self.columns]
        places = ", ".join("%s" for _ in self.values)
        return f"({', '.join(names)}) {self.sign} ({places})", tuple(self.values)
