"""What carriers have lately said that parcels cost: looked up without any network, so also within a checkout."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.models import Place
from orders.carriers.interface import Size, Spot
from orders.carriers.registry import is_connected
from orders.models import Carrier, CarrierPlace, DeliveryKind, DeliveryMethod, FeeQuote
from orders.queries import OWN_RATES, LiveLine, Quote, goods_total_of
from sellers.models import Seller

KEPT = timedelta(minutes=15)
STILL_HONOURED = timedelta(minutes=30)  # in a checkout, after that: who looks long at a page is not asked for more
ROUNDED_TO = 100  # g: so that carts alike share an answer

Wanted = tuple[int, int]  # a seller and a method


@dataclass(frozen=True, slots=True)
class FeeAsked:
    carrier: str
    origin: Spot
    destination: Spot
    size: Size
    worth: int

    @property
    def key(self) -> str:
        size = self.size
        parts = (
            *(self.carrier, self.origin.district_id, self.origin.ward_code),
            *(self.destination.district_id, self.destination.ward_code),
            *(size.grams, size.length_mm, size.width_mm, size.height_mm, self.worth),
        )
        return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


OUT_OF_REACH = Quote(False)


def asked_of_carriers(
    place: Place,
    shops: Mapping[int, Sequence[LiveLine]],
    offered: Mapping[int, Sequence[DeliveryMethod]],
) -> dict[Wanted, FeeAsked | None]:
    """By seller and method, for methods of carriers that we speak to; None where one of the two places is unknown to
    the carrier, or there is no account with it. One statement, and none where the shops bring all by themselves."""
    wanted = [
        (seller, method)
        for seller, methods in offered.items()
        for method in methods
        if method.carrier != Carrier.MANUAL and method.kind == DeliveryKind.DELIVERY
    ]
    if not wanted:
        return {}
    sellers = {pk: shops[pk][0].line.variant.seller for pk, _method in wanted}
    spots = spots_of({place.pk, *map(origin_of, sellers.values())})
    return {
        (pk, method.pk): _asked(method, shops[pk], spots, origin_of(sellers[pk]), place.pk) for pk, method in wanted
    }


def quotes_of(asked: Mapping[Wanted, FeeAsked | None], now: datetime) -> dict[Wanted, Quote]:
    """From what was said before, and still counts. One statement, where anything was asked."""
    found = known_quotes({one.key for one in asked.values() if one is not None}, now - STILL_HONOURED)
    return {wanted: quote_of(one, found) for wanted, one in asked.items()}


def quote_of(asked: FeeAsked | None, found: Mapping[str, FeeQuote]) -> Quote:
    if asked is None:
        return OUT_OF_REACH
    known = found.get(asked.key)
    if known is None or known.fee is None:
        return OUT_OF_REACH if known is not None and known.is_refused else OWN_RATES
    return Quote(True, known.fee)


def known_quotes(keys: Collection[str], after: datetime) -> dict[str, FeeQuote]:
    if not keys:
        return {}
    return {quote.key: quote for quote in FeeQuote.objects.filter(key__in=keys, expires_at__gt=after)}


def origin_of(seller: Seller) -> int:
    """Where its parcels are fetched: a place."""
    return seller.pickup_place_id or seller.place_id


def spots_of(places: Collection[int], carrier: str = Carrier.GHN) -> dict[int, Spot]:
    rows = CarrierPlace.objects.filter(carrier=carrier, place__in=places)
    return {
        row.place_id: Spot(row.district_id, row.ward_code, row.ward_name, row.district_name, row.province_name)
        for row in rows
    }


def size_of(lines: Sequence[tuple[int, int, int, int, int]]) -> Size:
    """Of a parcel with these in it: grams, three sides in mm, pieces. As long and wide as the largest of them, and as
    high as they then need."""
    grams = sum(one[0] * one[4] for one in lines)
    sides = [(sorted(one[1:4], reverse=True), one[4]) for one in lines if all(one[1:4])]
    if not sides:
        return Size(grams)
    length, width = max(one[0] for one, _pieces in sides), max(one[1] for one, _pieces in sides)
    volume = sum(one[0] * one[1] * one[2] * pieces for one, pieces in sides)
    return Size(grams, length, width, -(-volume // (length * width)))


def worth_of(method: DeliveryMethod, goods_total: int) -> int:
    """What is to be insured."""
    return goods_total if method.insured_from is not None and goods_total >= method.insured_from else 0


def _asked(
    method: DeliveryMethod, lines: Sequence[LiveLine], spots: Mapping[int, Spot], origin: int, destination: int
) -> FeeAsked | None:
    if origin not in spots or destination not in spots or not is_connected(method.carrier):
        return None
    variants = [(one.line.variant, one.line.quantity) for one in lines]
    size = size_of(
        [(v.weight_grams, v.length_mm or 0, v.width_mm or 0, v.height_mm or 0, pieces) for v, pieces in variants]
    )
    rounded = Size(-(-size.grams // ROUNDED_TO) * ROUNDED_TO, size.length_mm, size.width_mm, size.height_mm)
    worth = worth_of(method, goods_total_of(lines))
    return FeeAsked(method.carrier, spots[origin], spots[destination], rounded, worth)
