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

_RANKED = 'SELECT * FROM ({sql}) AS ranked WHERE "{rank}" <= %s'
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

    With `is_limited`, the value `limit` says how many rows are wanted at most. `is_kept` False has the server plan
    it anew for the values at hand: 0.5 ms that pay where the best plan depends on how many rows a filter leaves.
    """

    def __init__(
        self, queryset: QuerySet[Any, Any], slots: Slots, *, is_limited: bool = False, is_kept: bool = True
    ) -> None:
        sql, parameters = queryset.query.sql_with_params()
        self._parts = (sql, "")
        self._is_limited = is_limited
        self._parameters = _named(parameters, slots)
        self._is_kept = is_kept

    def rows(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        parameters = [constant if name is None else _wide(values[name]) for name, constant in self._parameters]
        # A limit stands in the SQL as a number: the plan that the server keeps is made for it. With a parameter
        # there the plan would be made for a tenth of the table.
        limit = f" LIMIT {int(values['limit'])}" if self._is_limited else ""
        return fetched(limit.join(self._parts), parameters, is_kept=self._is_kept)


class PageStatement(Statement):
    """A page: `picked` chooses and orders rows of one table, then `queryset` joins to these few what they need.

    Joining first and limiting afterwards is the same to SQL but not to PostgreSQL, which stops looking for the best
    order of more than eight tables and then joins all 50,000 products to find 25 (measured: 470 ms, against 1).
    With `rank`, the name of a column of `picked` that numbers the rows of a partition, `limit` holds for each one.
    """

    def __init__(
        self,
        queryset: QuerySet[Any, Any],
        slots: Slots,
        *,
        picked: QuerySet[Any, Any],
        rank: str | None = None,
        is_kept: bool = True,
    ) -> None:
        super().__init__(queryset, slots, is_limited=rank is None, is_kept=is_kept)
        sql, parameters = picked.query.sql_with_params()
        table = f'"{queryset.model._meta.db_table}"'
        before, after = self._parts[0].split(f" FROM {table}", 1)
        limit: list[tuple[str | None, Any]] = []
        if rank is not None:
            sql = _RANKED.format(sql=sql, rank=rank)
            limit = [("limit", None)]
        self._parts = (f"{before} FROM ({sql}", f") AS {table}{after}")
        self._parameters = [*_named(parameters, slots), *limit, *self._parameters]


def _named(parameters: Sequence[Any], slots: Slots) -> list[tuple[str | None, Any]]:
    return [(slots.name_of(parameter), parameter) for parameter in parameters]


def fetched(sql: str, parameters: Sequence[Any], *, is_kept: bool = True) -> list[tuple[Any, ...]]:
    """All rows. With `is_kept` the cursor lets the server prepare the statement and keep its plan (and Django still
    counts it); Django's own cursor writes the values into the SQL."""
    with _preparing_cursor() if is_kept else connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _preparing_cursor() -> Any:
    connection.ensure_connection()
    raw: Any = psycopg.Cursor(connection.connection)
    return connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw)


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
