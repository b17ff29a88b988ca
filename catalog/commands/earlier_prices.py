"""The struck-through price: one that shoppers were really asked for, not long ago.

The rule is ours, in the sense of the Law on Consumers' Rights (19/2023/QH15, art. 10: no false information on prices)
and of what Directive 98/6/EC, art. 6a, asks for in the EU: an earlier price counts when the variant was offered at it
for a day or more, and may be shown for 30 days after that ended. Then it goes by itself.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from marketplace.clock import today

SHOWN_FOR = timedelta(days=30)
OFFERED_FOR = timedelta(days=1)

# Only where the price, or whether it is offered, is not what the last row says.
_NOTE = """
    INSERT INTO catalog_pricechange (variant_id, price, is_offered, valid_from, actor_id)
    SELECT variant.id, variant.price, now_offered.yes, %(now)s, %(actor)s
    FROM catalog_variant AS variant
    JOIN catalog_product AS product ON product.id = variant.product_id
    JOIN sellers_seller AS seller ON seller.id = product.seller_id
    CROSS JOIN LATERAL (
        SELECT product.status = 'PUBLISHED' AND seller.status = 'ACTIVE' AND variant.is_active AS yes
    ) AS now_offered
    LEFT JOIN LATERAL (
        SELECT price, is_offered FROM catalog_pricechange AS change
        WHERE change.variant_id = variant.id ORDER BY valid_from DESC, id DESC LIMIT 1
    ) AS last ON true
    WHERE variant.product_id = ANY(%(products)s)
        AND (last.price, last.is_offered) IS DISTINCT FROM (variant.price, now_offered.yes)
    ORDER BY variant.id
"""
_OFFERED = """
    SELECT variant_id, price, max(ended) FROM (
        SELECT variant_id, price, is_offered, valid_from,
            coalesce(lead(valid_from) OVER (PARTITION BY variant_id ORDER BY valid_from, id), %(now)s) AS ended
        FROM catalog_pricechange WHERE variant_id = ANY(%(variants)s)
    ) AS spans
    WHERE is_offered AND ended > %(since)s AND ended - valid_from >= %(least)s
    GROUP BY variant_id, price
"""


def note_prices(*, product_ids: Collection[int], actor_id: int | None, now: datetime) -> None:
    """Adds to the price history whatever is not in it yet; in the transaction of the change. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, {"products": list(product_ids), "actor": actor_id, "now": now})


def earlier_prices(*, variant_ids: Collection[int], now: datetime) -> Mapping[tuple[int, int], date]:
    """By variant and price: the last day on which that price may be shown as an earlier one. One statement."""
    values: dict[str, Any] = {"variants": list(variant_ids), "now": now}
    values |= {"since": now - SHOWN_FOR, "least": OFFERED_FOR}
    with connection.cursor() as cursor:
        cursor.execute(_OFFERED, values)
        return {(variant, price): last_day_shown(ended) for variant, price, ended in cursor.fetchall()}


def last_day_shown(ended: datetime) -> date:
    return today(ended + SHOWN_FOR)
