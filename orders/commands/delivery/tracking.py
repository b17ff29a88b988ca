"""What carriers say of parcels, by webhook or when asked: in whatever order, and however often."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from marketplace.commands.outbox import publish
from marketplace.events import ShipmentRefused
from orders.carriers.interface import CarrierDown, CarrierRefused, Said
from orders.carriers.registry import client_of
from orders.commands.fulfilment import record_delivery, record_failed_delivery, ship_order
from orders.commands.moves import CARRIER, locked
from orders.commands.payments.refunds import locked_payment
from orders.commands.placing import told_of
from orders.models import Carrier, SellerOrder, Shipment, ShipmentEvent
from orders.models import SellerOrderStatus as Status
from orders.models import ShipmentStatus as Parcel

logger = logging.getLogger(__name__)

UNDER_WAY = (Parcel.BOOKED, Parcel.ON_THE_WAY, Parcel.OUT_FOR_DELIVERY, Parcel.NOT_TAKEN_IN, Parcel.RETURNING)
LEFT_THE_SHOP = frozenset({*UNDER_WAY[1:], Parcel.DELIVERED, Parcel.RETURNED, Parcel.LOST})
ASKED_EVERY = timedelta(hours=3)
BATCH = 50


def find_parcel(carrier: Carrier, *, tracking_number: str, number: str) -> int | None:
    """By the carrier's number, or by ours: it may speak before it has answered our booking."""
    parcels = Shipment.objects.filter(carrier=carrier)
    for known in ({"tracking_number": tracking_number}, {"number": number}):
        if all(known.values()) and (pk := parcels.filter(**known).values_list("pk", flat=True).first()) is not None:
            return pk
    return None


@transaction.atomic
def take_said(*, shipment_id: int, said: Said, tracking_number: str = "", now: datetime | None = None) -> bool:
    """Whether that was new. The part of the order goes where its own table lets it go; what comes too late is only
    noted."""
    now = now or timezone.now()
    part_id = Shipment.objects.values_list("seller_order_id", flat=True).get(pk=shipment_id)
    locked_payment(part_id)
    row = locked(part_id)
    shipment = Shipment.objects.select_for_update().get(pk=shipment_id)
    _event, is_new = ShipmentEvent.objects.get_or_create(
        shipment=shipment,
        said=said.said,
        happened_at=said.happened_at,
        defaults={"status": said.status or shipment.status, "reason": said.reason, "received_at": now},
    )
    if not is_new or row is None:
        return False
    had_ended = shipment.has_ended
    _advance(shipment, said, tracking_number, now)
    if not had_ended:
        _follow(row, shipment, said, now)
    return True


def _advance(shipment: Shipment, said: Said, tracking_number: str, now: datetime) -> None:
    """The latest saying counts, by the carrier's clock; an end stays an end."""
    shipment.tracking_number = shipment.tracking_number or tracking_number
    if said.status is not None and not shipment.has_ended:
        is_overtaken = shipment.events.filter(happened_at__gt=said.happened_at).exclude(said="").exists()
        is_end = said.status not in UNDER_WAY
        if is_end or not is_overtaken:
            shipment.status = said.status
    shipment.changed_at = shipment.asked_at = now
    shipment.save(update_fields=["tracking_number", "status", "changed_at", "asked_at"])


def _follow(row: SellerOrder, shipment: Shipment, said: Said, now: datetime) -> None:
    """By the commands of everybody else."""
    name, number = shipment.carrier_name, shipment.tracking_number
    if said.status in LEFT_THE_SHOP and row.status == Status.CONFIRMED:
        row = ship_order(actor=CARRIER, seller_order_id=row.pk, carrier=name, tracking_number=number, now=now)
    if said.status == Parcel.DELIVERED and row.status == Status.SHIPPED:
        record_delivery(actor=CARRIER, seller_order_id=row.pk, now=now)
    elif said.status in (Parcel.RETURNED, Parcel.LOST) and row.status == Status.SHIPPED:
        is_lost = said.status == Parcel.LOST
        reason = _reason(row, said, is_lost=is_lost)
        record_failed_delivery(actor=CARRIER, seller_order_id=row.pk, reason=reason, is_lost=is_lost, now=now)
    elif said.status == Parcel.CANCELLED and not shipment.is_unwanted:
        publish(ShipmentRefused(**told_of(row, row.order), carrier=name, reason=said.reason))


def _reason(row: SellerOrder, said: Said, *, is_lost: bool) -> str:
    """For the buyer, in the order's language where the carrier says none."""
    if said.reason:
        return said.reason
    with translation.override(row.order.language):
        return _("The carrier has lost or damaged the parcel.") if is_lost else _("The parcel came back to the shop.")


def ask_about_parcels(*, now: datetime | None = None) -> int:
    """Of those that nothing was heard of lately; says how many had news. A webhook may have been lost."""
    now = now or timezone.now()
    silent = Shipment.objects.exclude(carrier=Carrier.MANUAL).exclude(tracking_number="")
    silent = silent.filter(status__in=UNDER_WAY, asked_at__lte=now - ASKED_EVERY)
    return sum(_asked(one, now) for one in list(silent.order_by("asked_at", "pk")[:BATCH]))


def _asked(shipment: Shipment, now: datetime) -> bool:
    """The mark is set first: of two who are about to ask one does, and a carrier that is down is not asked again at
    once."""
    mine = Shipment.objects.filter(pk=shipment.pk, asked_at=shipment.asked_at)
    if not mine.update(asked_at=now):
        return False
    try:
        told: Sequence[Said] = client_of(shipment.carrier).track(shipment.tracking_number)
    except (CarrierDown, CarrierRefused) as error:
        logger.warning("%s says nothing of %s: %s", shipment.carrier, shipment.number, error)
        return False
    return sum(_noted(shipment, one, now) for one in told) > 0


def _noted(shipment: Shipment, said: Said, now: datetime) -> bool:
    """Its clock is not quite that of its webhooks: a word that was heard at about that time is not news."""
    near = timedelta(minutes=5)
    heard = ShipmentEvent.objects.filter(shipment=shipment, said=said.said)
    if heard.filter(happened_at__range=(said.happened_at - near, said.happened_at + near)).exists():
        return False
    return take_said(shipment_id=shipment.pk, said=said, now=now)
