"""The search in the shop's own database: no second store, and what is sold out or taken down is out at once."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from search.engines import tsquery
from search.engines.protocol import Asked, Found, Hit, Limits, Reach
from search.text.understanding import Term

MOST_FACET_VALUES = 30
MOST_OF_A_SELLER = 3  # among those that match as well
BANDS = (50_000, 100_000, 200_000, 500_000, 1_000_000)  # đồng: where a price band ends

# What may set one of two equals above the other: certified, to be had, well rated, sold; a short name says more.
_QUALITY = """
    CASE WHEN listing.certified_until >= %(today)s THEN 0.5 + 0.1 * listing.stars ELSE 0 END
    + CASE WHEN listing.is_available THEN 0.5 ELSE 0 END
    + listing.rating_average * least(listing.rating_count, 20) / 100.0
    + 0.1 * ln(1 + listing.sold_count) - 0.03 * document.word_count
"""
# Columns of the sort, as `matched` has them; each with whether it runs downwards.
_SORTS: dict[str, tuple[tuple[str, bool], ...]] = {
    "RELEVANCE": (("tier", True), ("crowded", False), ("score", True), ("product_id", True)),
    "NEWEST": (("published_at", True), ("product_id", True)),
    "PRICE_ASC": (("price_min", False), ("product_id", False)),
    "PRICE_DESC": (("price_min", True), ("product_id", True)),
    "STARS": (("stars", True), ("tier", True), ("score", True), ("product_id", True)),
    "RATING": (("rating_average", True), ("rating_count", True), ("product_id", True)),
    "BEST_SELLING": (("sold_count", True), ("product_id", True)),
    "NAME": (("name_key", False), ("product_id", False)),
}
_TYPES = {
    **dict.fromkeys(("tier", "crowded", "stars", "rating_count"), "int"),
    **dict.fromkeys(("product_id", "price_min", "sold_count"), "bigint"),
    "score": "float8",
    "published_at": "timestamptz",
    "rating_average": "numeric",
    "name_key": "text",
}
_MATCHED = """
    WITH scored AS MATERIALIZED (
        SELECT listing.product_id, listing.seller_id, listing.group_id, listing.place_id, listing.price_min,
            listing.published_at, listing.rating_average, listing.rating_count, listing.sold_count, listing.name_key,
            CASE WHEN listing.certified_until >= %(today)s THEN listing.stars ELSE 0 END AS stars,
            {tier} AS tier, ({score} + {quality})::float8 AS score,
            {passes}
        FROM search_productdocument AS document
        JOIN catalog_listing AS listing ON listing.product_id = document.product_id
        WHERE {where}
    ), kept AS (
        SELECT * FROM scored WHERE {all_pass}
    ), matched AS (
        SELECT *, CASE WHEN row_number() OVER (PARTITION BY seller_id ORDER BY tier DESC, score DESC, product_id DESC)
            > {most} THEN 1 ELSE 0 END AS crowded
        FROM kept
    )
"""


_COVERED = "listing.place_id IN (SELECT covered_id FROM marketplace_placecover WHERE place_id = ANY(%({slot})s))"
_PAGE = "SELECT 'hit', product_id, {columns} FROM matched WHERE {past} ORDER BY {order} LIMIT %(size)s"
_FACET = """
    SELECT 'facet {name}', {value}, count(*)::text, NULL, NULL, NULL FROM scored
    WHERE {passes} AND {value} IS NOT NULL AND {value} >= {least}
    GROUP BY {value} ORDER BY count(*) DESC, {value} LIMIT {most}
"""
_FACET_VALUES = {
    "group": "group_id",
    "seller": "seller_id",
    "place": "place_id",
    "stars": "stars",
    "price": f"width_bucket(price_min, ARRAY{list(BANDS)}::bigint[])",
}


class PostgresEngine:
    name = "postgresql"

    def search(self, asked: Asked) -> Found:
        sql, values = _statement(asked)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            rows = cursor.fetchall()
        return _found(asked, rows)


def _statement(asked: Asked) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"today": asked.today, "size": asked.size + 1}
    where = _where(asked, values)
    tier, score = _ranking(asked, values)
    passes = _passes(asked.limits, values)
    matched = _MATCHED.format(
        tier=tier,
        score=score,
        quality=_QUALITY,
        passes=", ".join(f"({condition}) AS pass_{name}" for name, condition in passes.items()),
        where=" AND ".join(where) or "true",
        all_pass=" AND ".join(f"pass_{name}" for name in passes),
        most=MOST_OF_A_SELLER,
    )
    parts = [_page(asked, values), "SELECT 'total', count(*), NULL, NULL, NULL, NULL FROM kept"]
    parts += [_facet(name, [other for other in passes if other != name]) for name in sorted(asked.facets)]
    return matched + " UNION ALL ".join(f"({part})" for part in parts), values


def _where(asked: Asked, values: dict[str, Any]) -> list[str]:
    """Words, and the limits that were lifted out of the query."""
    meant = asked.understanding
    where = _words(asked, values)
    if meant.price is not None and meant.price.least is not None:
        values["meant_least"] = meant.price.least
        where.append("listing.price_max >= %(meant_least)s")
    if meant.price is not None and meant.price.most is not None:
        values["meant_most"] = meant.price.most
        where.append("listing.price_min <= %(meant_most)s")
    if meant.stars:
        values["meant_stars"] = list(meant.stars)
        where.append("listing.certified_until >= %(today)s AND listing.stars = ANY(%(meant_stars)s)")
    if meant.places:
        either = []
        for number, place in enumerate(meant.places):
            values[f"meant_place_{number}"] = list(place.ids)
            values[f"meant_phrase_{number}"] = tsquery.phrase(place.phrase.folded, weight="AB")
            either += [
                _COVERED.format(slot=f"meant_place_{number}"),
                f"document.names @@ %(meant_phrase_{number})s::tsquery",
            ]
        where.append(f"({' OR '.join(either)})")
    return where


def _words(asked: Asked, values: dict[str, Any]) -> list[str]:
    required = asked.understanding.required
    if not required:
        return []
    match asked.reach:
        case Reach.NAMES:
            values["words"] = tsquery.all_of(required)
            return ["document.names @@ %(words)s::tsquery"]
        case Reach.TEXTS:
            conditions = []
            for number, term in enumerate(required):
                values[f"word_{number}"] = tsquery.all_of([term])
                place = f"%(word_{number})s::tsquery"
                conditions.append(f"(document.names @@ {place} OR document.texts @@ {place})")
            return conditions
    values["words"] = tsquery.any_of(required)
    return ["document.names @@ %(words)s::tsquery"]


def _ranking(asked: Asked, values: dict[str, Any]) -> tuple[str, str]:
    """The tier and, within it, the score: accents as they were typed first, the name itself before what it belongs to."""
    required: Sequence[Term] = asked.understanding.required
    score = ["0"]
    for number, term in enumerate(term for term in asked.understanding.terms if term.is_optional):
        values[f"optional_{number}"] = tsquery.all_of([term])
        score.append(f"CASE WHEN document.names @@ %(optional_{number})s::tsquery THEN 0.75 ELSE 0 END")
    if not required:
        return "0", " + ".join(score)
    if asked.reach is Reach.SOME:
        for number, term in enumerate(required):
            values[f"some_{number}"] = tsquery.all_of([term], weight="A")
            values[f"anywhere_{number}"] = tsquery.all_of([term])
            score.append(
                f"CASE WHEN document.names @@ %(some_{number})s::tsquery THEN 3 "
                f"WHEN document.names @@ %(anywhere_{number})s::tsquery THEN 1 ELSE 0 END"
            )
        return "0", " + ".join(score)
    values |= {
        "exactly": tsquery.all_of(required, weight="A", accented=True),
        "exactly_around": tsquery.all_of(required, accented=True),
        "in_name": tsquery.all_of(required, weight="A"),
        "in_names": tsquery.all_of(required),
        "literally": tsquery.literal(required),
        "in_a_row": tsquery.in_a_row(required),
        "word_count": len([word for term in required for word in term.words]),
    }
    score += [
        "CASE WHEN document.names @@ %(literally)s::tsquery THEN 1 ELSE 0 END",
        "CASE WHEN document.names @@ %(in_a_row)s::tsquery THEN 1.5 ELSE 0 END",
        "CASE WHEN document.word_count = %(word_count)s THEN 0.5 ELSE 0 END",
    ]
    has_accents = "true" if any(word.accented != word.folded for word in asked.understanding.words) else "false"
    tier = (
        "CASE WHEN document.names @@ %(exactly)s::tsquery THEN 4 "
        f"WHEN {has_accents} AND document.names @@ %(exactly_around)s::tsquery THEN 3 "
        "WHEN document.names @@ %(in_name)s::tsquery THEN 2 WHEN document.names @@ %(in_names)s::tsquery THEN 1 ELSE 0 END"
    )
    return tier, " + ".join(score)


def _passes(limits: Limits, values: dict[str, Any]) -> dict[str, str]:
    """Whether a row passes the shopper's own limits, by facet: a facet counts what passes all others."""
    values |= {
        "groups": list(limits.groups),
        "sellers": list(limits.sellers),
        "places": list(limits.places),
        "stars": list(limits.stars),
        "price_min": limits.price_min,
        "price_max": limits.price_max,
    }
    certified = "coalesce(listing.certified_until >= %(today)s, false)"
    others = ["true"]
    if limits.is_available is not None:
        others.append("listing.is_available" if limits.is_available else "NOT listing.is_available")
    if limits.is_certified is not None:
        others.append(certified if limits.is_certified else f"NOT {certified}")
    covered = _COVERED.format(slot="places")
    prices = [
        "listing.price_max >= %(price_min)s" if limits.price_min is not None else "true",
        "listing.price_min <= %(price_max)s" if limits.price_max is not None else "true",
    ]
    return {
        "group": "listing.group_id = ANY(%(groups)s)" if limits.groups else "true",
        "seller": "listing.seller_id = ANY(%(sellers)s)" if limits.sellers else "true",
        "place": f"coalesce({covered}, false)" if limits.places else "true",
        "stars": f"{certified} AND listing.stars = ANY(%(stars)s)" if limits.stars else "true",
        "price": " AND ".join(prices),
        "other": " AND ".join(others),
    }


def _page(asked: Asked, values: dict[str, Any]) -> str:
    columns = _SORTS[asked.sort]
    past = _past(columns, asked.after, values) if asked.after is not None else "true"
    order = ", ".join(f"{name} DESC" if is_down else name for name, is_down in columns)
    shown = [f"{name}::text" for name, _ in columns if name != "product_id"]
    shown += ["NULL"] * (4 - len(shown))
    return _PAGE.format(columns=", ".join(shown), past=past, order=order)


def _past(columns: Sequence[tuple[str, bool]], after: Sequence[Any], values: dict[str, Any]) -> str:
    """(a, b) after (x, y), where the columns may run different ways."""
    either = []
    for number, (name, is_down) in enumerate(columns):
        values[f"after_{number}"] = after[number]
        same = [f"{other} = %(after_{n})s::{_TYPES[other]}" for n, (other, _) in enumerate(columns[:number])]
        either.append(" AND ".join([*same, f"{name} {'<' if is_down else '>'} %(after_{number})s::{_TYPES[name]}"]))
    return "(" + " OR ".join(f"({one})" for one in either) + ")"


def _facet(name: str, others: Sequence[str]) -> str:
    passes = " AND ".join(f"pass_{other}" for other in others)
    least = 1 if name == "stars" else 0  # uncertified is no number of stars
    value = _FACET_VALUES[name]
    return _FACET.format(name=name, value=value, passes=passes, least=least, most=MOST_FACET_VALUES)


def _found(asked: Asked, rows: Sequence[tuple[Any, ...]]) -> Found:
    width = len(_SORTS[asked.sort]) - 1
    hits: list[Hit] = []
    facets: dict[str, list[tuple[int, int]]] = {name: [] for name in asked.facets}
    total = 0
    for kind, number, *columns in rows:
        if kind == "hit":
            hits.append(Hit(number, (*columns[:width], number)))
        elif kind == "total":
            total = number
        else:
            facets[kind.removeprefix("facet ")].append((number, int(columns[0])))
    return Found(hits, total, facets)
