"""What GHN tells by itself: in any order, any number of times, of parcels known and unknown."""

import itertools
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from marketplace.models import OutboxEvent
from orders.commands.delivery.booking import carry_out_due
from orders.commands.delivery.tracking import ASKED_EVERY, ask_about_parcels
from orders.commands.fulfilment import confirm_order, record_delivery, ship_order
from orders.commands.payments.transfers import Booked, take_transfers
from orders.models import PaymentMethod, SellerOrder, Shipment, ShipmentEvent
from tests.orders.delivery.ways import ByGhn
from tests.orders.people import stock_of

pytestmark = pytest.mark.django_db
WAY = ["ready_to_pick", "picked", "delivering", "delivered"]


def tell(case, status, *, minute=0, secret="w" * 24, **changes):
    body = {
        "OrderCode": case.parcel.tracking_number,
        "ClientOrderCode": case.parcel.number,
        "Status": status,
        "Time": f"2026-11-25T03:{minute:02}:50.158Z",
        "Type": "switch_status",
        "Reason": "",
        **changes,
    }
    return Client().post(f"/webhooks/ghn?key={secret}", json.dumps(body), content_type="application/json")


def traces():
    tables = (Shipment, ShipmentEvent, SellerOrder, OutboxEvent)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_an_order_follows_its_parcel_to_the_buyer(ghn_server):
    case = ByGhn()
    case.booked()
    statuses = ["CONFIRMED", "SHIPPED", "SHIPPED", "DELIVERED"]
    for minute, (status, expected) in enumerate(zip(WAY, statuses, strict=True)):
        answer = tell(case, status, minute=minute)
        assert (answer.status_code, answer.json()) == (200, {"taken": True})
        assert case.part.status == expected
    assert case.parcel.status == "DELIVERED"
    assert case.part.collected_at is not None and case.part.tracking_number == "GHN1"
    assert stock_of(case.goods) == (3, 0)
    told = OutboxEvent.objects.filter(name__startswith="SellerOrder").order_by("pk")
    names = list(told.values_list("name", flat=True))
    assert names == [f"SellerOrder{name}" for name in ("Placed", "Confirmed", "Shipped", "Delivered")]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_in_any_order_and_twice_it_comes_to_the_same(ghn_server, order):
    case = ByGhn()
    case.booked()
    for _time in range(2):
        for number in order:
            assert tell(case, WAY[number], minute=number).status_code == 200
    assert (case.part.status, case.parcel.status) == ("DELIVERED", "DELIVERED")
    assert ShipmentEvent.objects.exclude(said="").count() == 4
    assert stock_of(case.goods) == (3, 0)
    assert OutboxEvent.objects.filter(name="SellerOrderDelivered").count() == 1
    assert OutboxEvent.objects.filter(name="SellerOrderShipped").count() == 1


def test_one_that_came_back_is_in_the_stock_and_its_goods_are_paid_back(ghn_server):
    case = ByGhn(payment_method=PaymentMethod.BANK, is_confirmed=False)
    take_transfers([Booked("FT9", 120_000, timezone.now(), case.order.payment.purpose)])
    confirm_order(actor=case.owner, seller_order_id=case.pk)
    case.booked()
    tell(case, "picked", minute=1)
    tell(case, "delivery_fail", minute=2, Reason="Không nghe máy")
    assert (case.part.status, case.parcel.status) == ("SHIPPED", "NOT_TAKEN_IN")
    tell(case, "returned", minute=3, Reason="Khách  từ chối")
    assert (case.part.status, case.part.status_reason) == ("FAILED", "Khách từ chối")
    assert stock_of(case.goods) == (5, 0)
    assert case.order.payment.refunds.get().amount == 100_000
    before = traces()
    tell(case, "returned", minute=3, Reason="Khách  từ chối")
    assert traces() == before


def test_a_parcel_that_was_lost_is_not_in_the_stock_and_all_is_paid_back(ghn_server):
    case = ByGhn()
    case.booked()
    tell(case, "lost", minute=4)
    assert (case.part.status, case.parcel.status, stock_of(case.goods)) == ("FAILED", "LOST", (3, 0))
    assert case.part.status_reason
    tell(case, "picked", minute=1)
    assert (case.part.status, case.parcel.status) == ("FAILED", "LOST")


def test_what_the_shop_said_first_stays(ghn_server):
    case = ByGhn()
    case.booked()
    ship_order(actor=case.owner, seller_order_id=case.pk)
    record_delivery(actor=case.owner, seller_order_id=case.pk)
    assert tell(case, "delivered", minute=5).json() == {"taken": True}
    assert tell(case, "returned", minute=6).json() == {"taken": True}
    assert (case.part.status, case.parcel.status, stock_of(case.goods)) == ("DELIVERED", "DELIVERED", (3, 0))


def test_the_carrier_may_speak_before_it_has_answered(ghn_server):
    case = ByGhn()
    case.wish()
    answer = tell(case, "picked", minute=1, OrderCode="GHN1")
    assert answer.json() == {"taken": True}
    assert (case.part.status, case.part.tracking_number) == ("SHIPPED", "GHN1")
    carry_out_due()
    assert (case.parcel.status, case.parcel.tracking_number) == ("ON_THE_WAY", "GHN1")


def test_a_carrier_that_does_not_come_leaves_the_order_to_the_shop(ghn_server):
    case = ByGhn()
    case.booked()
    tell(case, "cancel", minute=1, Reason="Không lấy được hàng")
    assert (case.part.status, case.parcel.status) == ("CONFIRMED", "CANCELLED")
    assert OutboxEvent.objects.get(name="ShipmentRefused").payload["reason"] == "Không lấy được hàng"
    assert case.booked().number == f"{case.part.number}-2"


@pytest.mark.parametrize(
    "changes",
    [
        {"OrderCode": "KHAC", "ClientOrderCode": "khac"},
        {"OrderCode": "", "ClientOrderCode": ""},
        {"OrderCode": ""},
        {"Time": "hôm qua"},
        {"Time": None},
        {"Time": "2026-13-45T99:99:99Z"},
        {"Status": None},
        {"Status": {"a": 1}},
        {"Status": "\ud800"},
        {"OrderCode": "\ud800", "ClientOrderCode": "a\0b"},
    ],
)
def test_what_is_not_known_here_is_answered_and_changes_nothing(ghn_server, changes):
    case = ByGhn()
    case.booked()
    before = traces()
    answer = tell(case, **{"status": "picked", **changes}) if "Status" not in changes else tell(case, "x", **changes)
    assert (answer.status_code, answer.json()) == (200, {"taken": False})
    assert traces() == before


def test_a_reason_loses_what_nobody_can_read(ghn_server):
    case = ByGhn()
    case.booked()
    assert tell(case, "delivery_fail", minute=1, Reason="Khách\0 không \ud800nghe").json() == {"taken": True}
    assert case.parcel.events.get(said="delivery_fail").reason == "Khách không nghe"


def test_a_word_that_we_do_not_know_is_noted_and_moves_nothing(ghn_server):
    case = ByGhn()
    case.booked()
    assert tell(case, "exception", minute=1).json() == {"taken": True}
    assert (case.part.status, case.parcel.status) == ("CONFIRMED", "BOOKED")
    assert case.parcel.events.filter(said="exception", status="BOOKED").exists()


@pytest.mark.parametrize("secret", ["", "x", "ư"])
def test_without_the_secret_nobody_is_listened_to(ghn_server, settings, secret):
    case = ByGhn()
    case.booked()
    before = traces()
    assert tell(case, "delivered", secret=secret).status_code == 404
    settings.GHN_WEBHOOK_SECRET = ""
    assert tell(case, "delivered", secret=secret).status_code == 404
    assert traces() == before


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[1]", b'"x"', b"7", b"\xff"])
def test_a_body_that_cannot_be_read_is_refused(ghn_server, body):
    answer = Client().post(f"/webhooks/ghn?key={'w' * 24}", body, content_type="application/json")
    assert answer.status_code in (200, 400) and ShipmentEvent.objects.count() == 0


def test_a_lost_webhook_is_made_up_for_by_asking(ghn_server):
    case = ByGhn()
    case.booked()
    log = [{"status": "picked", "updated_date": "2026-11-25T03:00:00Z"}]
    log.append({"status": "delivered", "updated_date": "2026-11-25T05:00:00Z"})
    ghn_server.parcels[case.part.number] |= {"status": "delivered", "log": log}
    assert ask_about_parcels() == 0, "something was heard lately"
    later = timezone.now() + ASKED_EVERY + timedelta(seconds=1)
    ghn_server.faults = [500, 500, 500]
    assert ask_about_parcels(now=later) == 0 and case.part.status == "CONFIRMED"
    assert ask_about_parcels(now=later) == 0, "not again at once"
    assert ask_about_parcels(now=later + ASKED_EVERY) == 1
    assert (case.part.status, case.parcel.status) == ("DELIVERED", "DELIVERED")
    before = traces()
    assert ask_about_parcels(now=later + 3 * ASKED_EVERY) == 0
    assert traces() == before
