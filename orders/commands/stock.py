"""Pieces that are promised to orders, leave for them, and come back; of stock that is locked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from catalog.commands.listings import refresh_listings
from catalog.commands.locks import locked_products
from catalog.models import StockItem, StockMovement, StockReason
from livestreams.deals import give_back
from marketplace.clock import today
from marketplace.commands.outbox import publish_all
from marketplace.events import StockChanged
from marketplace.models import User
from orders.models import OrderLine, SellerOrder

Pieces = Mapping[OrderLine, int]  # how many of each line of one part


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


def open_pieces(row: SellerOrder) -> Pieces:
    """What is still to be sent, of a locked part."""
    return {line: line.open for line in row.lines.order_by("pk") if line.open}


def shipped_pieces(row: SellerOrder) -> Pieces:
    return {line: line.shipped for line in row.lines.order_by("pk") if line.shipped}


def take_out(row: SellerOrder, user: User | None, now: datetime | None, pieces: Pieces | None = None) -> None:
    """What was promised leaves the shop, all of it unless told otherwise: others may buy what they could before."""
    pieces = open_pieces(row) if pieces is None else pieces
    stock = locked_stock(pieces)
    numbers = by_variant(pieces, stock)
    for variant, number in numbers.items():
        stock[variant].on_hand -= number
        stock[variant].allocated -= number
    StockItem.objects.bulk_update([stock[variant] for variant in numbers], ["on_hand", "allocated"])
    _note_movements(numbers, stock, -1, StockReason.SHIPPED, row, user, now)
    for line, number in pieces.items():
        line.shipped, line.allocated = line.shipped + number, line.allocated - number
    OrderLine.objects.bulk_update(pieces, ["shipped", "allocated"])


def give_free(row: SellerOrder, now: datetime, pieces: Pieces | None = None) -> None:
    """What was promised, all of it unless told otherwise, will not be sent: others may buy it."""
    pieces = open_pieces(row) if pieces is None else pieces
    stock = locked_stock(pieces)
    allocate({variant: -number for variant, number in by_variant(pieces, stock).items()}, stock, now)
    for line, number in pieces.items():
        line.cancelled, line.allocated = line.cancelled + number, line.allocated - number
    OrderLine.objects.bulk_update(pieces, ["cancelled", "allocated"])
    deals = [(line.live_deal, number) for line, number in pieces.items() if line.live_deal is not None]
    for deal, number in sorted(deals):  # in the order of keys, as whoever takes them
        give_back(deal_id=deal, quantity=number, buyer=row.order.phone)


def bring_back(row: SellerOrder, user: User | None, now: datetime | None, pieces: Pieces | None = None) -> None:
    """What was shipped, all of it unless told otherwise, is in the shop again, and can be sold."""
    pieces = shipped_pieces(row) if pieces is None else pieces
    stock = locked_stock(pieces)
    noticed = {variant for variant, item in stock.items() if item.available <= 0}
    numbers = by_variant(pieces, stock)
    for variant, number in numbers.items():
        stock[variant].on_hand += number
    StockItem.objects.bulk_update([stock[variant] for variant in numbers], ["on_hand"])
    _note_movements(numbers, stock, 1, StockReason.RETURNED, row, user, now)
    tell_availability(noticed, stock, now or timezone.now())


def locked_stock(lines: Iterable[OrderLine]) -> dict[int, StockItem]:
    """By variant, of those that are still there; their products are locked before."""
    lines = [line for line in lines if line.variant_id is not None]
    locked_products(line.product_id_then for line in lines)
    rows = StockItem.objects.select_for_update(no_key=True).filter(pk__in=[line.variant_id for line in lines])
    return {item.pk: item for item in rows.order_by("pk")}


def by_variant(pieces: Pieces, stock: Mapping[int, StockItem]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for line, number in pieces.items():
        if line.variant_id in stock:
            found[line.variant_id or 0] += number
    return {variant: number for variant, number in found.items() if number}


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
