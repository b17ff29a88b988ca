"""Whether a seller takes new orders: one rule, asked by its page and by whoever places an order.

Told by dates alone, so that a licence that ends, or a holiday that begins, needs no job at midnight.
"""

from collections.abc import Collection
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from sellers.models import Seller, SellerStatus


class OrderStop(models.TextChoices):
    """Why a seller takes no new orders. Its page stays, but for NOT_ACTIVE."""

    NOT_ACTIVE = "NOT_ACTIVE", _("This shop does not sell at present.")
    PAPERS_EXPIRED = "PAPERS_EXPIRED", _("A licence of this shop has to be renewed before it takes orders again.")
    HOLIDAY = "HOLIDAY", _("This shop is on holiday.")


def order_stop(
    *,
    status: str,
    papers_valid_until: date | None,
    holiday_from: date | None,
    holiday_until: date | None,
    day: date,
) -> OrderStop | None:
    """None: it takes orders. Takes plain values, so that a row of a list will do; `day` is Vietnam's."""
    if status != SellerStatus.ACTIVE:
        return OrderStop.NOT_ACTIVE
    if papers_valid_until is not None and papers_valid_until < day:
        return OrderStop.PAPERS_EXPIRED
    if holiday_from is not None and holiday_from <= day <= (holiday_until or day):
        return OrderStop.HOLIDAY
    return None


def order_stops(seller_ids: Collection[int], *, day: date) -> dict[int, OrderStop]:
    """Those of the sellers that take no orders on the day, with the reason; ids of nobody are NOT_ACTIVE.

    One statement, and no lock: to be asked within the transaction that places the order.
    """
    columns = ("status", "papers_valid_until", "holiday_from", "holiday_until")
    known = {row.pop("pk"): row for row in Seller.objects.filter(pk__in=seller_ids).values("pk", *columns)}
    stops = {pk: order_stop(**known[pk], day=day) if pk in known else OrderStop.NOT_ACTIVE for pk in seller_ids}
    return {pk: stop for pk, stop in stops.items() if stop is not None}
