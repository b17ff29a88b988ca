"""One statement for a search: its hits, how many there are, and the facets, whichever of them are wanted.

    matched   what the query means, with what narrows it and ranks it at a glance, each document once
    kept      of these, what passes all limits that were chosen
    coarse    the most promising 600 of these, which alone are looked at word by word
    best      the first 200 of these, where sellers take turns

Hits behind the first 200 come by tier and first glance: who looks that far wants all of it. A query without words
("quà dưới 100k") has most of the shop for hits: its first ones come by the index of quality, and are counted in the
listings, which are narrower.
"""

from search.engines.postgres.conditions import CERTIFIED, Values, chosen, meant
from search.engines.postgres.orders import ORDERS, RELEVANCE, Column, ordered, past
from search.engines.postgres.ranking import Ranking, is_optional, ranking
from search.engines.protocol import BANDS, FIRST, MOST_FACET_VALUES, MOST_OF_A_SELLER, Asked

COARSE = 600
_MATCHED = "matched AS {kind} (SELECT {columns} FROM {source} AS document{join} WHERE {where})"
_DOCUMENTS, _LISTINGS = "search_productdocument", "catalog_listing"
_LISTING = " JOIN catalog_listing AS listing ON listing.product_id = document.product_id"
_KEPT = "kept AS NOT MATERIALIZED (SELECT * FROM matched WHERE {passed})"
_COARSE = """
    SELECT product_id, tier, score FROM kept ORDER BY tier DESC, score DESC, product_id DESC LIMIT {most}
"""
_FINE = """
    SELECT coarse.tier, coarse.score + {fine} AS score, product_id, document.seller_id
    FROM ({coarse}) AS coarse JOIN search_productdocument AS document USING (product_id)
"""
_BY_QUALITY = """
    SELECT {tier} AS tier, {coarse} + {fine} AS score, product_id, seller_id FROM search_productdocument AS document
    WHERE {where} ORDER BY quality DESC, product_id DESC LIMIT {most}
"""
_BEST = """
    best AS MATERIALIZED (
        SELECT tier, score, product_id, CASE WHEN row_number() OVER (
            PARTITION BY tier, seller_id ORDER BY score DESC, product_id DESC
        ) > {turns} THEN 1 ELSE 0 END AS turn
        FROM (
            SELECT * FROM ({first}) AS fine ORDER BY tier DESC, score DESC, product_id DESC LIMIT {most}
        ) AS first
    )
"""
_ALL = """(
    SELECT tier, score, product_id, turn FROM best
    UNION ALL SELECT tier, score, product_id, 2 FROM kept WHERE product_id NOT IN (SELECT product_id FROM best)
)"""
_PAGE = "SELECT 'hit', product_id, {columns} FROM {source} AS page WHERE {past} ORDER BY {order} LIMIT %(size)s"
_TOTAL = "SELECT 'total', count(*), NULL, NULL, NULL, NULL FROM kept"
_FACET = """
    SELECT 'facet {name}', facet_{name}, count(*)::text, NULL, NULL, NULL FROM matched
    WHERE facet_{name} IS NOT NULL{others} GROUP BY 2 ORDER BY count(*) DESC, 2 LIMIT {most}
"""
_FACETS = {
    "group": "document.group_id",
    "seller": "document.seller_id",
    "place": "document.place_id",
    "stars": f"CASE WHEN {CERTIFIED} THEN document.stars END",
    "price": f"width_bucket(document.price_min, ARRAY{list(BANDS)}::bigint[])",
}


def statement(asked: Asked) -> tuple[str, Values]:
    """Rows of ('hit', id, order columns), ('total', count), ('facet NAME', value, count)."""
    values: Values = {"today": asked.today, "size": asked.size + 1}
    order = ORDERS[asked.sort]
    passes = chosen(asked.limits, values)
    rank = ranking(asked, values)
    tables = [_matched(asked, order, passes, rank, values), _kept(asked, passes)]
    if order is RELEVANCE:
        tables.append(_BEST.format(first=_first(asked, passes, rank, values), turns=MOST_OF_A_SELLER, most=FIRST))
    parts = [_page(asked, order, values)]
    if asked.wants_total:
        parts.append(_TOTAL)
    parts += [_facet(name, passes) for name in sorted(asked.facets)]
    return f"WITH {', '.join(tables)} " + " UNION ALL ".join(f"({part})" for part in parts), values


def _matched(asked: Asked, order: tuple[Column, ...], passes: dict[str, str], rank: Ranking, values: Values) -> str:
    is_only_counted = _is_browsing(asked) and order is RELEVANCE and asked.after is None
    columns = ["document.product_id", "document.seller_id"]
    if not is_only_counted:
        columns += [f"{rank.tier} AS tier", f"{rank.coarse} AS score"]
    columns += [f"{column.source} AS {column.name}" for column in order if column.source]
    columns += [f"{_FACETS[name]} AS facet_{name}" for name in asked.facets]
    conditions = meant(asked, values)
    if asked.facets:
        columns += [f"({condition}) AS pass_{name}" for name, condition in passes.items()]
    else:
        conditions += passes.values()
    is_joined = any(column.source.startswith("listing.") for column in order)
    # Read once for hits and counts alike; where the listings are only counted, nothing is kept of them.
    return _MATCHED.format(
        kind="NOT MATERIALIZED" if is_only_counted and not asked.facets else "MATERIALIZED",
        columns=", ".join(columns),
        source=_LISTINGS if is_only_counted else _DOCUMENTS,
        join=_LISTING if is_joined else "",
        where=" AND ".join(conditions) or "true",
    )


def _is_browsing(asked: Asked) -> bool:
    """Nothing but limits and what may, but need not, be there."""
    return not asked.understanding.required and not asked.understanding.places


def _kept(asked: Asked, passes: dict[str, str]) -> str:
    """Without facets everything has narrowed `matched` already."""
    passed = [f"pass_{name}" for name in passes] if asked.facets else []
    return _KEPT.format(passed=" AND ".join(passed) or "true")


def _first(asked: Asked, passes: dict[str, str], rank: Ranking, values: Values) -> str:
    if not _is_browsing(asked):
        return _FINE.format(coarse=_COARSE.format(most=COARSE), fine=rank.fine)
    conditions = [*meant(asked, values), *passes.values()]
    lifted = is_optional(asked, values)
    ways = [[*conditions, f"NOT ({lifted})"], [*conditions, lifted]] if lifted else [conditions]
    either = [_BY_QUALITY.format(**rank._asdict(), where=" AND ".join(way) or "true", most=FIRST) for way in ways]
    return " UNION ALL ".join(f"({one})" for one in either)


def _page(asked: Asked, order: tuple[Column, ...], values: Values) -> str:
    source = "kept"
    if order is RELEVANCE:
        source = "best" if asked.after is None else _ALL
    shown = [f"{column.name}::text" for column in order if column.name != "product_id"]
    shown += ["NULL"] * (4 - len(shown))
    behind = past(order, asked.after, values)
    return _PAGE.format(columns=", ".join(shown), source=source, past=behind, order=ordered(order, "page"))


def _facet(name: str, passes: dict[str, str]) -> str:
    """Its own limit does not narrow it, so that others of its values can be added."""
    others = "".join(f" AND pass_{other}" for other in passes if other != name)
    return _FACET.format(name=name, others=others, most=MOST_FACET_VALUES)
