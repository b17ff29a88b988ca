"""Names that begin as somebody types."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from search.engines.protocol import Begun
from search.text.understanding import Word

_NEAR = 1_000  # goods looked at, where a letter or two begin the words of half the shop
_QUOTED = str.maketrans({"'": "''", "\\": "\\\\"})
_LIKE = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})
_PRODUCTS = """
    SELECT 'product', product.id, product.name
    FROM (
        SELECT product_id, quality + CASE WHEN names @@ %(accented)s::tsquery THEN 2 ELSE 0 END AS rank
        FROM (
            SELECT product_id, quality, names FROM search_productdocument
            WHERE names @@ %(words)s::tsquery LIMIT %(near)s
        ) AS begun
        ORDER BY rank DESC, product_id LIMIT %(products)s
    ) AS near JOIN catalog_product AS product ON product.id = near.product_id
    ORDER BY near.rank DESC, near.product_id
"""
_KNOWN_PRODUCTS = """
    SELECT 'product', product.id, product.name
    FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS found (id, place)
    JOIN catalog_product AS product ON product.id = found.id
    JOIN catalog_listing AS listing ON listing.product_id = product.id
    ORDER BY found.place
"""
_SELLERS = """
    SELECT 'seller', seller.id, seller.name FROM sellers_seller AS seller
    WHERE (name_key LIKE %(begins)s OR name_key LIKE %(within)s)
        AND EXISTS (SELECT FROM catalog_listing AS listing WHERE listing.seller_id = seller.id)
    ORDER BY length(name_key), name_key LIMIT %(sellers)s
"""


def begun(words: Sequence[Word], *, products: int, sellers: int) -> Begun:
    """One statement."""
    values: dict[str, str | int | list[int]] = {
        "words": _begun(word.folded for word in words),
        "accented": _begun(word.accented for word in words),
        "near": _NEAR,
        "products": products,
    }
    return _read(_PRODUCTS, values, words, sellers)


def named(product_ids: Sequence[int], words: Sequence[Word], *, sellers: int) -> Begun:
    """Of goods that another engine found, what they are called now, and the sellers. One statement."""
    return _read(_KNOWN_PRODUCTS, {"ids": list(product_ids)}, words, sellers)


def _read(
    of_products: str, values: Mapping[str, str | int | list[int]], words: Sequence[Word], sellers: int
) -> Begun:
    typed = " ".join(word.folded for word in words).translate(_LIKE)
    of_sellers: dict[str, str | int | list[int]] = {
        "begins": f"{typed}%",
        "within": f"% {typed}%",
        "sellers": sellers,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"({of_products}) UNION ALL ({_SELLERS})", {**of_sellers, **values})
        rows = cursor.fetchall()
    names = {kind: [(pk, name) for its_kind, pk, name in rows if its_kind == kind] for kind in ("product", "seller")}
    return Begun(names["product"], names["seller"])


def _begun(words: Iterable[str]) -> str:
    """All words in the own name, the last of them perhaps unfinished."""
    quoted = [f"'{word.translate(_QUOTED)}'" for word in words]
    return " & ".join([*(f"{word}:A" for word in quoted[:-1]), f"{quoted[-1]}:*A"])
