"""What shoppers here look for, and do not find: told only of what enough people have typed."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.db import connection

from marketplace.commands.authority import Actor, current_posts
from marketplace.models import User
from search.commands.learning import FEWEST
from sellers.models import Member

MOST_DAYS, MOST = 365, 500
SUGGESTED_DAYS, MOST_SUGGESTED = 90, 2_000


class InsightKind(StrEnum):
    POPULAR = "POPULAR"
    NOT_FOUND = "NOT_FOUND"


class Insight(NamedTuple):
    """`visitors`: of each day, put together."""

    query: str
    searches: int
    visitors: int
    not_found: int
    clicks: int


_INSIGHTS = """
    SELECT text, sum(times), sum(visitors), sum(not_found), sum(choices) FROM search_searchedquery
    WHERE day > %(since)s GROUP BY text HAVING sum(visitors) >= %(fewest)s AND {having}
    ORDER BY {order} DESC, sum(visitors) DESC, text LIMIT %(most)s
"""
_ORDERS = {
    InsightKind.POPULAR: ("true", "sum(visitors)"),
    # Of each search as many visitors as its share: what is found by now no longer counts as much.
    InsightKind.NOT_FOUND: ("sum(not_found) > 0", "sum(not_found)"),
}
# Which queries lead to a shop's goods; those that few have typed are left out here too.
_OF_SELLERS = """
    SELECT seller_id, text, times FROM (
        SELECT seller_id, text, sum(choice.times) AS times, row_number() OVER (
            PARTITION BY seller_id ORDER BY sum(choice.times) DESC, text
        ) AS place
        FROM search_searchchoice AS choice JOIN catalog_product AS product ON product.id = choice.product_id
        WHERE day > %(since)s AND seller_id = ANY(%(sellers)s)
            AND text IN (SELECT text FROM search_searchedquery WHERE day > %(since)s GROUP BY text
                HAVING sum(visitors) >= %(fewest)s)
        GROUP BY seller_id, text
    ) AS led WHERE place <= %(most)s ORDER BY seller_id, place
"""


def may_see(actor: Actor) -> bool:
    """Officers, and the members of shops."""
    if not isinstance(actor, User) or not actor.is_active:
        return False
    return actor.is_superuser or current_posts(actor).exists() or Member.objects.filter(user=actor).exists()


def insights(kind: InsightKind, day: date, *, days: int, most: int) -> list[Insight]:
    having, order = _ORDERS[kind]
    values: dict[str, int | date] = {"since": day - timedelta(days=days), "fewest": FEWEST, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_INSIGHTS.format(having=having, order=order), values)
        return [Insight(*row) for row in cursor.fetchall()]


def searches_for(seller_ids: Collection[int], day: date, *, days: int, most: int) -> dict[int, list[tuple[str, int]]]:
    """By shop: what was typed by those who went on to its goods, and how often. One statement."""
    values: dict[str, int | date | list[int]] = {"since": day - timedelta(days=days), "fewest": FEWEST, "most": most}
    values["sellers"] = list(seller_ids)
    found: dict[int, list[tuple[str, int]]] = {seller: [] for seller in seller_ids}
    with connection.cursor() as cursor:
        cursor.execute(_OF_SELLERS, values)
        for seller, text, times in cursor.fetchall():
            found[seller].append((text, int(times)))
    return found


def suggested_queries(day: date) -> Sequence[str]:
    """What many have typed and found lately, the most first."""
    popular = insights(InsightKind.POPULAR, day, days=SUGGESTED_DAYS, most=MOST_SUGGESTED)
    return [one.query for one in popular if 2 * one.not_found < one.searches]
