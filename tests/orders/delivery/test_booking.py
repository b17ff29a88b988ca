"""Booking a parcel with a carrier: once, whatever happens on the way, and called off again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.commands.relay import deliver_due_events
from marketplace.errors import NotFound, Unauthenticated
from marketplace.models import AuditEntry, OutboxEvent
from orders.commands.delivery import booking
from orders.commands.delivery.booking import (
    NotBookable,
    book_parcel,
    call_off_parcel,
    carry_out,
    carry_out_due,
)
from orders.commands.delivery.shipments import ParcelBooked
from orders.commands.fulfilment import cancel_as_seller, confirm_order, record_delivery, ship_order
from orders.commands.payments.transfers import Booked, take_transfers
from orders.models import CarrierPlace, DeliveryMethod, PaymentMethod, Shipment, ShipmentEvent
from orders.states import WrongState
from tests.catalog.factories import make_member, make_seller
from tests.marketplace.people import make_user
from tests.orders.delivery.ways import ByGhn
from tests.orders.people import delivery, make_goods, placed

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)


def rows():
    tables = (Shipment, ShipmentEvent, AuditEntry, OutboxEvent)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_a_parcel_is_booked_with_all_that_the_carrier_needs(ghn_server):
    case = ByGhn()
    waiting = case.wish()
    assert (waiting.status, ghn_server.calls) == ("WAITING", [])
    assert carry_out_due() == 1
    parcel = case.parcel
    assert (parcel.status, parcel.tracking_number, parcel.fee) == ("BOOKED", "GHN1", 31_000)
    assert (case.part.tracking_number, case.part.status) == ("GHN1", "CONFIRMED")
    [(path, said, token, shop)] = ghn_server.calls
    assert (path, token, shop) == ("v2/shipping-order/create", "a-token", "885")
    assert said["client_order_code"] == case.part.number
    assert (said["cod_amount"], said["weight"]) == (120_000, 1_000)
    assert (said["to_district_id"], said["to_ward_code"], said["to_phone"]) == (1_442, "20302", "0912345678")
    assert said["from_ward_name"] == "Phường 1" and "12 Trần Phú" in said["to_address"]
    assert said["items"] == [
        {"name": "Gạo tám · Túi 1 kg", "code": case.goods.sku, "quantity": 2, "price": 50_000, "weight": 500}
    ]
    assert carry_out_due(now=timezone.now() + LATER) == 0


def test_what_was_paid_before_is_not_collected(ghn_server):
    case = ByGhn(payment_method=PaymentMethod.BANK, is_confirmed=False)
    take_transfers([Booked("FT9", 120_000, timezone.now(), case.order.payment.purpose)])
    confirm_order(actor=case.owner, seller_order_id=case.pk)
    case.booked()
    assert ghn_server.calls[0][1]["cod_amount"] == 0


@pytest.mark.parametrize("fault", [500, 503, 429, "slow", "garbled", "lost"])
def test_a_carrier_that_fails_is_asked_again_and_never_twice_for_one_parcel(ghn_server, fault):
    case = ByGhn()
    case.wish()
    ghn_server.faults = [fault]
    carry_out_due()
    assert case.parcel.status == "WAITING" and case.parcel.error
    assert carry_out_due() == 0, "not before its time"
    carry_out_due(now=timezone.now() + LATER)
    assert (case.parcel.status, case.parcel.error, len(ghn_server.parcels)) == ("BOOKED", "", 1)
    was_done = fault in ("slow", "lost")
    asked = ["create", "detail-by-client-code"] + ([] if was_done else ["create"])
    assert ghn_server.paths() == asked


def test_whoever_dies_between_the_call_and_the_commit_leaves_no_second_parcel(ghn_server, monkeypatch):
    case = ByGhn()
    case.wish()

    def dies(*_):
        raise SystemExit

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(booking, "_booked", dies)
        carry_out_due()
    assert len(ghn_server.parcels) == 1 and case.parcel.status == "WAITING"
    assert carry_out_due() == 0, "somebody may still be at it"
    carry_out_due(now=timezone.now() + booking.LEASE + timedelta(seconds=1))
    assert (case.parcel.status, case.parcel.tracking_number, len(ghn_server.parcels)) == ("BOOKED", "GHN1", 1)


def test_who_is_at_a_parcel_has_it_alone(ghn_server):
    case = ByGhn()
    parcel = case.wish()
    assert carry_out(shipment_id=parcel.pk, now=timezone.now()) is True
    assert carry_out(shipment_id=parcel.pk, now=timezone.now()) is False
    assert len(ghn_server.parcels) == 1


def test_what_the_carrier_refuses_is_told_to_the_shop_and_can_go_otherwise(ghn_server):
    case = ByGhn()
    case.wish()
    ghn_server.refuses["v2/shipping-order/create"] = "Quá khổ"
    carry_out_due()
    parcel = case.parcel
    assert (parcel.status, parcel.error) == ("REFUSED", "Quá khổ")
    told = OutboxEvent.objects.get(name="ShipmentRefused")
    assert told.payload["reason"] == "Quá khổ"
    deliver_due_events()
    assert case.owner.notifications.filter(kind="parcel_refused").count() == 1
    ship_order(actor=case.owner, seller_order_id=case.pk, carrier="Viettel Post", tracking_number="VT1")
    assert (case.parcel.number, case.parcel.carrier) == (f"{case.part.number}-2", "MANUAL")


def test_a_place_that_the_carrier_does_not_know_is_refused_without_a_call(ghn_server):
    case = ByGhn()
    CarrierPlace.objects.all().delete()
    case.wish()
    carry_out_due()
    assert (case.parcel.status, ghn_server.calls) == ("REFUSED", [])


def test_called_off_before_and_after_it_was_booked(ghn_server):
    case = ByGhn()
    case.wish()
    call_off_parcel(actor=case.owner, seller_order_id=case.pk)
    carry_out_due()
    assert (case.parcel.status, ghn_server.calls) == ("CANCELLED", [])
    second = case.booked()
    assert (second.number, second.status) == (f"{case.part.number}-2", "BOOKED")
    call_off_parcel(actor=case.owner, seller_order_id=case.pk)
    with pytest.raises(WrongState):
        call_off_parcel(actor=case.owner, seller_order_id=case.pk)
    ghn_server.faults = [500, 500, 500]
    carry_out_due()
    assert case.parcel.status == "BOOKED"
    carry_out_due(now=timezone.now() + LATER)
    assert case.parcel.status == "CANCELLED" and case.part.tracking_number == ""
    assert ghn_server.parcels[second.number]["status"] == "cancel"
    actions = AuditEntry.objects.filter(action__contains="parcel").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["book_parcel", "call_off_parcel"] * 2


def test_a_booking_that_was_lost_is_called_off_too(ghn_server):
    case = ByGhn()
    case.wish()
    ghn_server.faults = ["lost"]
    carry_out_due()
    call_off_parcel(actor=case.owner, seller_order_id=case.pk)
    carry_out_due(now=timezone.now() + LATER)
    assert case.parcel.status == "CANCELLED"
    assert ghn_server.parcels[case.part.number]["status"] == "cancel"


def test_a_cancelled_order_calls_its_parcel_off(ghn_server):
    case = ByGhn()
    case.booked()
    cancel_as_seller(actor=case.owner, seller_order_id=case.pk, reason="Hết hàng")
    deliver_due_events()
    carry_out_due()
    assert (case.parcel.status, case.part.status) == ("CANCELLED", "CANCELLED")
    assert ghn_server.parcels[case.part.number]["status"] == "cancel"


def test_a_carrier_that_will_not_be_called_off_is_told_to_the_shop(ghn_server):
    case = ByGhn()
    case.booked()
    ghn_server.refuses["v2/switch-status/cancel"] = "Đã lấy hàng"
    call_off_parcel(actor=case.owner, seller_order_id=case.pk)
    carry_out_due()
    assert (case.parcel.status, case.parcel.is_unwanted) == ("BOOKED", False)
    assert OutboxEvent.objects.filter(name="ShipmentRefused").count() == 1


def test_only_confirmed_parcels_of_such_a_method_are_booked_and_only_by_the_shop(ghn_server):
    case = ByGhn(is_confirmed=False)
    before = rows()
    with pytest.raises(WrongState):
        book_parcel(actor=case.owner, seller_order_id=case.pk)
    confirm_order(actor=case.owner, seller_order_id=case.pk)
    before = rows()
    stranger = make_member(make_seller())
    for actor, error in ((None, Unauthenticated), (make_user(), NotFound), (stranger, NotFound)):
        for command in (book_parcel, call_off_parcel):
            with pytest.raises(error):
                command(actor=actor, seller_order_id=case.pk)
    with pytest.raises(WrongState):
        call_off_parcel(actor=case.owner, seller_order_id=case.pk)
    DeliveryMethod.objects.filter(pk=case.method.pk).update(carrier="MANUAL")
    with pytest.raises(NotBookable):
        book_parcel(actor=case.owner, seller_order_id=case.pk)
    assert rows() == before


def test_one_parcel_has_one_carrier(ghn_server):
    case = ByGhn()
    case.wish()
    before = rows()
    with pytest.raises(ParcelBooked):
        book_parcel(actor=case.owner, seller_order_id=case.pk)
    with pytest.raises(ParcelBooked):
        ship_order(actor=case.owner, seller_order_id=case.pk, carrier="Khác")
    carry_out_due()
    with pytest.raises(ParcelBooked):
        ship_order(actor=case.owner, seller_order_id=case.pk, tracking_number="khác")
    assert case.part.status == "CONFIRMED" and rows()[2:] != before
    ship_order(actor=case.owner, seller_order_id=case.pk)
    assert (case.parcel.status, case.part.tracking_number, case.part.status) == ("ON_THE_WAY", "GHN1", "SHIPPED")


def test_a_shop_that_calls_its_own_carrier_has_a_parcel_too():
    goods = make_goods()
    part = placed(goods, method=delivery(), total=50_000 + 35_000).parts.get()
    owner = make_member(goods.seller)
    confirm_order(actor=owner, seller_order_id=part.pk)
    ship_order(actor=owner, seller_order_id=part.pk, carrier="Viettel Post", tracking_number="VT1")
    parcel = part.shipments.get()
    assert (parcel.carrier, parcel.carrier_name, parcel.tracking_number) == ("MANUAL", "Viettel Post", "VT1")
    assert (parcel.status, parcel.to_collect) == ("ON_THE_WAY", 85_000)
    record_delivery(actor=owner, seller_order_id=part.pk)
    assert list(parcel.events.order_by("pk").values_list("status", flat=True)) == ["ON_THE_WAY", "DELIVERED"]
