"""The search in the shop's own database: no second store to keep."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from search.engines.postgres.begun import begun
from search.engines.postgres.orders import ORDERS
from search.engines.postgres.statement import statement
from search.engines.protocol import Asked, Begun, Found, Hit
from search.text.understanding import Word


class PostgresEngine:
    name = "postgresql"  # also in the triggers that note changes (search.0002)

    def search(self, asked: Asked) -> Found:
        sql, values = statement(asked)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return _found(asked, cursor.fetchall())

    def begun(self, words: Sequence[Word], *, products: int, sellers: int) -> Begun:
        return begun(words, products=products, sellers=sellers)


def _found(asked: Asked, rows: list[tuple[Any, ...]]) -> Found:
    order = ORDERS[asked.sort][:-1]  # the last is the product's id
    hits: list[Hit] = []
    facets: dict[str, list[tuple[int, int]]] = {name: [] for name in asked.facets}
    total = None
    for kind, number, *columns in rows:
        if kind == "hit":
            position = (column.read(text) for column, text in zip(order, columns, strict=False))
            hits.append(Hit(number, (*position, number)))
        elif kind == "total":
            total = number
        else:
            facets[kind.removeprefix("facet ")].append((number, int(columns[0])))
    return Found(hits, total, facets)
