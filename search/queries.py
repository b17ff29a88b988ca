"""What the search reads of the catalogue: its names, the places, where goods are found, and labels for facets."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.db import connection
from django.db.models import Count

from catalog.models import Listing
from search.text.place_names import PlaceRow

# All units that cover the place and, since the ground of old units lies in new ones now, all that cover a unit which
# it succeeded: goods of the new commune Ý Yên are goods of the old district too.
_UNITS_OVER = """
    WITH goods AS MATERIALIZED (SELECT unnest(%s::bigint[]) AS place_id), found_under AS (
        SELECT cover.covered_id AS place_id, cover.place_id AS unit_id
        FROM goods JOIN marketplace_placecover cover ON cover.covered_id = goods.place_id
        UNION
        SELECT succession.successor_id, cover.place_id
        FROM goods JOIN marketplace_placesuccession succession ON succession.successor_id = goods.place_id
        JOIN marketplace_placecover cover ON cover.covered_id = succession.place_id
    )
    SELECT place_id, array_agg(unit_id ORDER BY unit_id) FROM found_under GROUP BY place_id
"""
_GROUPS = """
    SELECT named.id, named.name_vi, named.name_en FROM catalog_productgroup AS named
    JOIN catalog_productgroup AS own ON named.id IN (own.id, own.parent_id)
    JOIN catalog_listing AS listing ON listing.group_id = own.id
    GROUP BY named.id ORDER BY count(*) DESC, named.id
"""
_PLACES = """
    WITH above AS (
        SELECT covered_id, array_agg(place_id ORDER BY place_id) AS ids
        FROM marketplace_placecover WHERE covered_id <> place_id GROUP BY covered_id
    )
    SELECT place.id, place.code, place.level, place.kind, place.name, coalesce(above.ids, '{}')
    FROM marketplace_place place LEFT JOIN above ON above.covered_id = place.id
    ORDER BY place.id
"""

_LABELS = """
    SELECT 'group', id, CASE WHEN %(is_english)s THEN name_en ELSE name_vi END
    FROM catalog_productgroup WHERE id = ANY(%(groups)s)
    UNION ALL SELECT 'seller', id, name FROM sellers_seller WHERE id = ANY(%(sellers)s)
    UNION ALL SELECT 'place', id, kind || ' ' || name FROM marketplace_place WHERE id = ANY(%(places)s)
"""


def names_of_goods() -> Iterator[str]:
    """For `lexicon_of`: every listed product's name, and every name of a seller of such, once."""
    yield from Listing.objects.values_list("product__name", flat=True).iterator()
    yield from Listing.objects.order_by().values_list("seller__name", flat=True).distinct().iterator()


def place_rows() -> list[PlaceRow]:
    """For `place_names_of`: all units of all periods, with the goods on their ground."""
    goods = dict(Listing.objects.exclude(place=None).values_list("place").annotate(number=Count("pk")).order_by())
    stocked: Counter[int] = Counter()
    for place, units in units_over(goods).items():
        stocked.update(dict.fromkeys(units, goods[place]))
    with connection.cursor() as cursor:
        cursor.execute(_PLACES)
        return [
            PlaceRow(place, code, level, kind, name, stocked[place], tuple(above))
            for place, code, level, kind, name, above in cursor.fetchall()
        ]


class GroupName(NamedTuple):
    id: int
    name_vi: str
    name_en: str


def groups_of_goods() -> list[GroupName]:
    """Groups that listed goods are in, and those above them; the most goods first."""
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS)
        return [GroupName(*row) for row in cursor.fetchall()]


def units_over(places: Collection[int]) -> dict[int, tuple[int, ...]]:
    """By place: the units under which its goods are found, itself among them.

    A place filter of a query holds for goods of a place that has one of `PlaceMeant.ids` among these.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UNITS_OVER, [list(places)])
        return {place: tuple(units) for place, units in cursor.fetchall()}


def labels(
    *, groups: Collection[int], sellers: Collection[int], places: Collection[int], language: str
) -> dict[tuple[str, int], str]:
    """By facet and value."""
    values = {"groups": list(groups), "sellers": list(sellers), "places": list(places)}
    with connection.cursor() as cursor:
        cursor.execute(_LABELS, {**values, "is_english": language.startswith("en")})
        return {(facet, pk): label for facet, pk, label in cursor.fetchall()}
