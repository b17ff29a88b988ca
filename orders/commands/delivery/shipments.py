"""The parcel of a shop's part of an order, as a row: begun, handed over, ended. Its part is locked before."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from orders.models import Carrier, Order, PaymentMethod, SellerOrder, Shipment, ShipmentEvent, ShipmentStatus
from orders.queries import chargeable_grams
from orders.states import WrongState

GONE = (ShipmentStatus.REFUSED, ShipmentStatus.CANCELLED)


class ParcelBooked(WrongState):
    """Two carriers would come for one parcel."""

    default_message = _("A carrier is booked for this parcel. Call it off before another one takes it.")


def live_shipment(row: SellerOrder) -> Shipment | None:
    """Locked: the one parcel of a carrier that we speak to that is, or was, on its way."""
    return live_shipments(row).exclude(carrier=Carrier.MANUAL).first()


def live_shipments(row: SellerOrder) -> QuerySet[Shipment]:
    """Locked: those that the shop brings itself, or by others, too. It may send a part now and the rest later."""
    return Shipment.objects.select_for_update().filter(seller_order=row).exclude(status__in=GONE).order_by("pk")


def new_shipment(row: SellerOrder, carrier: Carrier, status: ShipmentStatus, now: datetime) -> Shipment:
    """Its number says which attempt it is, from the second on."""
    earlier = Shipment.objects.filter(seller_order=row).count()
    lines = row.lines.select_related("variant").order_by("pk")
    pieces = [(line.variant, line.quantity) for line in lines if line.variant is not None]
    return Shipment.objects.create(
        seller_order=row,
        number=f"{row.number}-{earlier + 1}" if earlier else row.number,
        carrier=carrier,
        carrier_name=str(carrier.label) if carrier != Carrier.MANUAL else row.carrier,
        tracking_number=row.tracking_number if carrier == Carrier.MANUAL else "",
        status=status,
        grams=chargeable_grams(pieces, row.delivery_method.volumetric_divisor),
        to_collect=cash_due(row.order, row),
        created_at=now,
        changed_at=now,
        asked_at=now,
    )


def cash_due(order: Order, row: SellerOrder) -> int:
    """What whoever brings it takes from the buyer, in whole đồng."""
    return row.due if order.payment_method == PaymentMethod.COD and row.collected_at is None else 0


def hand_over(row: SellerOrder, now: datetime) -> None:
    """It leaves the shop. What the shop left out is taken from the parcel that it had booked. Raises ParcelBooked."""
    booked = live_shipment(row)
    if booked is None:
        note(new_shipment(row, Carrier.MANUAL, ShipmentStatus.ON_THE_WAY, now), ShipmentStatus.ON_THE_WAY, now)
        return
    if not booked.tracking_number or row.tracking_number not in ("", booked.tracking_number):
        raise ParcelBooked(field=["trackingNumber"])
    row.carrier, row.tracking_number = booked.carrier_name, booked.tracking_number
    if booked.status == ShipmentStatus.BOOKED:
        _set(booked, ShipmentStatus.ON_THE_WAY, now)
        note(booked, ShipmentStatus.ON_THE_WAY, now)


def end_shipment(row: SellerOrder, status: ShipmentStatus, now: datetime, reason: str = "") -> None:
    """The shop says so, of all of them; where the carrier has, that stands already."""
    for shipment in live_shipments(row):
        if not shipment.has_ended:
            _set(shipment, status, now)
            note(shipment, status, now, reason)


def note(shipment: Shipment, status: ShipmentStatus, now: datetime, reason: str = "") -> None:
    ShipmentEvent.objects.create(shipment=shipment, status=status, reason=reason, happened_at=now, received_at=now)


def _set(shipment: Shipment, status: ShipmentStatus, now: datetime) -> None:
    shipment.status, shipment.changed_at = status, now
    shipment.save(update_fields=["status", "changed_at"])
