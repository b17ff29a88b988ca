"""Bank transfers: what comes in, whatever it is, and orders that nobody pays."""

import hmac
import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from marketplace.errors import Invalid, NotFound, PermissionDenied
from marketplace.models import OutboxEvent
from orders.commands import fulfilment
from orders.commands.checkout import place_order
from orders.commands.payments.closing import expire_unpaid
from orders.commands.payments.refunds import record_refund
from orders.commands.payments.statements import import_statement
from orders.commands.payments.transfers import Booked, match_transfer, settle_transfer, take_transfers
from orders.commands.refusals import AgeUnconfirmed, PaymentMethodUnavailable, StatementInvalid
from orders.models import BankTransfer, Payment, PaymentMethod, Refund, SellerOrder
from orders.printing.parcels import parcels
from orders.states import WrongState
from orders.tokens import token_of
from tests.catalog.factories import make_officer
from tests.marketplace.people import make_user
from tests.orders.people import (
    Unchanged,
    checkout_of,
    filled,
    make_goods,
    make_member,
    neighbours,
    placed,
    stock_of,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def unpaid(*goods, **fields):
    return placed(*goods, payment_method=PaymentMethod.BANK, **fields)


def come(order, amount, reference="FT1", purpose=None, **fields):
    said = order.payment.purpose if purpose is None else purpose
    return take_transfers([Booked(reference, amount, NOW, said, **fields)])


def statuses(order):
    return list(order.parts.order_by("pk").values_list("status", flat=True))


def state(order):
    payment = Payment.objects.get(order=order)
    return payment.status, payment.received, payment.refunded


def owed(order):
    return list(Refund.objects.filter(payment__order=order).order_by("pk").values_list("reason", "amount", "status"))


def events():
    return list(OutboxEvent.objects.order_by("pk").values_list("name", flat=True))


@pytest.fixture
def treasurer():
    return make_user(is_superuser=True, is_staff=True)


@pytest.fixture
def order():
    return unpaid(make_goods(left=5), quantity=2)  # 100,000 đ


def test_shops_see_an_order_once_it_is_paid(order):
    assert statuses(order) == ["UNPAID"] and not {"OrderPlaced", "SellerOrderPlaced"} & set(events())
    with Unchanged(), pytest.raises(NotFound):
        fulfilment.confirm_order(actor=make_member(order.parts.get().seller), seller_order_id=order.parts.get().pk)
    [transfer] = come(order, 100_000)
    assert transfer.outcome == "EXACT" and statuses(order) == ["PLACED"]
    assert state(order) == ("PAID", 100_000, 0) and owed(order) == []
    assert events().count("SellerOrderPlaced") == events().count("OrderPlaced") == 1


def test_banks_write_purposes_in_their_own_way(order):
    said = f"MBVCB.123.ck {order.payment.purpose[:6].lower()} {order.payment.purpose[6:]}.CT tu 0123 toi"
    [transfer] = come(order, 100_000, purpose=said)
    assert transfer.outcome == "EXACT" and statuses(order) == ["PLACED"]


def test_the_same_line_counts_once(order):
    come(order, 100_000)
    assert come(order, 100_000) == []
    assert state(order) == ("PAID", 100_000, 0)


def test_too_little_waits_for_the_rest(order):
    [first] = come(order, 60_000)
    assert first.outcome == "UNDER" and statuses(order) == ["UNPAID"]
    [second] = come(order, 40_000, "FT2")
    assert second.outcome == "EXACT" and state(order) == ("PAID", 100_000, 0)


def test_too_much_goes_back(order):
    [transfer] = come(order, 130_000)
    assert transfer.outcome == "OVER" and statuses(order) == ["PLACED"]
    assert owed(order) == [("OVERPAID", 30_000, "PENDING")] and state(order) == ("PAID", 130_000, 30_000)


def test_paid_twice_goes_back_whole(order):
    come(order, 100_000)
    [transfer] = come(order, 100_000, "FT2")
    assert transfer.outcome == "REPEATED" and owed(order) == [("OVERPAID", 100_000, "PENDING")]


def test_unpaid_pieces_are_free_again_and_late_money_goes_back():
    goods = make_goods(left=5)
    order = unpaid(goods, quantity=5)
    assert stock_of(goods) == (5, 5)
    assert expire_unpaid(now=timezone.now() + timedelta(minutes=14)) == 0
    assert expire_unpaid(now=timezone.now() + timedelta(minutes=16)) == 1
    assert stock_of(goods) == (5, 0) and statuses(order) == ["CANCELLED"]
    assert order.parts.get().status_reason == "Đơn hàng không được thanh toán đúng hạn."
    member = make_member(goods.seller)
    with pytest.raises(NotFound):  # nobody gets the address of who never bought
        parcels(actor=member, numbers=[order.parts.get().number])
    assert "SellerOrderLapsed" in events() and "SellerOrderCancelled" not in events()
    assert expire_unpaid(now=timezone.now() + timedelta(minutes=20)) == 0
    [transfer] = come(order, 250_000)
    assert transfer.outcome == "LATE" and statuses(order) == ["CANCELLED"] and stock_of(goods) == (5, 0)
    assert owed(order) == [("LATE", 250_000, "PENDING")]


def test_a_part_of_the_money_goes_back_when_the_time_is_over(order):
    come(order, 60_000)
    expire_unpaid(now=timezone.now() + timedelta(hours=1))
    assert state(order) == ("CLOSED", 60_000, 60_000) and owed(order) == [("CANCELLED", 60_000, "PENDING")]


def test_who_has_not_paid_cancels_the_whole_order():
    here, there, commune = neighbours()
    goods = make_goods(seller=here), make_goods(seller=there)
    order = unpaid(*goods, place=commune)
    part = order.parts.order_by("pk").first()
    fulfilment.cancel_as_buyer(actor=None, seller_order_id=part.pk, token=token_of(order.number))
    assert statuses(order) == ["CANCELLED", "CANCELLED"] and state(order)[0] == "CLOSED"
    assert [stock_of(one) for one in goods] == [(5, 0), (5, 0)]


def test_what_was_paid_for_a_cancelled_part_goes_back():
    here, there, commune = neighbours()
    order = unpaid(make_goods(seller=here), make_goods(seller=there, price=70_000), place=commune)
    come(order, 120_000)
    first, second = order.parts.order_by("goods_total")
    fulfilment.cancel_as_buyer(actor=None, seller_order_id=first.pk, token=token_of(order.number))
    member = make_member(second.seller)
    fulfilment.cancel_as_seller(actor=member, seller_order_id=second.pk, reason="Hết hàng")
    assert owed(order) == [("CANCELLED", 50_000, "PENDING"), ("CANCELLED", 70_000, "PENDING")]
    assert state(order) == ("PAID", 120_000, 120_000)


def test_a_parcel_that_came_back_returns_the_goods_money():
    goods = make_goods()
    order = unpaid(goods)
    come(order, 50_000)
    [part] = order.parts.all()
    SellerOrder.objects.filter(pk=part.pk).update(delivery_kind="DELIVERY")
    member = make_member(goods.seller)
    fulfilment.confirm_order(actor=member, seller_order_id=part.pk)
    fulfilment.ship_order(actor=member, seller_order_id=part.pk)
    fulfilment.record_failed_delivery(actor=member, seller_order_id=part.pk, reason="Không nghe máy")
    assert owed(order) == [("FAILED", 50_000, "PENDING")] and stock_of(goods) == (5, 0)


def test_no_more_goes_back_than_came(order):
    come(order, 100_000)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(order=order).update(refunded=100_001)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(order=order).update(received=99_999)


def test_an_officer_matches_settles_and_pays_back(order, treasurer):
    [lost] = come(order, 100_000, purpose="tien hang")
    [strange] = come(order, 5_000, "FT9", purpose="")
    assert lost.outcome == strange.outcome == "UNMATCHED" and statuses(order) == ["UNPAID"]
    for actor, error in ((make_officer(), PermissionDenied), (make_user(), PermissionDenied)):
        with Unchanged(), pytest.raises(error):
            match_transfer(actor=actor, transfer_id=lost.pk, purpose=order.number)
        with Unchanged(), pytest.raises(error):
            settle_transfer(actor=actor, transfer_id=strange.pk, note="x")
    with Unchanged(), pytest.raises(Invalid):
        match_transfer(actor=treasurer, transfer_id=lost.pk, purpose="OCOPNOTHING")
    match_transfer(actor=treasurer, transfer_id=lost.pk, purpose=order.number.lower())
    assert statuses(order) == ["PLACED"] and BankTransfer.objects.get(pk=lost.pk).outcome == "EXACT"
    settle_transfer(actor=treasurer, transfer_id=strange.pk, note="Đã trả lại, FT77")
    for pk in (lost.pk, strange.pk):
        with Unchanged(), pytest.raises(WrongState):
            match_transfer(actor=treasurer, transfer_id=pk, purpose=order.number)
    come(order, 1_000, "FT3")
    refund = Refund.objects.get()
    with Unchanged(), pytest.raises(NotFound):
        record_refund(actor=treasurer, refund_id=refund.pk + 1, reference="R1")
    record_refund(actor=treasurer, refund_id=refund.pk, reference="R1")
    with Unchanged(), pytest.raises(WrongState):
        record_refund(actor=treasurer, refund_id=refund.pk, reference="R2")


def test_a_statement_is_taken_whole_or_not_at_all(order, treasurer):
    head = "reference,booked_at,amount,purpose\n"
    line = f"FT1,2026-11-25 09:00:00,100000,{order.payment.purpose}\n"
    for broken in (
        "amount\n1\n",
        head + line + "FT2,2026-11-25 09:00:00,-5,x\n",
        head + line + "FT2,2026-11-25 09:00:00,5.5,x\n",
        head + line + "FT2,2026-99-25 09:00:00,5,x\n",
        head + line + ",2026-11-25 09:00:00,5,x\n",
        head + line + "FT2,2026-11-25 09:00:00,9999999999999999,x\n",
        head + line + "FT2,2026-11-25 09:00:00,٣,x\n",
    ):
        with Unchanged(), pytest.raises(StatementInvalid):
            import_statement(actor=treasurer, text=broken)
        assert not BankTransfer.objects.exists()
    with pytest.raises(PermissionDenied):
        import_statement(actor=make_officer(), text=head + line)
    assert len(import_statement(actor=treasurer, text=head + line)) == 1
    assert import_statement(actor=treasurer, text=head + line) == []
    assert statuses(order) == ["PLACED"]


def post(client, body, secret="test-only-bank-secret"):
    signature = hmac.new(secret.encode(), body, sha256).hexdigest()
    return client.post("/webhooks/bank", body, content_type="application/json", headers={"X-Signature": signature})


def test_the_banks_webhook(client, order, settings):
    line = {
        "reference": "FT1",
        "amount": 100_000,
        "booked_at": "2026-11-25T09:00:00Z",
        "purpose": order.payment.purpose,
    }
    body = json.dumps({"transfers": [line]}).encode()
    assert post(client, body, "guessed").status_code == 403
    for broken in (b"{", b"[]", b'{"transfers": 5}', b'{"transfers": [5]}', b'{"transfers": [{}]}', b"\xff"):
        assert post(client, broken).status_code == 400
    assert not BankTransfer.objects.exists() and statuses(order) == ["UNPAID"]
    assert post(client, body).json() == {"taken": 1} and post(client, body).json() == {"taken": 0}
    assert statuses(order) == ["PLACED"]
    settings.BANK_WEBHOOK_SECRET = ""
    assert post(client, body, "").status_code == 404


def test_alcohol_is_paid_before_and_bought_by_adults():
    wine = make_goods(group="drink-alcohol")
    cart, token = filled(wine)
    for error, fields in (
        (PaymentMethodUnavailable, {"is_of_age": True}),
        (AgeUnconfirmed, {"payment_method": PaymentMethod.BANK}),
    ):
        checkout = checkout_of(cart, **fields)
        with Unchanged(), pytest.raises(error):
            place_order(actor=None, token=token, checkout=checkout)
    assert statuses(unpaid(wine, is_of_age=True)) == ["UNPAID"]


def test_without_an_account_of_the_marketplace_there_are_no_transfers(settings):
    settings.BANK_TRANSFER_ACCOUNT = ""
    cart, token = filled(make_goods())
    checkout = checkout_of(cart, payment_method=PaymentMethod.BANK)
    with Unchanged(), pytest.raises(PaymentMethodUnavailable):
        place_order(actor=None, token=token, checkout=checkout)
