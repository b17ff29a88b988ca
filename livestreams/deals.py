"""What buyers pay during a livestream: asked by carts, and taken by who places an order.

The price of a piece is the lowest of the normal price and of the deals that run for it now, by the server's clock;
of two deals with one price the older. Vouchers lower it further, as they do any price. A deal is a price for some
pieces of the real stock, and no stock of its own: who places an order has locked the stock, and checked it, before.

The order of locks, for everybody: products, their stock, deals, then vouchers and budgets; each in the order of keys.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.utils.crypto import salted_hmac

from livestreams.models import DealTake, LiveDeal, LivestreamStatus


@dataclass(frozen=True, slots=True)
class LivePrice:
    """`left`: of the deal's pieces, whatever the stock; `per_buyer`: of one buyer, with what they have already."""

    deal_id: int
    price: int
    left: int
    per_buyer: int
    ends_at: datetime


def live_prices(variant_ids: Collection[int], now: datetime) -> dict[int, LivePrice]:
    """By variant, where a deal runs now and has pieces left. One statement, no lock."""
    found: dict[int, LivePrice] = {}
    for deal in _running(now).filter(variant__in=variant_ids).order_by("price", "pk"):
        found.setdefault(deal.variant_id, _shown(deal))
    return found


def take(wanted: Mapping[int, int], *, buyer: str, now: datetime) -> dict[int, LivePrice]:
    """Pieces by variant, for one who orders: within their transaction, behind the locks of products and stock.

    Those that the answer names have the live price, all their pieces; the others have the normal one, since the deal
    has ended, has too few left, or the buyer's share is used up. Who promised another total to the buyer refuses then
    (TotalChanged), and what was taken goes back with the transaction. `buyer`: what the buyer is known by, a phone
    number say; a keyed hash of it is kept.
    """
    key = buyer_key(buyer)
    rows = _running(now).filter(variant__in=wanted).order_by("pk")
    deals = sorted(rows.select_for_update(of=["self"], no_key=True), key=lambda deal: (deal.price, deal.pk))
    had = dict(DealTake.objects.filter(deal__in=deals, buyer=key).values_list("deal", "quantity"))
    taken: dict[int, LiveDeal] = {}
    for deal in deals:
        quantity = wanted[deal.variant_id]
        is_enough = deal.taken + quantity <= deal.quota
        if deal.variant_id not in taken and is_enough and had.get(deal.pk, 0) + quantity <= deal.per_buyer:
            taken[deal.variant_id] = deal
            deal.taken += quantity
    _write(taken, wanted, had, key)
    return {variant: _shown(deal) for variant, deal in taken.items()}


def give_back(*, deal_id: int, quantity: int, buyer: str) -> None:
    """Of an order that was cancelled before it left the shop; never more than the buyer has of it."""
    deal = LiveDeal.objects.select_for_update(no_key=True).filter(pk=deal_id).first()
    share = DealTake.objects.filter(deal=deal_id, buyer=buyer_key(buyer)).first()
    if deal is None or share is None:
        return
    back = min(quantity, share.quantity, deal.taken)
    LiveDeal.objects.filter(pk=deal_id).update(taken=F("taken") - back)
    DealTake.objects.filter(pk=share.pk).update(quantity=F("quantity") - back)


def buyer_key(buyer: str) -> str:
    return salted_hmac("livestreams.deals", buyer, algorithm="sha256").hexdigest()[:40]


def _running(now: datetime) -> QuerySet[LiveDeal]:
    """With pieces left, and below the normal price of today: nobody pays more for having watched."""
    return LiveDeal.objects.filter(
        started_at__lte=now,
        ends_at__gt=now,
        stopped_at=None,
        taken__lt=F("quota"),
        price__lt=F("variant__price"),
        item__livestream__status=LivestreamStatus.LIVE,
    )


def _write(taken: Mapping[int, LiveDeal], wanted: Mapping[int, int], had: Mapping[int, int], key: str) -> None:
    if not taken:
        return
    LiveDeal.objects.bulk_update(taken.values(), ["taken"])
    shares = [
        DealTake(deal=deal, buyer=key, quantity=had.get(deal.pk, 0) + wanted[variant])
        for variant, deal in taken.items()
    ]
    DealTake.objects.bulk_create(
        shares, update_conflicts=True, unique_fields=["deal", "buyer"], update_fields=["quantity"]
    )


def _shown(deal: LiveDeal) -> LivePrice:
    assert deal.ends_at is not None, "it runs"  # noqa: S101
    return LivePrice(deal.pk, deal.price, deal.quota - deal.taken, deal.per_buyer, deal.ends_at)
