"""Pieces that are promised to orders, of stock that is locked."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils import timezone

from catalog.commands.listings import refresh_listings
from catalog.commands.locks import locked_products
from catalog.models import StockItem, StockMovement, StockReason
from marketplace.clock import today
from marketplace.commands.outbox import publish_all
from marketplace.events import StockChanged
from marketplace.models import User
from orders.models import SellerOrder


def allocate(pieces: Mapping[int, int], stock: Mapping[int, StockItem], now: datetime) -> None:
    """By variant, of locked stock; negative gives them free. Shoppers see what is sold out at once."""
    noticed = set()
    for variant, number in pieces.items():
        was_available = stock[variant].available > 0
        stock[variant].allocated += number
        if (stock[variant].available > 0) != was_available:
            noticed.add(variant)
    StockItem.objects.bulk_update([stock[variant] for variant in pieces], ["allocated"])
    tell_availability(noticed, stock, now)


def tell_availability(variants: Collection[int], stock: Mapping[int, StockItem], now: datetime) -> None:
    if not variants:
        return
    products = dict(StockItem.objects.filter(pk__in=variants).values_list("pk", "variant__product_id").order_by("pk"))
    publish_all(
        [
            StockChanged(product_id=product, variant_id=variant, is_available=stock[variant].available > 0)
            for variant, product in products.items()
        ]
    )
    refresh_listings(product_ids=set(products.values()), day=today(now))


def take_out(row: SellerOrder, user: User | None, now: datetime | None) -> None:
    """What was promised leaves the shop: nothing changes in what others may buy."""
    pieces, stock = pieces_of(row)
    for variant, number in pieces.items():
        stock[variant].on_hand -= number
        stock[variant].allocated -= number
    StockItem.objects.bulk_update(list(stock.values()), ["on_hand", "allocated"])
    _note_movements(pieces, stock, -1, StockReason.SHIPPED, row, user, now)
    row.lines.update(allocated=0)


def bring_back(row: SellerOrder, user: User | None, now: datetime | None) -> None:
    pieces, stock = pieces_of(row, of_all=True)
    noticed = {variant for variant, item in stock.items() if item.available <= 0}
    for variant, number in pieces.items():
        stock[variant].on_hand += number
    StockItem.objects.bulk_update(list(stock.values()), ["on_hand"])
    _note_movements(pieces, stock, 1, StockReason.RETURNED, row, user, now)
    tell_availability(noticed, stock, now or timezone.now())


def pieces_of(row: SellerOrder, *, of_all: bool = False) -> tuple[dict[int, int], dict[int, StockItem]]:
    """Promised pieces by variant, or all of them, with the locked stock; of variants that are still there."""
    lines = [line for line in row.lines.all() if line.variant_id is not None]
    locked_products(line.product_id_then for line in lines)
    rows = StockItem.objects.select_for_update(no_key=True).filter(pk__in=[line.variant_id for line in lines])
    stock = {item.pk: item for item in rows.order_by("pk")}
    pieces = {line.variant_id or 0: line.quantity if of_all else line.allocated for line in lines}
    return {pk: number for pk, number in pieces.items() if pk in stock and number}, stock


def _note_movements(
    pieces: dict[int, int],
    stock: dict[int, StockItem],
    sign: int,
    reason: StockReason,
    row: SellerOrder,
    user: User | None,
    now: datetime | None,
) -> None:
    StockMovement.objects.bulk_create(
        StockMovement(
            stock=stock[variant],
            delta=sign * number,
            reason=reason,
            note=row.number,
            actor=user,
            created_at=now or timezone.now(),
        )
        for variant, number in pieces.items()
    )
