"""Which orders a member of shops may print, and for what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from marketplace.commands.authority import Actor, signed_in
from marketplace.errors import NotFound
from marketplace.models import Place
from marketplace.queries import place_paths
from orders.models import DeliveryKind, OrderLine, PaymentMethod, SellerOrder
from orders.models import SellerOrderStatus as Status
from orders.queries import parts_for_shops
from orders.states import WrongState
from sellers.queries import access_seller
from sellers.rights import Right

MOST = 50  # orders in one file
_NUMBER = re.compile(r"[0-9A-Za-z-]{1,24}")
_TO_BE_LABELLED = frozenset({Status.CONFIRMED, Status.SHIPPED})


class NoLabel(WrongState):
    """A carrier would take along what is not to be sent."""

    default_message = _("Labels are for confirmed orders that a carrier brings.")


class NoSlip(WrongState):
    default_message = _("A cancelled order has no packing slip.")


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is printed of a shop's order. `to_collect`: whole đồng that the carrier takes for the shop."""

    order: SellerOrder
    address: str
    lines: Sequence[OrderLine]
    to_collect: int


def parcels(*, actor: Actor, numbers: Sequence[str]) -> list[Parcel]:
    """In the order that was asked for; of several shops where the actor handles the orders of all.

    Raises Unauthenticated, PermissionDenied; NotFound where any of them is not there, or none or too many are named.
    """
    signed_in(actor)
    wanted = list(dict.fromkeys(numbers))
    if not wanted or len(wanted) > MOST or not all(map(_NUMBER.fullmatch, wanted)):
        raise NotFound
    rows = parts_for_shops().filter(number__in=wanted).select_related("order").prefetch_related("lines")
    found = {row.number: row for row in rows}
    if len(found) < len(wanted):
        raise NotFound
    for seller_id in sorted({row.seller_id for row in found.values()}):
        access_seller(actor=actor, seller_id=seller_id, right=Right.ORDERS)
    places = place_paths({row.order.place_id for row in found.values()})
    return [_parcel(found[number], places[found[number].order.place_id]) for number in wanted]


def _parcel(row: SellerOrder, path: Sequence[Place]) -> Parcel:
    lines = sorted((line for line in row.lines.all() if line.cancelled < line.quantity), key=lambda line: line.pk)
    # Of several parcels the last one collects the cash of all.
    is_last = row.status != Status.SHIPPED or not any(line.open for line in lines)
    is_due = row.order.payment_method == PaymentMethod.COD and row.collected_at is None and is_last
    address = ", ".join([row.order.street, *map(str, reversed(path))])
    return Parcel(row, address, lines, row.due if is_due else 0)


def check_labels(found: Sequence[Parcel]) -> None:
    """Raises NoLabel."""
    for one in found:
        if one.order.status not in _TO_BE_LABELLED or one.order.delivery_kind != DeliveryKind.DELIVERY:
            raise NoLabel


def check_slips(found: Sequence[Parcel]) -> None:
    """Raises NoSlip."""
    if any(one.order.status == Status.CANCELLED for one in found):
        raise NoSlip
