"""Asking carriers what parcels cost. Never within a transaction: checkouts read what was said here before."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from orders.carriers.interface import CarrierDown, CarrierRefused
from orders.carriers.registry import client_of
from orders.models import FeeQuote
from orders.queries import Quote
from orders.quotes import KEPT, FeeAsked, Wanted, known_quotes, quote_of

logger = logging.getLogger(__name__)

LEFT_ALONE = timedelta(seconds=60)  # a carrier that did not answer: shoppers do not wait for it again and again
KEPT_AT_MOST = timedelta(days=1)


def fresh_quotes(asked: Mapping[Wanted, FeeAsked | None], now: datetime) -> dict[Wanted, Quote]:
    """For who looks into a cart: asks for what nobody has asked lately.

    Where a carrier is down, the method's own rates count for a while.
    """
    wanted = {one.key: one for one in asked.values() if one is not None}
    downs = {_down(one.carrier) for one in wanted.values()}
    found = known_quotes({*wanted, *downs}, now)
    for key, one in wanted.items():
        if key not in found and _down(one.carrier) not in found:
            quote = _asked(one, now)
            found[quote.key] = quote
    return {pair: quote_of(one, found) for pair, one in asked.items()}


def purge_old_quotes(*, now: datetime) -> int:
    return FeeQuote.objects.filter(expires_at__lt=now - KEPT_AT_MOST).delete()[0]


def _asked(one: FeeAsked, now: datetime) -> FeeQuote:
    try:
        fee = client_of(one.carrier).fee(one.origin, one.destination, one.size, one.worth)
    except CarrierDown as error:
        logger.warning("%s does not say what a parcel costs (%s): the shops' own rates count.", one.carrier, error)
        return _kept(FeeQuote(key=_down(one.carrier), expires_at=now + LEFT_ALONE))
    except CarrierRefused as error:
        logger.info("%s does not bring a parcel: %s", one.carrier, error)
        return _kept(FeeQuote(key=one.key, is_refused=True, expires_at=now + KEPT))
    return _kept(FeeQuote(key=one.key, fee=fee, expires_at=now + KEPT))


def _kept(quote: FeeQuote) -> FeeQuote:
    fields = ["fee", "is_refused", "expires_at"]
    FeeQuote.objects.bulk_create([quote], update_conflicts=True, unique_fields=["key"], update_fields=fields)
    return quote


def _down(carrier: str) -> str:
    return f"{carrier} is down"
