"""What a cart holds at this moment, and what bringing it costs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db.models import Prefetch, Q, QuerySet

from catalog.models import Listing, Variant
from livestreams.deals import LivePrice, live_prices
from marketplace.models import Place, PlaceSuccession
from marketplace.queries import place_paths
from orders.models import (
    Cart,
    CartLine,
    DeliveryKind,
    DeliveryMethod,
    DeliveryRate,
    PaymentMethod,
    PaymentStatus,
    Return,
    ReturnStatus,
    SellerOrder,
    Zone,
)
from orders.regions import region_of
from sellers.models import Seller


class Change(StrEnum):
    """Since the line was put in; the gravest first."""

    NOT_ON_SALE = "NOT_ON_SALE"
    SOLD_OUT = "SOLD_OUT"
    FEWER_LEFT = "FEWER_LEFT"
    PRICE_UP = "PRICE_UP"
    PRICE_DOWN = "PRICE_DOWN"


@dataclass(frozen=True, slots=True)
class LiveLine:
    """A cart's line with the price (whole đồng) and the stock of this moment. `live`: of a livestream's deal."""

    line: CartLine
    is_on_sale: bool
    left: int
    live: LivePrice | None = None

    @property
    def price(self) -> int:
        return self.line.variant.price if self.live is None else self.live.price

    @property
    def total(self) -> int:
        return self.price * self.line.quantity

    @property
    def change(self) -> Change | None:
        if not self.is_on_sale:
            return Change.NOT_ON_SALE
        if self.left < self.line.quantity:
            return Change.FEWER_LEFT if self.left else Change.SOLD_OUT
        if self.price == self.line.price_seen:
            return None
        return Change.PRICE_UP if self.price > self.line.price_seen else Change.PRICE_DOWN


@dataclass(frozen=True, slots=True)
class Quote:
    """What a carrier asks for, see `orders.quotes`. `fee` None: the method's own rates count."""

    is_reached: bool
    fee: int | None = None


OWN_RATES = Quote(True)


def live_lines(cart: Cart) -> list[LiveLine]:
    """By seller, in the order in which they were put in, at normal prices. Two statements."""
    lines = CartLine.objects.filter(cart=cart).order_by("variant__seller_id", "pk")
    found = list(lines.select_related("variant__product__group", "variant__seller", "variant__stock"))
    shown = set(Listing.objects.filter(pk__in={one.variant.product_id for one in found}).values_list("pk", flat=True))
    return [_live(one, shown) for one in found]


def at_live_prices(lines: Sequence[LiveLine], now: datetime) -> list[LiveLine]:
    """Where a deal has enough pieces for all of a line; what the buyer has of it already is seen by `take` alone."""
    found = live_prices([one.line.variant_id for one in lines], now)
    reached = {
        one.line.variant_id: live
        for one in lines
        if (live := found.get(one.line.variant_id)) and one.line.quantity <= min(live.left, live.per_buyer)
    }
    return with_prices(lines, reached)


def with_prices(lines: Sequence[LiveLine], live: Mapping[int, LivePrice]) -> list[LiveLine]:
    """`live`: by variant."""
    return [replace(one, live=live.get(one.line.variant_id)) for one in lines]


def _live(line: CartLine, shown: Collection[int]) -> LiveLine:
    variant = line.variant
    stock = getattr(variant, "stock", None)
    is_on_sale = variant.is_active and variant.product_id in shown
    return LiveLine(line, is_on_sale, stock.available if stock is not None and is_on_sale else 0)


def methods_of(seller_ids: Collection[int]) -> dict[int, list[DeliveryMethod]]:
    """By seller: their own, or else the marketplace's. Two statements."""
    rates = Prefetch("rates", DeliveryRate.objects.order_by("pk"))
    offered = DeliveryMethod.objects.filter(Q(seller__in=seller_ids) | Q(seller=None), is_active=True)
    own: dict[int | None, list[DeliveryMethod]] = defaultdict(list)
    for method in offered.order_by("position", "pk").prefetch_related(rates):
        own[method.seller_id].append(method)
    return {seller: own[seller] or own[None] for seller in seller_ids}


def zones_to(place: Place, sellers: Collection[Seller]) -> dict[int, Zone]:
    """By seller. A seller who registered before the reform of 2025 is where that ground lies today.

    One statement for the paths, and one for the successions.
    """
    provinces = {
        path[-1].pk: path[0] for path in place_paths({place.pk, *(one.place_id for one in sellers)}).values()
    }
    there = provinces[place.pk]
    followed = _successors({province.pk for province in provinces.values()})
    return {one.pk: _zone(provinces[one.place_id], there, followed) for one in sellers}


def _zone(here: Place, there: Place, followed: Mapping[int, Collection[int]]) -> Zone:
    if here.pk == there.pk or there.pk in followed[here.pk]:
        return Zone.PROVINCE
    region = region_of(here.code)
    return Zone.REGION if region is not None and region == region_of(there.code) else Zone.COUNTRY


def _successors(ids: Collection[int]) -> Mapping[int, Collection[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for place, successor in PlaceSuccession.objects.filter(place__in=ids).values_list("place", "successor"):
        found[place].add(successor)
    return found


def fee_for(method: DeliveryMethod, zone: Zone | None, lines: Sequence[LiveLine], quote: Quote) -> int | None:
    """Of one shop's lines in a cart: see `fee_of`."""
    grams = chargeable_grams(pieces_of(lines), method.volumetric_divisor)
    return fee_of(method, zone, grams, goods_total_of(lines), quote)


def fee_of(
    method: DeliveryMethod, zone: Zone | None, grams: int, goods_total: int, quote: Quote = OWN_RATES
) -> int | None:
    """In whole đồng, its insurance included; None where the method does not reach. `grams`: that are charged.

    A carrier's own price goes before the rates of the method.
    """
    if not quote.is_reached:
        return None
    if method.kind == DeliveryKind.PICKUP or (method.free_from is not None and goods_total >= method.free_from):
        return 0
    if quote.fee is not None:
        return quote.fee
    rate = next((rate for rate in method.rates.all() if rate.zone == zone), None)
    if rate is None:
        return None
    more = max(0, steps(grams - rate.up_to_grams, rate.step_grams))
    return rate.fee + rate.step_fee * more + insurance_of(method, goods_total)


def insurance_of(method: DeliveryMethod, goods_total: int) -> int:
    """A begun đồng counts."""
    if method.insured_from is None or goods_total < method.insured_from:
        return 0
    return steps(goods_total * method.insurance_basis_points, 10_000)


def steps(amount: int, size: int) -> int:
    """Whole ones, a begun one too; without a float, which large amounts would not survive."""
    return -(-amount // size)


def parts_for_shops() -> QuerySet[SellerOrder]:
    """What shops see: nothing of an order, nor of its buyer, that waits for its money or never got it."""
    is_cash = Q(order__payment_method=PaymentMethod.COD)
    return SellerOrder.objects.filter(is_cash | Q(order__payment__status=PaymentStatus.PAID))


def open_returns(now: datetime) -> QuerySet[Return]:
    """Those that are not over yet: a refusal can be disputed until its deadline."""
    is_refused = Q(status=ReturnStatus.REFUSED)
    ended = (ReturnStatus.REFUSED, ReturnStatus.REFUNDED, ReturnStatus.CANCELLED)
    return Return.objects.filter(~Q(status__in=ended) | (is_refused & Q(deadline_at__gt=now)))


def by_seller(lines: Iterable[LiveLine]) -> Mapping[int, Sequence[LiveLine]]:
    found: dict[int, list[LiveLine]] = defaultdict(list)
    for one in lines:
        found[one.line.variant.seller_id].append(one)
    return found


def chargeable_grams(pieces: Iterable[tuple[Variant, int]], divisor: int) -> int:
    """What a carrier counts of one parcel: its weight, or its size, whichever is more.

    `divisor`: cm³ that count as a kilogram, so that many mm³ count as a gram; 0: size does not count. Goods that
    nobody has measured have no size.
    """
    real = volume = 0
    for variant, quantity in pieces:
        real += variant.weight_grams * quantity
        volume += (variant.length_mm or 0) * (variant.width_mm or 0) * (variant.height_mm or 0) * quantity
    return max(real, steps(volume, divisor)) if divisor else real


def pieces_of(lines: Iterable[LiveLine]) -> list[tuple[Variant, int]]:
    return [(one.line.variant, one.line.quantity) for one in lines]


def goods_total_of(lines: Iterable[LiveLine]) -> int:
    return sum(one.total for one in lines)
