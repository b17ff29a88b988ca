"""Parcels that a carrier is to fetch: wished for in a transaction, booked outside of any, and never twice.

A parcel's row is there before the carrier is called, and says how often that was begun. Whoever dies between the call
and the commit leaves it behind: the next one asks the carrier for our number before it books.
"""

import logging
import random
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from marketplace.commands.audit import record
from marketplace.commands.authority import Actor
from marketplace.commands.outbox import publish
from marketplace.errors import Invalid
from marketplace.events import ShipmentRefused, ShipmentWanted
from orders.carriers.interface import Booked, CarrierDown, CarrierRefused
from orders.carriers.registry import client_of
from orders.commands.access import sellers_part
from orders.commands.delivery.parcels import parcel_order
from orders.commands.delivery.shipments import ParcelBooked, live_shipment, new_shipment, note
from orders.commands.moves import locked
from orders.commands.placing import told_of
from orders.models import Carrier, DeliveryKind, SellerOrder, SellerOrderStatus, Shipment, ShipmentStatus
from orders.states import WrongState

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)  # for a call; who has not come back by then has died
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=20), timedelta(minutes=30)
BATCH = 50
NOT_FETCHED = (ShipmentStatus.WAITING, ShipmentStatus.BOOKED)


class NotBookable(Invalid):
    default_message = gettext_lazy("This order's way of delivery is with a carrier that you call yourself.")


@transaction.atomic
def book_parcel(*, actor: Actor, seller_order_id: int, now: datetime | None = None) -> SellerOrder:
    """The carrier of the order's way of delivery is asked to fetch it, in the background.

    Raises Unauthenticated, NotFound, PermissionDenied; WrongState for what is not confirmed or is picked up,
    NotBookable, ParcelBooked.
    """
    row, user = sellers_part(actor, seller_order_id)
    now = now or timezone.now()
    if row.status != SellerOrderStatus.CONFIRMED or row.delivery_kind != DeliveryKind.DELIVERY:
        raise WrongState
    carrier = Carrier(row.delivery_method.carrier)
    if carrier == Carrier.MANUAL:
        raise NotBookable(field=["order"])
    if live_shipment(row) is not None:
        raise ParcelBooked(field=["order"])
    shipment = new_shipment(row, carrier, ShipmentStatus.WAITING, now)
    _want(row, shipment, now)
    after = {"parcel": shipment.number, "carrier": carrier.value}
    record(actor=user, action="book_parcel", subject=row, before={}, after=after)
    return row


@transaction.atomic
def call_off_parcel(*, actor: Actor, seller_order_id: int, now: datetime | None = None) -> SellerOrder:
    """The carrier is told not to come, in the background; then another one may be booked. Raises as `book_parcel`."""
    row, user = sellers_part(actor, seller_order_id)
    shipment = live_shipment(row)
    if shipment is None or shipment.status not in NOT_FETCHED or shipment.is_unwanted:
        raise WrongState
    _call_off(row, shipment, now or timezone.now())
    record(actor=user, action="call_off_parcel", subject=row, before={}, after={"parcel": shipment.number})
    return row


def call_off_cancelled(event: Any) -> None:
    """Of an order that was cancelled; a subscriber."""
    row = locked(event.seller_order_id)
    shipment = None if row is None else live_shipment(row)
    if row is not None and shipment is not None and shipment.status in NOT_FETCHED:
        _call_off(row, shipment, timezone.now())


def _call_off(row: SellerOrder, shipment: Shipment, now: datetime) -> None:
    shipment.is_unwanted = True
    _want(row, shipment, now)


def _want(row: SellerOrder, shipment: Shipment, now: datetime) -> None:
    """Whoever is at it just now keeps it until then: two calls at once could pass each other."""
    shipment.next_attempt_at = max(shipment.next_attempt_at or now, now)
    shipment.save(update_fields=["is_unwanted", "next_attempt_at"])
    publish(ShipmentWanted(**told_of(row, row.order), shipment_id=shipment.pk))


def carry_out_due(*, now: datetime | None = None) -> int:
    """What events, or whoever died over it, left to do; says how many were taken up."""
    due = Shipment.objects.filter(next_attempt_at__lte=now or timezone.now()).order_by("next_attempt_at", "pk")
    return sum(carry_out(shipment_id=pk, now=now) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


def carry_out(*, shipment_id: int, now: datetime | None = None) -> bool:
    """Calls the carrier, where it is due and nobody else does. Outside of any transaction."""
    now = now or timezone.now()
    shipment = _claimed(shipment_id, now)
    if shipment is None:
        return False
    try:
        if shipment.is_unwanted:
            _cancel(shipment, now)
        else:
            _book(shipment, now)
    except CarrierDown as error:
        logger.warning("%s does not answer for %s: %s", shipment.carrier, shipment.number, error)
        _put_off(shipment, str(error), now)
    except CarrierRefused as error:
        _refused(shipment, str(error), now)
    return True


@transaction.atomic
def _claimed(pk: int, now: datetime) -> Shipment | None:
    """With one attempt more, committed before the call is made."""
    due = Shipment.objects.select_for_update(skip_locked=True).filter(pk=pk, next_attempt_at__lte=now)
    shipment = due.first()
    if shipment is not None:
        shipment.attempts += 1
        shipment.next_attempt_at = now + LEASE
        shipment.save(update_fields=["attempts", "next_attempt_at"])
    return shipment


def _book(shipment: Shipment, now: datetime) -> None:
    client = client_of(shipment.carrier)
    booked = client.find(shipment.number) if shipment.attempts > 1 else None
    _booked(shipment.pk, booked or client.create(parcel_order(shipment)), now)


@transaction.atomic
def _booked(pk: int, booked: Booked, now: datetime) -> None:
    """The carrier's webhook may have been here before."""
    shipment, row = _locked(pk)
    shipment.tracking_number = shipment.tracking_number or booked.tracking_number
    shipment.fee = booked.fee
    shipment.attempts, shipment.error = 0, ""
    shipment.next_attempt_at = now if shipment.is_unwanted else None
    if shipment.status == ShipmentStatus.WAITING:
        shipment.status, shipment.changed_at = ShipmentStatus.BOOKED, now
        note(shipment, ShipmentStatus.BOOKED, now)
    shipment.save()
    SellerOrder.objects.filter(pk=row.pk, status=SellerOrderStatus.CONFIRMED).update(
        carrier=shipment.carrier_name, tracking_number=shipment.tracking_number
    )


def _cancel(shipment: Shipment, now: datetime) -> None:
    client = client_of(shipment.carrier)
    tracking_number = shipment.tracking_number
    if not tracking_number and shipment.attempts > 1:  # a call was begun: it may have arrived
        found = client.find(shipment.number)
        tracking_number = found.tracking_number if found is not None else ""
    if tracking_number:
        client.cancel(tracking_number)
    _called_off(shipment.pk, tracking_number, now)


@transaction.atomic
def _called_off(pk: int, tracking_number: str, now: datetime) -> None:
    shipment, row = _locked(pk)
    shipment.tracking_number = tracking_number
    shipment.attempts, shipment.error, shipment.next_attempt_at = 0, "", None
    if not shipment.has_ended:
        shipment.status, shipment.changed_at = ShipmentStatus.CANCELLED, now
        note(shipment, ShipmentStatus.CANCELLED, now)
    shipment.save()
    SellerOrder.objects.filter(pk=row.pk, status=SellerOrderStatus.CONFIRMED).update(carrier="", tracking_number="")


@transaction.atomic
def _refused(shipment: Shipment, reason: str, now: datetime) -> None:
    """Somebody of the shop has to look: told as a notice."""
    found, row = _locked(shipment.pk)
    found.error, found.attempts, found.next_attempt_at = reason[:300], 0, None
    if found.status == ShipmentStatus.WAITING:
        found.status, found.changed_at = ShipmentStatus.REFUSED, now
        note(found, ShipmentStatus.REFUSED, now, reason[:300])
    found.is_unwanted = False
    found.save()
    publish(ShipmentRefused(**told_of(row, row.order), carrier=found.carrier_name, reason=reason[:300]))


def _put_off(shipment: Shipment, reason: str, now: datetime) -> None:
    """Twice as long each time, with jitter."""
    wait = min(FIRST_WAIT * 2.0 ** min(shipment.attempts - 1, 10), LONGEST_WAIT)
    again = now + wait * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load
    mine = Shipment.objects.filter(pk=shipment.pk, next_attempt_at__isnull=False)
    mine.update(next_attempt_at=again, error=reason[:300])


def _locked(pk: int) -> tuple[Shipment, SellerOrder]:
    """The part first, as everybody does."""
    part_id = Shipment.objects.values_list("seller_order_id", flat=True).get(pk=pk)
    row = SellerOrder.objects.select_for_update(of=["self"]).select_related("order").get(pk=part_id)
    return Shipment.objects.select_for_update().get(pk=pk), row
