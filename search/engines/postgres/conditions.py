"""Which documents may be hits: words, limits that were lifted out of the query, and those that were chosen.

Where either of two things will do, each is looked up by its own index and the ids are put together: an OR over two
tables, or over a word and a place, would read every document.
"""

from typing import Any

from search.engines.postgres import tsquery
from search.engines.protocol import Asked, Limits, Reach
from search.text.understanding import Term

Values = dict[str, Any]

CERTIFIED = "coalesce(document.certified_until >= %(today)s, false)"
_NAMED = "SELECT product_id FROM search_productdocument WHERE names @@ %({slot})s::tsquery"
_WRITTEN = "SELECT product_id FROM search_producttext WHERE texts @@ %({slot})s::tsquery"
# The ground of old units lies in new ones now, so goods of a unit's successors are its goods too (search.queries).
_COVERED = """
    SELECT covered_id FROM marketplace_placecover WHERE place_id = ANY(%({slot})s)
    UNION SELECT succession.successor_id FROM marketplace_placecover AS cover
    JOIN marketplace_placesuccession AS succession ON succession.place_id = cover.covered_id
    WHERE cover.place_id = ANY(%({slot})s)
"""
_GROWN = "SELECT product_id FROM search_productdocument WHERE place_id = ANY(ARRAY({covered}))"
# Texts are not even looked into where names say it: PostgreSQL asks for `named` once, first.
_NAMED_ELSE_WRITTEN = """
    WITH named AS MATERIALIZED ({named})
    SELECT product_id FROM named
    UNION ALL SELECT product_id FROM ({written}) AS written WHERE NOT EXISTS (SELECT FROM named)
"""
_IN = "document.product_id = ANY(ARRAY({ids}))"


def meant(asked: Asked, values: Values) -> list[str]:
    """What the query itself says: its words, its price, its stars, its places."""
    understood = asked.understanding
    found = words(asked, values)
    if understood.price is not None:
        found += _prices("meant_price", understood.price.least, understood.price.most, values)
    if understood.stars:
        values["meant_stars"] = list(understood.stars)
        found.append(f"{CERTIFIED} AND document.stars = ANY(%(meant_stars)s)")
    if understood.places:
        found.append(_meant_places(asked, values))
    return found


def words(asked: Asked, values: Values) -> list[str]:
    required = asked.understanding.required
    if not required:
        return []
    values["words"] = tsquery.all_of(required, accented=asked.reach is Reach.EXACT)
    match asked.reach:
        case Reach.PHRASES:
            values["phrase"] = tsquery.in_a_row(required, weight="", accented=True)
            named, written = _NAMED.format(slot="words"), _WRITTEN.format(slot="phrase")
            return [_IN.format(ids=_NAMED_ELSE_WRITTEN.format(named=named, written=written))]
        case Reach.SOME:
            values["words"] = tsquery.any_of(required)
            everywhere = " INTERSECT ".join(_anywhere(number, term, values) for number, term in enumerate(required))
            return [_either(_NAMED.format(slot="words"), everywhere)]
    return ["document.names @@ %(words)s::tsquery"]


def chosen(limits: Limits, values: Values) -> dict[str, str]:
    """What the shopper's own limits demand, by facet, for each counts what passes all others. No entry: no limit."""
    passes: dict[str, list[str]] = {}
    for name in ("groups", "sellers", "places", "stars"):
        values[name] = list(getattr(limits, name))
    if limits.groups:
        passes["group"] = ["document.group_id = ANY(%(groups)s)"]
    if limits.sellers:
        passes["seller"] = ["document.seller_id = ANY(%(sellers)s)"]
    if limits.places:
        passes["place"] = [f"coalesce(document.place_id = ANY(ARRAY({_COVERED.format(slot='places')})), false)"]
    if limits.stars:
        passes["stars"] = [f"{CERTIFIED} AND document.stars = ANY(%(stars)s)"]
    if prices := _prices("price", limits.price_min, limits.price_max, values):
        passes["price"] = prices
    if others := _others(limits):
        passes["other"] = others
    return {name: " AND ".join(conditions) for name, conditions in passes.items()}


def _others(limits: Limits) -> list[str]:
    found = []
    if limits.is_available is not None:
        found.append("document.is_available" if limits.is_available else "NOT document.is_available")
    if limits.is_certified is not None:
        found.append(CERTIFIED if limits.is_certified else f"NOT {CERTIFIED}")
    return found


def _prices(name: str, least: int | None, most: int | None, values: Values) -> list[str]:
    """Of any variant: a product from 40,000 to 90,000 is one for 80,000."""
    found = []
    if least is not None:
        values[f"{name}_least"] = least
        found.append(f"document.price_max >= %({name}_least)s")
    if most is not None:
        values[f"{name}_most"] = most
        found.append(f"document.price_min <= %({name}_most)s")
    return found


def _meant_places(asked: Asked, values: Values) -> str:
    """Of the place, or with its name in the goods' or the seller's own."""
    ids = []
    for number, place in enumerate(asked.understanding.places):
        values[f"meant_place_{number}"] = list(place.ids)
        values[f"meant_phrase_{number}"] = tsquery.phrase(place.phrase.folded, weight="AB")
        ids.append(_GROWN.format(covered=_COVERED.format(slot=f"meant_place_{number}")))
        ids.append(_NAMED.format(slot=f"meant_phrase_{number}"))
    return _either(*ids)


def _anywhere(number: int, term: Term, values: Values) -> str:
    values[f"word_{number}"] = tsquery.all_of([term])
    return f"({_NAMED.format(slot=f'word_{number}')} UNION {_WRITTEN.format(slot=f'word_{number}')})"


def _either(*ids: str) -> str:
    return _IN.format(ids=" UNION ".join(ids))
