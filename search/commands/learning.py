"""Counts what was noted of searches, and forgets what nobody should keep."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from marketplace.shared_store import shared_store
from search.log import KEPT_FOR, LINES, MOST_WAITING

MOST_LINES = 10_000  # at a time
MOST_OF_A_VISITOR = 300  # lines a day: beyond, it is a program
KEPT_DAYS = 400
RARE_DAYS = 30  # for which a text is kept that few have typed
FEWEST = 5  # visitors who typed a text, before anybody is told of it
_SEEN = "search:seen:{day}"
_LINES_OF = "search:lines-of:{day}"
_COUNT_QUERIES = """
    INSERT INTO search_searchedquery AS old (day, text, times, visitors, not_found, choices)
    SELECT * FROM unnest(%s::date[], %s::text[], %s::int[], %s::int[], %s::int[], %s::int[])
    ON CONFLICT (day, text) DO UPDATE SET times = old.times + excluded.times,
        visitors = old.visitors + excluded.visitors, not_found = old.not_found + excluded.not_found,
        choices = old.choices + excluded.choices
"""
_COUNT_CHOICES = """
    INSERT INTO search_searchchoice AS old (product_id, day, text, times)
    SELECT * FROM unnest(%s::bigint[], %s::date[], %s::text[], %s::int[])
    ON CONFLICT (product_id, day, text) DO UPDATE SET times = old.times + excluded.times
"""
_FORGET = """
    WITH rare AS (SELECT text FROM search_searchedquery GROUP BY text HAVING sum(visitors) < %(fewest)s)
    DELETE FROM {table} AS kept WHERE day < %(oldest)s OR (day < %(recent)s AND text IN (SELECT text FROM rare))
"""


@dataclass(frozen=True, slots=True)
class Line:
    """`chosen`: the product, of a choice. `is_new`: this visitor had not done just this on that day."""

    day: str
    text: str
    is_found: bool
    chosen: int | None
    is_new: bool


def take_lines(*, most: int = MOST_LINES) -> int:
    """Says how many lines it took. They are a statistic: those of a worker that dies here are lost."""
    taken = shared_store().ask(lambda store: _popped(store, most), None)
    if taken:
        _count([json.loads(line) for line in taken])
    return len(taken or ())


def forget_old_queries(day: date) -> None:
    """What is too old; and, sooner, what so few have typed that it might tell of them."""
    values: dict[str, int | date] = {
        "fewest": FEWEST,
        "oldest": day - timedelta(days=KEPT_DAYS),
        "recent": day - timedelta(days=RARE_DAYS),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ("search_searchchoice", "search_searchedquery"):
            cursor.execute(_FORGET.format(table=table), values)


def _popped(store: Any, most: int) -> list[str]:
    store.ltrim(LINES, -MOST_WAITING, -1)
    return store.lpop(LINES, most) or []


def _count(noted: list[list[Any]]) -> None:
    lines = shared_store().ask(lambda store: _without_programs(store, noted), None)
    if lines is None:
        return  # nobody knows who is new
    queries: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    choices: dict[tuple[int, str, str], int] = defaultdict(int)
    for line in lines:
        counted = queries[line.day, line.text]
        if line.chosen is None:
            for place, is_counted in enumerate((True, line.is_new, not line.is_found)):
                counted[place] += is_counted
        elif line.is_new:
            counted[3] += 1
            choices[line.chosen, line.day, line.text] += 1
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_COUNT_QUERIES, _columns([(*key, *counted) for key, counted in sorted(queries.items())], 6))
        if choices:
            cursor.execute(_COUNT_CHOICES, _columns([(*key, times) for key, times in sorted(choices.items())], 4))


def _without_programs(store: Any, noted: list[list[Any]]) -> list[Line]:
    with store.pipeline() as pipeline:
        for day, text, what, visitor in noted:
            chosen = "" if isinstance(what, bool) else what
            pipeline.sadd(_SEEN.format(day=day), f"{visitor}\0{text}\0{chosen}")
            pipeline.hincrby(_LINES_OF.format(day=day), visitor, 1)
        for day in {day for day, *_ in noted}:
            pipeline.expire(_SEEN.format(day=day), KEPT_FOR)
            pipeline.expire(_LINES_OF.format(day=day), KEPT_FOR)
        answers = pipeline.execute()
    lines = []
    for (day, text, what, _visitor), is_new, number in zip(noted, answers[0::2], answers[1::2], strict=False):
        if number <= MOST_OF_A_VISITOR:
            is_search = isinstance(what, bool)
            lines.append(Line(day, text, bool(is_search and what), None if is_search else what, bool(is_new)))
    return lines


def _columns(rows: Iterable[tuple[Any, ...]], width: int) -> list[list[Any]]:
    columns = [list(column) for column in zip(*rows, strict=True)]
    return columns or [[] for _ in range(width)]
