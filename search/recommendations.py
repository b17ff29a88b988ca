"""Goods that go with others, and goods for the front of the shop: from what the index holds, on an empty shop too.

What several orders had together comes before what is only near.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.db import connection

from search.engines.postgres import tsquery
from search.text.seasons import words_in_season

MOST = 24
NEWLY = timedelta(days=90)  # since a certificate was issued; it holds for 36 months
VALIDITY = timedelta(days=1_095)
_OFTEN = 2  # orders that had both: one alone is a chance, and might tell of its buyer
_TOGETHER = 4.0  # worth of e - 1 such orders: more than all that makes two products near
_IN_SEASON = 1.0  # worth of the season: more than all that is new
_OF_A_SELLER = 2  # of a row of goods, while there are others
# Each kind of nearness by its own index; then the few that were found are weighed together.
_RELATED = """
    SELECT asked.id, near.product_id
    FROM unnest(%(ids)s::bigint[]) AS asked (id)
    JOIN search_productdocument AS own ON own.product_id = asked.id
    CROSS JOIN LATERAL (
        SELECT product_id FROM (
            SELECT other.product_id, weight.score, row_number() OVER (
                PARTITION BY other.seller_id ORDER BY weight.score DESC, other.product_id
            ) AS turn
            FROM search_productdocument AS other
            LEFT JOIN search_boughttogether AS pair
                ON pair.product_id = own.product_id AND pair.other_id = other.product_id AND pair.times >= %(often)s
            CROSS JOIN LATERAL (
                SELECT 2.0 * (other.group_id = own.group_id)::int + (other.seller_id = own.seller_id)::int
                    + coalesce((other.place_id = own.place_id)::int, 0)
                    + other.is_available::int + 0.3 * other.quality
                    + coalesce(%(together)s * ln(1 + pair.times), 0) AS score
            ) AS weight
            WHERE other.product_id <> ALL(%(without)s::bigint[]) AND other.product_id <> own.product_id
                AND other.product_id IN (
                    (SELECT product_id FROM search_productdocument WHERE group_id = own.group_id
                        ORDER BY quality DESC, product_id DESC LIMIT %(near)s)
                    UNION (SELECT product_id FROM search_productdocument WHERE place_id = own.place_id
                        ORDER BY quality DESC, product_id DESC LIMIT %(near)s)
                    UNION (SELECT product_id FROM search_productdocument WHERE seller_id = own.seller_id
                        ORDER BY quality DESC, product_id DESC LIMIT %(near)s)
                    UNION (SELECT other_id FROM search_boughttogether
                        WHERE product_id = own.product_id AND times >= %(often)s ORDER BY times DESC LIMIT %(near)s)
                )
        ) AS weighed
        ORDER BY turn > %(turns)s, score DESC, product_id LIMIT %(most)s
    ) AS near
"""
_FRONT = """
    SELECT product_id FROM (
        SELECT product_id, score,
            row_number() OVER (PARTITION BY group_id ORDER BY score DESC, product_id) AS of_group,
            row_number() OVER (PARTITION BY seller_id ORDER BY score DESC, product_id) AS of_seller
        FROM (
            SELECT product_id, group_id, seller_id,
                quality + CASE WHEN certified_until >= %(new)s THEN 0.5 ELSE 0 END
                    + CASE WHEN names @@ %(season)s::tsquery THEN %(in_season)s ELSE 0 END AS score
            FROM search_productdocument
            WHERE is_available AND certified_until >= %(today)s AND product_id IN (
                (SELECT product_id FROM search_productdocument ORDER BY quality DESC, product_id DESC LIMIT 400)
                UNION (SELECT product_id FROM catalog_listing WHERE certified_until >= %(new)s
                    ORDER BY certified_until DESC LIMIT 200)
                UNION (SELECT product_id FROM search_productdocument WHERE names @@ %(season)s::tsquery
                    ORDER BY quality DESC, product_id DESC LIMIT 200)
            )
        ) AS scored
    ) AS ranked
    ORDER BY of_group + of_seller, score DESC, product_id LIMIT %(most)s
"""
_KEPT_FRONT = """
    SELECT front.product_id FROM search_frontproduct AS front
    JOIN catalog_listing AS listing ON listing.product_id = front.product_id
    WHERE listing.is_available AND listing.certified_until >= %(today)s
    ORDER BY front.place LIMIT %(most)s
"""


def related(product_ids: Collection[int], *, most: int, without: Collection[int] = ()) -> dict[int, list[int]]:
    """By product, those that go with it, the nearest first: of its group, its place, its seller. One statement."""
    values: dict[str, int | float | list[int]] = {
        "ids": sorted(product_ids),
        "without": list(without),
        "near": 2 * MOST,
        "turns": _OF_A_SELLER,
        "often": _OFTEN,
        "together": _TOGETHER,
        "most": most,
    }
    found: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_RELATED, values)
        for asked, near in cursor.fetchall():
            found[asked].append(near)
    return found


def for_basket(product_ids: Sequence[int], *, most: int) -> list[int]:
    """What goes with any of these, in turns, and is none of them."""
    near = related(product_ids, most=most, without=product_ids)
    longest = max((len(found) for found in near.values()), default=0)
    turns = (near[asked][turn] for turn in range(longest) for asked in product_ids if turn < len(near[asked]))
    return list(dict.fromkeys(turns))[:most]


def for_front(day: date, *, most: int) -> list[int]:
    """As they were last weighed (search.commands.front) and can be had now; weighed now where too few are left."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT_FRONT, {"today": day, "most": most})
        found = [pk for (pk,) in cursor.fetchall()]
    return found if len(found) == most else front_of(day, most=most)


def front_of(day: date, *, most: int) -> list[int]:
    """Certified goods that are to be had, of as many groups and sellers as there are; those of the season first, and
    newly certified ones."""
    season = tsquery.any_phrase(words_in_season(day), weight="A")
    values: dict[str, date | str | float] = {
        "today": day,
        "new": day + VALIDITY - NEWLY,
        "season": season,
        "in_season": _IN_SEASON,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FRONT, values)
        return [pk for (pk,) in cursor.fetchall()]
